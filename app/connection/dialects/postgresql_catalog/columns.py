"""Columns of tables and views."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

from app.connection.dialects.postgresql_catalog.column_types import ColumnType
from app.connection.dialects.postgresql_catalog.scope import OWN_RELATIONS, Oid, text
from app.connection.dialects.postgresql_catalog.texts import Texts, TextsOfRelation
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Column, Identity

_GENERATED_SINCE = 12
_IDENTITIES = {"a": Identity.ALWAYS, "d": Identity.BY_DEFAULT}
_DEFAULT_COLLATION = 100

Columns = Mapping[Oid, Mapping[int, Column]]
"""Columns by number of the relation, then of the column."""


def statement(version: int) -> Statement:
    """Every column, in no order: sorting so many would make the server write to its disk."""
    generated = "a.attgenerated" if version >= _GENERATED_SINCE else "''"
    return Statement(
        sql=f"""
SELECT a.attrelid::bigint, a.attnum::int, a.attname, a.atttypid::bigint, a.atttypmod, a.attnotnull,
    nullif(a.attidentity, ''), nullif({generated}, ''),
    CASE WHEN a.attcollation NOT IN (0, {_DEFAULT_COLLATION}) THEN a.attcollation::bigint END,
    CASE WHEN a.attcollation NOT IN (0, {_DEFAULT_COLLATION})
        THEN (SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation) END
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE a.attnum > 0 AND NOT a.attisdropped AND {OWN_RELATIONS}
""",  # noqa: S608 - constants
        reads="the columns",
        large=True,
        shares_transaction=True,
    )


def columns(
    rows: Rows, types: Mapping[tuple[Oid, Oid], ColumnType], texts: Texts, views: frozenset[Oid]
) -> Columns:
    """Columns in the order of their tables, positions without gaps.

    Those of views have no nullability: NOT NULL is never declared there, which says nothing.
    A column whose type was dropped this moment is left out, as its table is about to be.
    """
    by_relation: dict[Oid, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows.rows:
        if (row[3], row[4]) in types:
            by_relation[row[0]].append(row)
    del rows  # 100,000 of them are 30 MB, which each relation gives back as its columns are made
    drawn, found = _Drawn(types), dict[Oid, Mapping[int, Column]]()
    while by_relation:
        oid, of_relation = by_relation.popitem()
        found[oid] = drawn.columns(sorted(of_relation, key=_number), texts.of(oid), of_view=oid in views)
    return found


_number = itemgetter(1)


class _Drawn:
    """Columns made so far: schemas repeat ``id`` and ``created_at`` in every table, and equal columns are one."""

    def __init__(self, types: Mapping[tuple[Oid, Oid], ColumnType]) -> None:
        self._types = types
        self._known: dict[tuple[Cell, ...], Column] = {}

    def columns(
        self, rows: list[tuple[Cell, ...]], texts: TextsOfRelation, *, of_view: bool
    ) -> dict[int, Column]:
        """The columns of one relation by number, out of its rows in their order."""
        found: dict[int, Column] = {}
        for position, row in enumerate(rows, 1):
            number = int(row[1] or 0)
            key = (position, of_view, texts.defaults.get(number), texts.comments.get(number), *row[2:])
            found[number] = self._known.get(key) or self._known.setdefault(key, self._column(*key))
        return found

    def _column(
        self, position: int, of_view: bool, expression: str | None, comment: str | None, *row: Cell
    ) -> Column:
        name, type_oid, modifier, not_null, identity, generated, collation, collation_name = row
        kind = self._types[type_oid, modifier]
        return Column(
            name=str(name),
            position=position,
            native_type=kind.native,
            data_type=kind.data_type,
            nullable=None if of_view else not (not_null or kind.not_null),
            default=None if generated else expression,
            comment=comment,
            generated=generated is not None or identity == "a",
            length=kind.length,
            precision=kind.precision,
            scale=kind.scale,
            identity=_IDENTITIES.get(str(identity)) if identity else None,
            generation=expression if generated else None,
            collation=text(collation_name) if collation != kind.collation else None,
            user_type=kind.user_type,
        )
