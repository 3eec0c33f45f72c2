"""Lineage and relations as programs read them (docs/api.md)."""

from dataclasses import dataclass

from app.model.lineage import ViewLineage
from app.model.schema import Snapshot
from app.schema.traced_lineage import traced as traced_to_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A declared foreign key; ``columns`` and ``referred_columns`` pair up by position."""

    name: str | None
    schema: str
    table: str
    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageDocument:
    """The lineage of every view of a run, and the foreign keys of its tables."""

    run_id: str
    views: list[ViewLineage]
    relations: list[Relation]


def lineage_document(
    run_id: str, snapshot: Snapshot, lineage: tuple[ViewLineage, ...], *, traced: bool
) -> LineageDocument:
    """Views in the order of the snapshot; ``traced`` leaves no view among the sources."""
    return LineageDocument(
        run_id=run_id,
        views=list(traced_to_tables(lineage) if traced else lineage),
        relations=[
            Relation(
                name=key.name,
                schema=table.schema,
                table=table.name,
                columns=key.columns,
                referred_schema=key.referred_schema,
                referred_table=key.referred_table,
                referred_columns=key.referred_columns,
            )
            for table in snapshot.tables
            for key in table.foreign_keys
        ],
    )
