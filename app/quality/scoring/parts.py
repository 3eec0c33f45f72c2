"""What a score is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.defects import Defect
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Dimension
from app.model.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Cells or rows that something speaks against.

    Attributes:
        source: id of a metric (``null_share``), kind of a defect (``typo``), or what a rule or key is called.
        count: how many; of a sample scaled to the table, so it may be a fraction.
    """

    source: str
    count: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """What one column, or the rows as a whole, say about one dimension.

    Attributes:
        columns: which columns it is about; empty for the rows as a whole.
        total: cells or rows that were looked at, above 0.
        losses: what speaks against some of them; they may overlap.
    """

    dimension: Dimension
    columns: tuple[str, ...]
    total: float
    losses: tuple[Loss, ...]
    exact: bool

    @property
    def good(self) -> float:
        """Cells or rows that nothing speaks against, 0 to ``total``; losses count as if they never overlapped."""
        return max(self.total - sum(loss.count for loss in self.losses), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Everything the score of one table rests on.

    Attributes:
        rows: of the table, exact or estimated; ``None`` or 0 gives no part.
        whole: whether the sampled values were all there are.
        others: parts that were measured elsewhere: rules, foreign keys, freshness.
    """

    table: Table
    columns: tuple[ColumnProfile, ...]
    verdicts: tuple[ColumnVerdict, ...]
    rows: int | None
    whole: bool = False
    defects: tuple[Defect, ...] = ()
    others: tuple[ScorePart, ...] = ()


def part(
    dimension: Dimension, columns: tuple[str, ...], total: float, losses: Iterable[Loss], *, exact: bool
) -> ScorePart:
    """A part that keeps only losses of something, the greatest first; an estimate where one of its numbers is."""
    counted = [*losses]
    kept = sorted((loss for loss in counted if loss.count > 0), key=lambda loss: -loss.count)
    return ScorePart(
        dimension=dimension,
        columns=columns,
        total=total,
        losses=tuple(kept),
        exact=exact and all(loss.exact for loss in counted),
    )
