"""Indexes."""

from collections import defaultdict

import msgspec

from app.connection.dialects.postgresql_catalog.scope import (
    OWN_RELATIONS,
    UNREAD,
    Names,
    Oid,
    expression,
    positions,
    text,
    unlocked,
    whole,
)
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Index

_INCLUDE_SINCE = 11


def statement(version: int) -> Statement:
    """Every index; sizes are pages of 8 KB and more as the last VACUUM or ANALYZE counted them."""
    keys = "x.indnkeyatts" if version >= _INCLUDE_SINCE else "x.indnatts"
    written = f"""array_to_json(ARRAY(
        SELECT pg_get_indexdef(x.indexrelid, place, true) FROM generate_series(1, {keys}) AS place))::text"""  # noqa: S608 - constants
    return Statement(
        sql=f"""
SELECT x.indrelid::bigint, i.relname, x.indkey::text, {keys}::int, x.indisunique, x.indisvalid, m.amname,
    {expression("x.indpred", "x.indrelid")},
    CASE WHEN x.indexprs IS NOT NULL THEN {unlocked(written, "x.indrelid")} END,
    CASE WHEN i.relkind = 'i' THEN i.relpages * current_setting('block_size')::bigint END
FROM pg_index AS x
JOIN pg_class AS i ON i.oid = x.indexrelid
JOIN pg_class AS c ON c.oid = x.indrelid
LEFT JOIN pg_am AS m ON m.oid = i.relam
WHERE {OWN_RELATIONS}
""",  # noqa: S608 - constants
        reads="the indexes",
        shares_transaction=True,
        large=True,
    )


def indexes(rows: Rows, names: Names) -> dict[Oid, list[Index]]:
    """Indexes by number of the table, by name."""
    found: dict[Oid, list[Index]] = defaultdict(list)
    for row in sorted(rows.rows, key=lambda row: str(row[1])):
        found[row[0]].append(_index(row, names))
    return found


def _index(row: tuple[Cell, ...], names: Names) -> Index:
    relation, name, numbers, key_columns, unique, valid, method, predicate, expressions, size = row
    known = names.columns.get(relation, {})
    written = (
        msgspec.json.decode(str(expressions), type=list[str | None])
        if expressions and expressions != UNREAD
        else []
    )
    members = positions(numbers)
    keys = members[: int(key_columns or 0)]
    return Index(
        name=str(name),
        columns=tuple(
            known.get(number) or (written[place] if place < len(written) else None) or UNREAD
            for place, number in enumerate(keys)
        ),
        unique=bool(unique),
        expressions=tuple(place for place, number in enumerate(keys) if number == 0),
        method=text(method),
        predicate=text(predicate),
        included=tuple(known[number] for number in members[len(keys) :] if number in known),
        valid=bool(valid),
        size_bytes=whole(size),
    )
