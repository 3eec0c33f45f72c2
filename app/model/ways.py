"""How a table may be measured, how much of it is asked for, and what was decided."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How much is asked for.

    ``fast``: one statement per table, a sample. ``default``: at most two, the second over every row where that is
    cheap. ``exact``: every number from every row, whatever it costs.
    """

    FAST = "fast"
    DEFAULT = "default"
    EXACT = "exact"


class Way(StrEnum):
    """How the numbers of a table came about, the sample that detection reads aside.

    ``sample``: from that sample alone. ``push_down``: the server counted and sent one row. ``pull``: every row came,
    and was counted in the reader process.
    """

    SAMPLE = "sample"
    PUSH_DOWN = "push_down"
    PULL = "pull"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which way is taken for one table, and why.

    Attributes:
        reason: a sentence for a person, without values.
        seconds: what the statement over every row is expected to take; 0 where there is none.
        statements: at most so many read rows of the table, the sample's included.
        catalog: whether the catalog's own statistics were looked at too; they read no row, and one statement asks for
            those of a whole batch of tables.
        listed: names of the columns of which the server listed every value with its rows, in the statement that
            measured the others.
    """

    way: Way
    reason: str
    seconds: float
    statements: int
    catalog: bool = False
    listed: tuple[str, ...] = ()
