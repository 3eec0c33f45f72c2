"""What of a column's values may be shown in its statistics: one rule for minima, quantiles, bars, values and shapes.

Values are masked where the column has a finding, and also where nothing was concluded about it because its values were
not tested: not known to be harmless is not harmless. Nor are texts and documents ever shown: one row in a million may
name somebody, and the smallest of all rows was in no sample. Masking what is masked already changes nothing, so the rule
is applied where values are measured, before anything is stored, and again where other verdicts may have come since.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from app.model.distribution import Distribution, Frequency, Quantile
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement
from app.quality.metrics import SHOWS_VALUES
from app.quality.sampling.shapes import condensed, hides_enough

Mask = Callable[[str, str], str]
"""From the id of a data type and a value to what may be shown of it (``app.detection.cells.masking.mask``)."""

LONGEST_SHOWN: Final = 40
"""Characters; a longer value is a text."""

_PROBE: Final = "aaaa-aaaa"
"""A mask that hides even this separator leaves nothing of a format, so shapes would tell more than it."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The rule for one column.

    Attributes:
        verdict: ``None`` where nothing is known of the column.
        mask: ``None`` shows nothing at all of a masked value.
    """

    verdict: ColumnVerdict | None
    mask: Mask | None = None

    @property
    def is_harmless(self) -> bool:
        """Whether the values were tested and nothing was found."""
        return self.verdict is not None and not self.verdict.findings and self.verdict.tested > 0

    def profile(self, profile: ColumnProfile) -> ColumnProfile:
        """The profile as it may be stored and shown."""
        return replace(
            profile,
            measurements=tuple(map(self.measurement, profile.measurements)),
            distribution=self.distribution(profile.distribution),
        )

    def measurement(self, measurement: Measurement) -> Measurement:
        """The measurement, its value masked where it is one of the column's and may not be shown.

        Counts, shares and lengths are no values of the column and stay; smallest, largest and mean of a masked one do not.
        """
        value = measurement.value
        if (
            measurement.metric not in SHOWS_VALUES
            or value is None
            or measurement.masked
            or self._shows(value)
        ):
            return measurement
        return replace(measurement, value=self._masked(value), bound=None, masked=True)

    def distribution(self, found: Distribution) -> Distribution:
        """The distribution; bars of a column that is not harmless are left out, since their ends are its values."""
        return replace(
            found,
            quantiles=tuple(map(self._quantile, found.quantiles)),
            histogram=found.histogram if self.is_harmless else (),
            top_values=tuple(map(self._value, found.top_values)),
            shapes=found.shapes if self.is_harmless else self._shapes(found.shapes),
        )

    def _shows(self, value: float | str) -> bool:
        """A number, a date, a code or a few words of a harmless column."""
        plain = not isinstance(value, str) or (len(value) <= LONGEST_SHOWN and value.isprintable())
        return self.is_harmless and plain

    def _masked(self, value: float | str) -> str | None:
        if self.mask is None or self.verdict is None or not self.verdict.findings:
            return None
        text = value if isinstance(value, str) else f"{value:.15g}"  # 10115.0 tells what no 10115 has
        return self.mask(self.verdict.findings[0].type_id, text)

    def _quantile(self, quantile: Quantile) -> Quantile:
        if quantile.value is None or quantile.masked or self._shows(quantile.value):
            return quantile
        return replace(quantile, value=self._masked(quantile.value), low=None, high=None, masked=True)

    def _value(self, value: Frequency) -> Frequency:
        if value.label is None or value.masked or self._shows(value.label):
            return value
        return replace(value, label=self._masked(value.label), masked=True)

    def _shapes(self, shapes: tuple[Frequency, ...]) -> tuple[Frequency, ...]:
        """Without widths, which tell words of short lists apart; none where a mask shows not even separators."""
        if self.mask is not None and "-" not in (self._masked(_PROBE) or "-"):
            return ()
        merged: dict[str | None, Frequency] = {}
        for each in shapes:
            shown = _shape(each)
            known = merged.get(shown.label)
            merged[shown.label] = shown if known is None else _both(known, shown)
        return tuple(sorted(merged.values(), key=lambda each: -each.count))


def _shape(shape: Frequency) -> Frequency:
    """A value that is nearly all punctuation is its own shape, and masked."""
    if shape.label is None or not hides_enough(shape.label):
        return replace(shape, label=None, masked=True)
    return replace(shape, label=condensed(shape.label))


def _both(left: Frequency, right: Frequency) -> Frequency:
    """Two that look the same now; their bounds add up at most."""
    bounds = [each for each in (left.bound, right.bound) if each is not None]
    return replace(
        left,
        share=left.share + right.share,
        count=left.count + right.count,
        exact=left.exact and right.exact,
        bound=sum(bounds) if len(bounds) == 2 else None,  # noqa: PLR2004 - one each
        masked=left.masked or right.masked,
    )
