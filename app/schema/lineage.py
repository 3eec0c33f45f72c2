"""Where the columns of views come from, read from their SQL. Loads sqlglot, which takes a third of a second."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Final

from app.model.lineage import LineageEdge, Use, ViewLineage
from app.model.schema import Snapshot, Table
from app.schema.column_sources import ColumnSources, Source
from app.schema.view_sql import Tables, UnreadableViewError, view_scope

MOST_SECONDS: Final = 60.0
"""Views that are not reached within this stay unread, with that as their reason."""


def lineage_of(
    snapshot: Snapshot, *, most_seconds: float = MOST_SECONDS, clock: Callable[[], float] = monotonic
) -> tuple[ViewLineage, ...]:
    """The lineage of every view, in the order of the snapshot; a view that cannot be read has its reason.

    Sources are what the view names, tables and views alike; ``traced`` (``app.schema.traced_lineage``) goes on to the tables. Tables that the
    snapshot lacks are called what the view calls them. Conditions, join columns and grouping are edges without
    a column of the view.
    """
    tables, ends_at = Tables(snapshot), clock() + most_seconds
    return tuple(
        _lineage(view, tables) if clock() < ends_at else _unread(view, "Reading other views took too long.")
        for view in snapshot.tables
        if view.is_view
    )


def _lineage(view: Table, tables: Tables) -> ViewLineage:
    try:
        sources = ColumnSources(view_scope(view, tables), view.schema, tables)
        count = len(sources.outputs())
        edges = {
            *_column_edges(view, sources),
            *(_edge("", source, use) for source, use in sources.conditions()),
        }
    except UnreadableViewError as error:
        return _unread(view, str(error))
    except Exception as error:  # noqa: BLE001 - sqlglot raises anything on SQL that it did not foresee
        return _unread(view, f"The SQL of the view was not foreseen ({type(error).__name__}).")
    problem = _problem(view, count, sources.unknown)
    return ViewLineage(schema=view.schema, name=view.name, edges=tuple(sorted(edges)), problem=problem)


def _column_edges(view: Table, sources: ColumnSources) -> Iterator[LineageEdge]:
    """The view's columns are the query's by position; the view has its own names for them."""
    for column, (_, uses) in zip(view.columns, sources.outputs(), strict=False):
        yield from (_edge(column.name, source, use) for source, use in uses.items())


def _edge(column: str, source: Source, use: Use) -> LineageEdge:
    schema, table, name = source
    return LineageEdge(column=column, source_schema=schema, source_table=table, source_column=name, use=use)


def _problem(view: Table, count: int, unknown: list[str]) -> str | None:
    if count != len(view.columns):
        return f"The SQL has {count} columns and the view {len(view.columns)}."
    return f"Whose column {unknown[0]} is cannot be told." if unknown else None


def _unread(view: Table, problem: str) -> ViewLineage:
    return ViewLineage(schema=view.schema, name=view.name, problem=problem)
