"""Columns of tables and views."""

import asyncio
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
_RELATIONS_AT_ONCE = 100

Columns = Mapping[Oid, Mapping[Cell, Column]]
"""Columns by number of the relation, then of the column."""


def statement(version: int) -> Statement:
    """Every column, in no order: sorting so many would make the server write to its disk."""
    generated = "a.attgenerated" if version >= _GENERATED_SINCE else "''"
    return Statement(
        sql=f"""
SELECT a.attrelid::bigint, a.attnum::int, c.relkind IN ('v', 'm'), a.attname, a.atttypid::bigint, a.atttypmod, a.attnotnull,
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


async def columns(rows: Rows, types: Mapping[tuple[Oid, Oid], ColumnType], texts: Texts) -> Columns:
    """Columns in the order of their tables, positions without gaps; the next statements get their turn meanwhile.

    Those of views have no nullability: NOT NULL is never declared there, which says nothing.
    A column whose type was dropped this moment is left out, as its table is about to be.
    """
    by_relation: dict[Oid, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows.rows:
        by_relation[row[0]].append(row)
    del rows  # 100,000 of them are 30 MB, which each relation gives back as its columns are made
    drawn, found = _Drawn(types), dict[Oid, Mapping[Cell, Column]]()
    while by_relation:
        if len(by_relation) % _RELATIONS_AT_ONCE == 0:
            await asyncio.sleep(0)
        oid, of_relation = by_relation.popitem()
        of_relation.sort(key=_number)
        found[oid] = drawn.columns(of_relation, texts.of(oid))
    return found


_number = itemgetter(1)


class _Drawn:
    """Columns made so far: schemas repeat ``id`` and ``created_at`` in every table, and equal columns are one."""

    def __init__(self, types: Mapping[tuple[Oid, Oid], ColumnType]) -> None:
        self._types = types
        self._known: dict[tuple[object, ...], Column] = {}

    def columns(self, rows: list[tuple[Cell, ...]], texts: TextsOfRelation) -> dict[Cell, Column]:
        """The columns of one relation by number, out of its rows in their order."""
        found: dict[Cell, Column] = {}
        defaults, comments, known = texts.defaults, texts.comments, self._known
        for row in rows:
            number = row[1]
            key = (len(found), defaults.get(number), comments.get(number), row[2:])
            column = known.get(key)
            if column is None:
                kind = self._types.get((row[4], row[5]))
                if kind is None:
                    continue
                column = known[key] = _column(len(found) + 1, key[1], key[2], kind, row)
            found[number] = column
        return found


def _column(
    position: int, expression: str | None, comment: str | None, kind: ColumnType, row: tuple[Cell, ...]
) -> Column:
    _, _, of_view, name, _, _, not_null, identity, generated, collation, collation_name = row
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
