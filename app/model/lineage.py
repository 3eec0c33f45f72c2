"""Where the columns of a view come from."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a view does with a column of a table.

    ``FILTER`` and ``JOIN`` are about the rows of the view as a whole: conditions, grouping and order; the others
    about one of its columns.
    """

    COPIED = "copied"
    COMPUTED = "computed"
    AGGREGATED = "aggregated"
    FILTER = "filter"
    JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LineageEdge:
    """One column of a table or view that a view uses.

    Attributes:
        column: the view's column it ends in; empty where it decides which rows the view has.
        source_schema: where the source is, with ``source_table`` and ``source_column``.
    """

    column: str
    source_schema: str
    source_table: str
    source_column: str
    use: Use


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLineage:
    """What one view is made from, one step back: its sources may be views themselves.

    Attributes:
        edges: ordered, each once; of several uses of a column in the same view column the strongest counts.
        problem: why nothing, or not everything, could be told; ``None`` if all of it is.
    """

    schema: str
    name: str
    edges: tuple[LineageEdge, ...] = ()
    problem: str | None = None
