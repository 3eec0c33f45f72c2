"""The cells of one sampled column, counted once for every metric."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.model.distribution import Frequency
from app.model.measurements import Measurement
from app.model.schema import DataType
from app.quality.placeholders import is_blank
from app.quality.sampling.drawn import Drawn
from app.quality.sampling.intervals import share_bound

NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
MOMENTS = frozenset({DataType.DATE, DataType.TIMESTAMP})


@dataclass(frozen=True)
class Counted:
    """One column of a sample.

    Attributes:
        cells: sampled cells, NULL ones included.
        counts: every distinct text with its cells.
    """

    drawn: Drawn
    data_type: DataType
    cells: int
    counts: Mapping[str, int]

    @cached_property
    def filled(self) -> int:
        """Cells that are not NULL."""
        return sum(self.counts.values())

    @cached_property
    def blanks(self) -> int:
        """Cells that are empty or made of spaces."""
        return self.filled - sum(self.texts.values())

    @cached_property
    def texts(self) -> Mapping[str, int]:
        """The distinct texts that are not blank, with their cells."""
        # Only what begins with a space, or nothing, sorts below "!"; most columns hold nothing of the kind.
        blank = {text for text in self.counts if text < "!" and is_blank(text)}
        return {t: n for t, n in self.counts.items() if t not in blank} if blank else self.counts

    @property
    def written(self) -> int:
        """Cells that are neither NULL nor blank."""
        return self.filled - self.blanks

    def cells_of(self, texts: Iterable[str]) -> int:
        """Cells that hold one of these distinct texts."""
        return sum(self.counts[text] for text in texts)

    def share(
        self, metric: str, matched: int, total: int, *, is_bounded: bool = True
    ) -> Iterator[Measurement]:
        """A share with its bound; nothing of nothing. Without ``is_bounded`` what a sample says may be far off."""
        if total:
            bound = self._bound(matched, total) if is_bounded else None
            yield Measurement(metric=metric, value=matched / total, exact=self.drawn.is_whole, bound=bound)

    def count(self, metric: str, matched: int, *, is_bounded: bool = True) -> Iterator[Measurement]:
        """Rows of the whole table, where it is known how many there are."""
        rows = self.drawn.table_rows
        if rows is None or not (self.cells or self.drawn.is_whole):
            return
        share = matched / self.cells if self.cells else 0.0
        bound = self._bound(matched, self.cells) if is_bounded and self.cells else None
        scaled = matched if self.drawn.is_whole else round(share * rows)
        yield Measurement(
            metric=metric,
            value=scaled,
            exact=self.drawn.is_whole,
            bound=None if bound is None else bound * rows,
        )

    def frequency(self, label: str, matched: int, total: int) -> Frequency:
        """One value, shape or day."""
        return Frequency(
            label=label,
            share=matched / total,
            count=matched,
            exact=self.drawn.is_whole,
            bound=self._bound(matched, total),
        )

    def said(
        self, metric: str, value: float | str | None, bound: float | None = None
    ) -> Iterator[Measurement]:
        """A value that is no share, its bound kept only where one may be given; nothing without a value."""
        if value is not None:
            kept = bound if self.drawn.is_bounded else None
            yield Measurement(metric=metric, value=value, exact=self.drawn.is_whole, bound=kept)

    def _bound(self, matched: int, total: int) -> float | None:
        return share_bound(matched, total, self.drawn.fraction) if self.drawn.is_bounded else None


def counted(drawn: Drawn, data_type: DataType, cells: Sequence[str | None]) -> Counted:
    """The cells of a column, counted."""
    counts = Counter(cells)
    # typed as holding None, which is popped right here
    del counts[None]
    texts: Mapping[str, int] = {text: count for text, count in counts.items() if text is not None}
    return Counted(drawn=drawn, data_type=data_type, cells=len(cells), counts=texts)
