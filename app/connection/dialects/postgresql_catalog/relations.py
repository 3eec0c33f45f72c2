"""Tables, views and what else one can select from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.connection.dialects.postgresql_catalog.scope import (
    OWN_RELATIONS,
    Oid,
    expression,
    positions,
    text,
    unlocked,
    whole,
)
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import TableKind

_PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
_UNKNOWN_ROWS_SINCE = 14
"""Since then a table never analysed has -1 rows and not 0."""

_KINDS = {
    "r": TableKind.TABLE,
    "p": TableKind.PARTITIONED,
    "v": TableKind.VIEW,
    "m": TableKind.MATERIALIZED_VIEW,
    "f": TableKind.FOREIGN,
}


def statement(version: int) -> Statement:
    """Every relation with its parents; a partition has one, inheritance allows many."""
    granted = ", ".join(
        f"CASE WHEN has_table_privilege(c.oid, '{privilege}') THEN '{privilege}' END"
        for privilege in _PRIVILEGES
    )
    known = "c.reltuples >= 0" if version >= _UNKNOWN_ROWS_SINCE else "c.reltuples > 0"
    return Statement(
        sql=f"""
SELECT c.oid::bigint, c.relnamespace::bigint, c.relname, c.relkind, c.relispartition,
    pg_get_userbyid(c.relowner), CASE WHEN {known} AND c.relkind <> 'v' THEN c.reltuples::bigint END,
    extract(epoch FROM greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid),
        pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)))::bigint,
    has_schema_privilege(c.relnamespace, 'USAGE'), concat_ws(',', {granted}),
    m.amname, c.relrowsecurity, {expression("c.relpartbound", "c.oid")},
    CASE WHEN c.relkind = 'p' THEN {unlocked("pg_get_partkeydef(c.oid)", "c.oid")} END, i.parents
FROM pg_class AS c
LEFT JOIN pg_am AS m ON m.oid = c.relam
LEFT JOIN (
    SELECT h.inhrelid, string_agg(h.inhparent::bigint::text, ' ' ORDER BY h.inhseqno) AS parents
    FROM pg_inherits AS h GROUP BY h.inhrelid
) AS i ON i.inhrelid = c.oid
WHERE {OWN_RELATIONS}
""",  # noqa: S608 - constants
        reads="the list of tables",
        shares_transaction=True,
        large=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation as its own row describes it; ``parents`` are numbers."""

    schema: Oid
    name: str
    kind: TableKind
    is_partition: bool
    owner: str | None
    row_estimate: int | None
    estimated_at: datetime | None
    readable: bool | None
    privileges: tuple[str, ...]
    access_method: str | None
    row_security: bool
    partition_bound: str | None
    partition_key: str | None
    parents: tuple[int, ...]


def relations(rows: Rows) -> Mapping[Oid, Relation]:
    """Relations by number."""
    return {row[0]: _relation(row) for row in rows.rows}


def _relation(row: tuple[Cell, ...]) -> Relation:
    (
        _,
        schema,
        name,
        kind,
        is_partition,
        owner,
        estimate,
        estimated,
        usage,
        granted,
        method,
        secured,
        bound,
        key,
        parents,
    ) = row
    privileges = tuple(str(granted).split(",")) if granted else ()
    return Relation(
        schema=schema,
        name=str(name),
        kind=TableKind.PARTITION if is_partition and kind == "r" else _KINDS[str(kind)],
        is_partition=bool(is_partition),
        owner=text(owner),
        row_estimate=_estimate(str(kind), whole(estimate)),
        estimated_at=datetime.fromtimestamp(estimated, UTC) if isinstance(estimated, int) else None,
        readable=None if usage is None else bool(usage) and "SELECT" in privileges,
        privileges=privileges,
        access_method=text(method),
        row_security=bool(secured),
        partition_bound=text(bound),
        partition_key=text(key),
        parents=tuple(positions(parents)),
    )


def _estimate(kind: str, rows: int | None) -> int | None:
    """A partitioned or foreign table that was never analysed itself says 0."""
    return None if kind in {"p", "f"} and not rows else rows
