"""How rows were drawn, as far as it decides what may be concluded from them."""

from dataclasses import dataclass

from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is known about the rows that were drawn.

    Attributes:
        rows: drawn.
        table_rows: all there are, as counted when they were drawn; ``None`` where nobody counted.
        likely_rows: the same, or else what the catalog estimates, never below ``rows``; ``None`` where unknown.
        is_whole: every row came, so what is counted is exact.
        is_bounded: every row had the same chance by itself, so intervals may be given. Pages and neighbours of keys
            hold rows that resemble each other; how much cannot be measured on rows that do not tell their page, so
            they claim none (Kish, "Survey Sampling", 1965, 5.4: the design effect).
    """

    rows: int
    table_rows: int | None
    likely_rows: int | None
    is_whole: bool
    is_bounded: bool

    @property
    def fraction(self) -> float:
        """Share of the table that was drawn, 0 to 1; 0, the careful answer, where nobody counted its rows."""
        return min(self.rows / self.table_rows, 1.0) if self.table_rows else 0.0


def drawn_of(table: Table, facts: SampleFacts) -> Drawn:
    """Of a table and how its sample was drawn."""
    whole = facts.method is SamplingMethod.ALL
    counted = facts.rows if whole else facts.table_rows
    likely = counted if counted is not None else table.row_estimate
    return Drawn(
        rows=facts.rows,
        table_rows=counted,
        likely_rows=None if likely is None else max(likely, facts.rows),
        is_whole=whole,
        is_bounded=facts.method is SamplingMethod.BERNOULLI,
    )
