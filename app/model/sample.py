"""Sampled values of one table. They live in memory only; nothing here is ever stored."""

from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None

LONGEST_CELL = 4096
"""Characters of a cell that are drawn; the server cuts the rest off."""


class SamplingMethod(StrEnum):
    """How rows were drawn, and so what may be concluded.

    ``all``: every row, so what is counted is exact. ``bernoulli``: each row independently, so binomial bounds
    hold. ``pages``: whole pages; ``key_seek``: rows near random keys; ``head``: the first rows, which allow
    no bound at all.
    """

    ALL = "all"
    BERNOULLI = "bernoulli"
    PAGES = "pages"
    KEY_SEEK = "key_seek"
    HEAD = "head"

    @property
    def allows_bounds(self) -> bool:
        """Whether binomial intervals may be given."""
        return self in {SamplingMethod.ALL, SamplingMethod.BERNOULLI}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFacts:
    """How a sample was drawn; stored, unlike its values.

    Attributes:
        rows: rows drawn.
        seed: hash(run, table), so a retry draws the same rows where the server can.
        columns_left_out: columns not drawn (binary, geometry), which are not tested then.
        table_rows: rows of the table as the server counted them with the sample; ``None`` where it did not.
    """

    method: SamplingMethod
    rows: int
    seed: int
    columns_left_out: tuple[str, ...] = ()
    table_rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Rows drawn from one table, by column.

    Attributes:
        values: per sampled column its cells in row order, as text (the server casts and truncates them to
            4,096 characters); ``None`` is NULL.
    """

    facts: SampleFacts
    values: dict[str, tuple[str | None, ...]]
