"""The schema stage: the catalog in a handful of statements, and the plan of what to read."""

from dataclasses import dataclass, replace
from functools import partial

from app.connection.dialects import get_dialect
from app.connection.fields import Connection
from app.errors import NoAccessError
from app.extraction.inspector import extract_schema
from app.extraction.planning import left_out, plan_batches
from app.model.relations import Suggestion
from app.model.results import CatalogOrigin
from app.model.run import Plan, ScanOptions, TableOutcome
from app.model.schema import Snapshot, Table
from app.pipeline.relations import suggest_relations
from app.pipeline.source import Source
from app.results.catalog_cache import CatalogCache


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedSchema:
    """The snapshot with what follows from it.

    Attributes:
        plan: batches of the tables that will be read.
        left_out: the others, each with its reason; together they are all tables of the snapshot.
        suggestions: undeclared foreign keys by their names, and which of them are looked into.
    """

    snapshot: Snapshot
    plan: Plan
    left_out: tuple[TableOutcome, ...]
    suggestions: tuple[Suggestion, ...]


async def extract(source: Source, options: ScanOptions) -> ExtractedSchema:
    """Read the schema and decide which tables are read in which batch."""
    return planned(await read_schema(source), source.connection, options)


def planned(snapshot: Snapshot, connection: Connection, options: ScanOptions) -> ExtractedSchema:
    """Which tables of a schema are read in which batch, and which are not."""
    return ExtractedSchema(
        snapshot=snapshot,
        plan=plan_batches(snapshot, options),
        left_out=left_out(snapshot, options, denied=partial(_denied, connection)),
        suggestions=suggest_relations(snapshot, options),
    )


async def read_or_cached(
    source: Source, catalogs: CatalogCache, *, run_id: str, refresh: bool
) -> tuple[Snapshot, CatalogOrigin]:
    """The schema and who read it: from a run of the last ten minutes, or else, and with ``refresh``, from the source.

    A snapshot that another run has read cost this one no statement.
    """
    cached = None if refresh else await catalogs.find(source.connection)
    if cached is not None:
        return replace(cached.snapshot, statements=0), cached.origin
    snapshot = await read_schema(source)
    return snapshot, CatalogOrigin(run_id=run_id, read_at=snapshot.taken_at)


def _denied(connection: Connection, table: Table) -> NoAccessError:
    """That the connection's role may not read the table, with the GRANT in the words of its dialect."""
    user = str(connection.fields().get("user") or "")
    grant = get_dialect(connection.dialect).grant_select(table.schema, table.name, user)
    return NoAccessError(object=f"{table.schema}.{table.name}", user=user, grant=grant)


async def read_schema(source: Source) -> Snapshot:
    """The schema alone, over a connection of its own."""
    async with source.session() as session:
        return await extract_schema(session, source.connection)
