"""How the values of one column are spread, each number with its exactness. Values of sensitive columns are masked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often one value, or one shape of values, occurs.

    Attributes:
        label: the value or the shape; ``None`` where it may not be shown.
        share: of the values that are not NULL, 0 to 1.
        count: rows that have it; of the sample where ``exact`` is false.
        exact: from every row (``True``) or from a sample.
        bound: half width of the 95 % interval of ``share``; ``None`` where it is exact or none may be given.
        masked: ``label`` was masked because the column holds sensitive data.
    """

    label: str | None
    share: float
    count: int
    exact: bool
    bound: float | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """The value below or at which a share of the values lies.

    Attributes:
        share: 0 to 1, e.g. 0.5 for the median.
        value: number, or ISO text of a date or time; ``None`` where it may not be shown.
        low: lower end of its 95 % interval; ``None`` where it is exact or none may be given.
        high: upper end, likewise.
    """

    share: float
    value: float | str | None
    exact: bool
    low: float | str | None = None
    high: float | str | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bar of a histogram: ``low`` is included, ``high`` only in the last bar; ends as in ``Quantile.value``."""

    low: float | str
    high: float | str
    share: float
    count: int
    exact: bool
    bound: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What is known of how a column's values are spread; empty where it does not apply or was not measured.

    Attributes:
        quantiles: at 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99, for numbers, dates and times.
        histogram: bars of equal width from the smallest to the largest value; empty in sensitive columns.
        top_values: the most frequent values, most frequent first.
        shapes: the most frequent shapes (``AA-999``), most frequent first.
        weekdays: shares of Monday to Sunday, for dates.
    """

    quantiles: tuple[Quantile, ...] = ()
    histogram: tuple[Bin, ...] = ()
    top_values: tuple[Frequency, ...] = ()
    shapes: tuple[Frequency, ...] = ()
    weekdays: tuple[Frequency, ...] = ()
