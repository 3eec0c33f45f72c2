"""Enums, domains, composite types and ranges."""

from collections.abc import Mapping

import msgspec

from app.connection.dialects.postgresql_catalog.constraints import Constraints
from app.connection.dialects.postgresql_catalog.scope import OWN_SCHEMAS, Names, Oid, text
from app.connection.dialects.postgresql_catalog.texts import Texts
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import UserType, UserTypeKind

# Every table has a composite type of its own, which is none of these.
STATEMENT = Statement(
    sql=f"""
SELECT t.oid::bigint, t.typnamespace::bigint, t.typname, t.typtype,
    array_to_json(CASE t.typtype
        WHEN 'e' THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum AS e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
        WHEN 'c' THEN ARRAY(SELECT quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            FROM pg_attribute AS a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
    END)::text,
    CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) WHEN 'r' THEN format_type(r.rngsubtype, NULL) END,
    t.typnotnull, t.typdefault
FROM pg_type AS t
LEFT JOIN pg_range AS r ON r.rngtypid = t.oid
LEFT JOIN pg_class AS c ON c.oid = t.typrelid
WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c') AND t.typnamespace IN {OWN_SCHEMAS}
""",  # noqa: S608 - constants
    reads="the types",
    shares_transaction=True,
)

_KINDS = {
    "e": UserTypeKind.ENUM,
    "d": UserTypeKind.DOMAIN,
    "c": UserTypeKind.COMPOSITE,
    "r": UserTypeKind.RANGE,
}


def user_types(
    rows: Rows, names: Names, constraints: Mapping[Oid, Constraints], texts: Texts
) -> tuple[UserType, ...]:
    """Types by schema and name."""
    types = (_user_type(row, names, constraints, texts) for row in rows.rows if row[1] in names.schemas)
    return tuple(sorted(types, key=lambda each: (each.schema, each.name)))


def _user_type(
    row: tuple[Cell, ...], names: Names, constraints: Mapping[Oid, Constraints], texts: Texts
) -> UserType:
    oid, schema, name, kind, members, base, not_null, default = row
    listed = tuple(msgspec.json.decode(str(members), type=list[str])) if members else ()
    return UserType(
        schema=names.schemas[schema],
        name=str(name),
        kind=_KINDS[str(kind)],
        labels=listed if kind == "e" else (),
        base_type=text(base),
        nullable=not not_null if kind == "d" else None,
        default=text(default),
        checks=tuple(constraints[oid].checks) if oid in constraints else (),
        fields=listed if kind == "c" else (),
        comment=texts.types.get(oid),
    )
