"""Sequences, and the columns they number."""

from app.connection.dialects.postgresql_catalog.scope import OWN_SCHEMAS, Names, text, whole
from app.connection.dialects.postgresql_catalog.texts import Texts
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Sequence

# An identity column depends on its sequence internally ("i"), one OWNED BY a column automatically ("a").
STATEMENT = Statement(
    sql=f"""
SELECT c.oid::bigint, c.relnamespace::bigint, c.relname, format_type(q.seqtypid, NULL), q.seqstart, q.seqmin, q.seqmax,
    q.seqincrement, q.seqcycle, d.refobjid::bigint, d.refobjsubid
FROM pg_sequence AS q
JOIN pg_class AS c ON c.oid = q.seqrelid AND c.relpersistence <> 't' AND c.relnamespace IN {OWN_SCHEMAS}
LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
""",  # noqa: S608 - constants
    reads="the sequences",
    shares_transaction=True,
)


def sequences(rows: Rows, names: Names, texts: Texts) -> tuple[Sequence, ...]:
    """Sequences by schema and name."""
    found = (_sequence(row, names, texts) for row in rows.rows if row[1] in names.schemas)
    return tuple(sorted(found, key=lambda each: (each.schema, each.name)))


def _sequence(row: tuple[Cell, ...], names: Names, texts: Texts) -> Sequence:
    oid, schema, name, native, start, minimum, maximum, increment, cycles, table, column = row
    return Sequence(
        schema=names.schemas[schema],
        name=str(name),
        native_type=text(native),
        start=whole(start),
        minimum=whole(minimum),
        maximum=whole(maximum),
        increment=whole(increment),
        cycles=bool(cycles),
        owned_by=names.relations.get(table),
        owned_by_column=names.columns.get(table, {}).get(int(column or 0)),
        comment=texts.comment(oid),
    )
