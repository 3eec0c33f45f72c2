"""Comments and defaults: most columns have neither, so they travel apart from the columns.

A join would make the server hash the expression trees of all defaults and give every column two NULLs.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from app.connection.dialects.postgresql_catalog.scope import FIRST_OWN_OID, Oid, expression
from app.connection.session import Rows, Statement
from app.model.sample import Cell

STATEMENT = Statement(
    sql=f"""
SELECT 'default' AS kind, f.adrelid::bigint, f.adnum::int, {expression("f.adbin", "f.adrelid")}
FROM pg_attrdef AS f WHERE f.adrelid >= {FIRST_OWN_OID}
UNION ALL
SELECT CASE d.classoid WHEN 'pg_class'::regclass THEN 'relation' WHEN 'pg_type'::regclass THEN 'type' ELSE 'routine' END,
    d.objoid::bigint, d.objsubid, d.description
FROM pg_description AS d
WHERE d.objoid >= {FIRST_OWN_OID}
    AND d.classoid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
""",  # noqa: S608 - constants
    reads="the comments and defaults",
    large=True,
    shares_transaction=True,
)


@dataclass(frozen=True, slots=True)
class TextsOfRelation:
    """Defaults and comments of one table or view by number of the column; comment 0 is on the relation itself."""

    defaults: dict[Cell, str] = field(default_factory=dict[Cell, str])
    comments: dict[Cell, str] = field(default_factory=dict[Cell, str])


_NONE = TextsOfRelation()


@dataclass(frozen=True, slots=True)
class Texts:
    """Comments and defaults, by number of what they are about."""

    relations: dict[Oid, TextsOfRelation] = field(
        default_factory=lambda: defaultdict[Oid, TextsOfRelation](TextsOfRelation)
    )
    types: dict[Oid, str] = field(default_factory=dict[Oid, str])
    routines: dict[Oid, str] = field(default_factory=dict[Oid, str])

    def of(self, relation: Oid) -> TextsOfRelation:
        """What is known of a table, view or sequence; nothing where there is nothing."""
        return self.relations.get(relation, _NONE)

    def comment(self, relation: Oid) -> str | None:
        """The comment on a table, view or sequence."""
        return self.of(relation).comments.get(0)


def texts(rows: Rows) -> Texts:
    """Comments and defaults of objects made after initdb."""
    found = Texts()
    for kind, oid, number, content in rows.rows:
        match kind:
            case "default":
                found.relations[oid].defaults[number] = str(content)
            case "relation":
                found.relations[oid].comments[number] = str(content)
            case "type":
                found.types[oid] = str(content)
            case _:
                found.routines[oid] = str(content)
    return found
