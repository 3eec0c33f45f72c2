"""Every metric, defined once: what it is called, what it means, and what it says about quality.

A measurement (``app.model.measurements.Measurement``) refers to a metric by its id; the order here is the
order in which results are shown. ``docs/metrics.md`` is generated from this list.
"""

from dataclasses import dataclass
from typing import Final

from app.model.measurements import Dimension

ISO_25012 = "ISO/IEC 25012:2008"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric of a column.

    Attributes:
        formula: in words, over the rows of the table or the sampled cells of the column.
        unit: ``values``, ``rows``, ``share`` (0 to 1), ``characters``, or ``as the column``.
        empty: what NULL cells count as, and what an empty table or an all-NULL column gives.
        dimension: the quality dimension it feeds; ``None`` for a plain description.
        source: where the definition comes from.
    """

    id: str
    title: str
    formula: str
    unit: str
    empty: str
    dimension: Dimension | None
    source: str


METRICS: Final = (
    Metric(
        id="null_count",
        title="NULL values",
        formula="rows whose value is NULL",
        unit="rows",
        empty="an empty table gives 0",
        dimension=None,
        source="SQL: count(*) - count(column)",
    ),
    Metric(
        id="null_share",
        title="NULL share",
        formula="NULL values / rows",
        unit="share",
        empty="an empty table gives nothing",
        dimension=Dimension.COMPLETENESS,
        source=f"{ISO_25012}, completeness",
    ),
    Metric(
        id="blank_count",
        title="Blank values",
        formula="rows whose text is empty or made of spaces only",
        unit="rows",
        empty="NULL is not blank; an empty table gives 0",
        dimension=None,
        source="trim(column) = ''",
    ),
    Metric(
        id="blank_share",
        title="Blank share",
        formula="blank values / rows",
        unit="share",
        empty="NULL is not blank; an empty table gives nothing",
        dimension=Dimension.COMPLETENESS,
        source=f"{ISO_25012}, completeness",
    ),
    Metric(
        id="placeholder_count",
        title="Placeholder values",
        formula="rows whose text stands for “no value”, such as n/a, -, 0000-00-00 or 1900-01-01",
        unit="rows",
        empty="NULL and blank are no placeholders; an empty table gives 0",
        dimension=None,
        source="app/quality/placeholders.py",
    ),
    Metric(
        id="placeholder_share",
        title="Placeholder share",
        formula="placeholder values / rows",
        unit="share",
        empty="NULL and blank are no placeholders; an empty table gives nothing",
        dimension=Dimension.COMPLETENESS,
        source="Pearson, “The problem of disguised missing data”, SIGKDD Explorations 8 (2006)",
    ),
    Metric(
        id="distinct_count",
        title="Distinct values",
        formula="different values; estimated from a sample as sqrt(rows/sampled) * f1 + f2 + f3 + …, "
        "where f1 values were seen once, f2 twice, and so on",
        unit="values",
        empty="NULL is no value; an all-NULL column gives 0",
        dimension=None,
        source="SQL: count(distinct column); estimate: GEE of Charikar, Chaudhuri, Motwani and Narasayya, PODS 2000",
    ),
    Metric(
        id="distinct_share",
        title="Distinct share",
        formula="distinct values / values that are not NULL; 1 where no value repeats",
        unit="share",
        empty="an all-NULL column gives nothing",
        dimension=Dimension.UNIQUENESS,
        source=f"{ISO_25012}, consistency (no duplicates); feeds the score for keys only",
    ),
    Metric(
        id="duplicate_count",
        title="Repeated values",
        formula="values that are not NULL minus distinct values",
        unit="values",
        empty="an all-NULL column gives 0",
        dimension=None,
        source="SQL: count(column) - count(distinct column)",
    ),
    Metric(
        id="untrimmed_share",
        title="Untrimmed share",
        formula="sampled texts that begin or end with white space / sampled texts that are neither NULL nor blank",
        unit="share",
        empty="NULL and blank are left out; with nothing left it gives nothing",
        dimension=Dimension.CONSISTENCY,
        source="Kim et al., “A taxonomy of dirty data”, DMKD 7 (2003), 1.3",
    ),
    Metric(
        id="variant_share",
        title="Spelling-variant share",
        formula="sampled texts that differ only in case or spacing from a text that occurs more often "
        "/ sampled texts that are neither NULL nor blank",
        unit="share",
        empty="NULL and blank are left out; with nothing left it gives nothing",
        dimension=Dimension.CONSISTENCY,
        source="Kim et al., “A taxonomy of dirty data”, DMKD 7 (2003), 2.2",
    ),
    Metric(
        id="valid_share",
        title="Valid share",
        formula="sampled values that pass the checks of the data type found in the column / sampled values",
        unit="share",
        empty="NULL is left out; without a finding whose type decides on every value (tiers A and B) it gives nothing",
        dimension=Dimension.VALIDITY,
        source="the finding's prevalence",
    ),
    Metric(
        id="min",
        title="Smallest",
        formula="the smallest value; texts in binary order, hidden beyond 40 characters and in sensitive columns",
        unit="as the column",
        empty="NULL is left out; an all-NULL column gives nothing",
        dimension=None,
        source="SQL: min(column)",
    ),
    Metric(
        id="max",
        title="Largest",
        formula="the largest value; texts in binary order, hidden beyond 40 characters and in sensitive columns",
        unit="as the column",
        empty="NULL is left out; an all-NULL column gives nothing",
        dimension=None,
        source="SQL: max(column)",
    ),
    Metric(
        id="min_length",
        title="Shortest text",
        formula="characters of the shortest sampled text",
        unit="characters",
        empty="NULL is left out, an empty text has 0; without a text it gives nothing",
        dimension=None,
        source="on the sample; texts are cut after 4,096 characters",
    ),
    Metric(
        id="max_length",
        title="Longest text",
        formula="characters of the longest sampled text",
        unit="characters",
        empty="NULL is left out, an empty text has 0; without a text it gives nothing",
        dimension=None,
        source="on the sample; texts are cut after 4,096 characters",
    ),
)

METRIC: Final = {metric.id: metric for metric in METRICS}
"""The metrics by id."""

ORDER: Final = {metric.id: position for position, metric in enumerate(METRICS)}
"""Position of each metric in the order of the definitions."""

SHOWS_VALUES: Final = frozenset({"min", "max"})
"""Metrics whose value is a value of the column, to be masked where the column is sensitive."""
