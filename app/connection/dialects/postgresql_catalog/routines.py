"""Functions and procedures that people made; those of an extension or of a range type come with it."""

from app.connection.dialects.postgresql_catalog.scope import OWN_SCHEMAS, Names, text
from app.connection.dialects.postgresql_catalog.texts import Texts
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Routine, RoutineKind

_PROCEDURES_SINCE = 11
_KINDS = {
    "f": RoutineKind.FUNCTION,
    "p": RoutineKind.PROCEDURE,
    "a": RoutineKind.AGGREGATE,
    "w": RoutineKind.WINDOW,
}


def statement(version: int) -> Statement:
    """Every routine of a schema that is not the server's own."""
    kind = (
        "r.prokind"
        if version >= _PROCEDURES_SINCE
        else "CASE WHEN r.proisagg THEN 'a' WHEN r.proiswindow THEN 'w' ELSE 'f' END"
    )
    return Statement(
        sql=f"""
SELECT r.oid::bigint, r.pronamespace::bigint, r.proname, {kind}, pg_get_function_identity_arguments(r.oid),
    pg_get_function_result(r.oid), l.lanname, r.prosecdef, pg_get_userbyid(r.proowner)
FROM pg_proc AS r JOIN pg_language AS l ON l.oid = r.prolang
WHERE r.pronamespace IN {OWN_SCHEMAS} AND NOT EXISTS (
    SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = r.oid AND d.deptype IN ('e', 'i'))
""",  # noqa: S608 - constants
        reads="the routines",
        shares_transaction=True,
    )


def routines(rows: Rows, names: Names, texts: Texts) -> tuple[Routine, ...]:
    """Routines by schema, name and arguments."""
    found = (_routine(row, names, texts) for row in rows.rows if row[1] in names.schemas)
    return tuple(sorted(found, key=lambda each: (each.schema, each.name, each.arguments)))


def _routine(row: tuple[Cell, ...], names: Names, texts: Texts) -> Routine:
    oid, schema, name, kind, arguments, returns, language, definer, owner = row
    return Routine(
        schema=names.schemas[schema],
        name=str(name),
        kind=_KINDS[str(kind)],
        arguments=text(arguments) or "",
        returns=text(returns),
        language=text(language),
        security_definer=bool(definer),
        owner=text(owner),
        comment=texts.routines.get(oid),
    )
