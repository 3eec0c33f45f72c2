"""Links between the columns of views and what they are made from. The confidences are our own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from app.model.lineage import LineageEdge, Use, ViewLineage
from app.model.proposals import ColumnPlace, Link, LinkKind
from app.model.schema import Column, DataType

COPIED: Final = 1.0
SHOWN: Final = 0.9
COMPUTED: Final = 0.6
"""``upper(email)`` is one, ``substr(email, 1, 1)`` is none."""

Columns = Mapping[ColumnPlace, Column]


def view_links(
    lineage: Iterable[ViewLineage], columns: Columns, families: Mapping[ColumnPlace, str]
) -> Iterator[Link]:
    """From the tables of views to their columns, and back where a view shows a single column as it is.

    Aggregates pass nothing on: a count of addresses is none. What is computed to another kind of value (``length(email)``) is none either.
    Several columns in one (a name and a town, a UNION) go along as such only if all of them are of one family
    (``families``, of those with a finding); otherwise they stand in parts of it.
    """
    for view in lineage:
        for column, edges in groupby(view.edges, key=lambda edge: edge.column):
            if column:
                target = ColumnPlace(schema=view.schema, table=view.name, column=column)
                yield from _into(target, list(edges), columns, families)


def _into(
    target: ColumnPlace, edges: Sequence[LineageEdge], columns: Columns, families: Mapping[ColumnPlace, str]
) -> Iterator[Link]:
    """Sources the snapshot lacks count among the several and get nothing."""
    sources = [_source(edge) for edge in edges]
    inside = len(edges) > 1 and len({families.get(source) for source in sources}) > 1
    for source, edge in zip(sources, edges, strict=True):
        if source not in columns or target not in columns:
            continue
        if edge.use is Use.COPIED:
            yield _link(LinkKind.COPIED, source, target, COPIED, view=target, inside=inside)
            if len(edges) == 1:
                yield _link(LinkKind.SHOWN, target, source, SHOWN, view=target)
        elif edge.use is Use.COMPUTED and _stays_its_kind(columns[source], columns[target]):
            yield _link(LinkKind.COMPUTED, source, target, COMPUTED, view=target, inside=inside)


def _link(
    kind: LinkKind,
    source: ColumnPlace,
    target: ColumnPlace,
    confidence: float,
    *,
    view: ColumnPlace,
    inside: bool = False,
) -> Link:
    by = f"{view.schema}.{view.table}"
    return Link(kind=kind, source=source, target=target, by=by, confidence=confidence, inside=inside)


def _source(edge: LineageEdge) -> ColumnPlace:
    return ColumnPlace(schema=edge.source_schema, table=edge.source_table, column=edge.source_column)


def _stays_its_kind(source: Column, target: Column) -> bool:
    """Of a view whose database does not say what it computes, every kind is possible."""
    return target.data_type in {source.data_type, DataType.OTHER} or source.data_type is DataType.OTHER
