"""Lineage followed through views of views, down to the tables that hold the values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.model.lineage import LineageEdge, Use, ViewLineage

_STRENGTH = {Use.COPIED: 0, Use.COMPUTED: 1, Use.AGGREGATED: 2, Use.FILTER: 3, Use.JOIN: 3}

Name = tuple[str, str]


def traced(lineage: Iterable[ViewLineage]) -> tuple[ViewLineage, ...]:
    """The same views with no view among their sources.

    What decides the rows of a view decides those of every view over it. A view that could not be read stays a
    source of the views over it, and so does one that leads back to itself.
    """
    by_name = {(view.schema, view.name): view for view in lineage}
    done: dict[Name, tuple[LineageEdge, ...]] = {}
    return tuple(
        replace(view, edges=_traced((view.schema, view.name), by_name, done)) for view in by_name.values()
    )


def _traced(
    name: Name, by_name: Mapping[Name, ViewLineage], done: dict[Name, tuple[LineageEdge, ...]]
) -> tuple[LineageEdge, ...]:
    if name not in done:
        done[name] = ()  # of a circle, which no database makes, something is left out
        found: dict[tuple[str, str, str, str, bool], LineageEdge] = {}
        for edge in by_name[name].edges:
            for each in _behind(edge, by_name, done):
                _keep(each, found)
        done[name] = tuple(sorted(found.values()))
    return done[name]


def _behind(
    edge: LineageEdge, by_name: Mapping[Name, ViewLineage], done: dict[Name, tuple[LineageEdge, ...]]
) -> Iterable[LineageEdge]:
    """The edge itself where it starts at a table, else those that lead through the view it starts at."""
    source = edge.source_schema, edge.source_table
    if source not in by_name or not by_name[source].edges:
        return [edge]
    inner = _traced(source, by_name, done)
    values = [
        replace(each, column=edge.column, use=max(each.use, edge.use, key=_STRENGTH.__getitem__))
        for each in inner
        if each.column == edge.source_column and each.column
    ]
    return [*values, *(each for each in inner if not each.column)]


def _keep(edge: LineageEdge, found: dict[tuple[str, str, str, str, bool], LineageEdge]) -> None:
    """Of several ways between the same two columns the strongest use counts; FILTER and JOIN are both kept."""
    source = edge.source_schema, edge.source_table, edge.source_column
    key = (edge.column, *source, edge.use is Use.JOIN)
    before = found.get(key)
    if before is None or _STRENGTH[edge.use] > _STRENGTH[before.use]:
        found[key] = edge
