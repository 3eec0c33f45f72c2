"""Turns measurements into a score: seven dimensions, each a ratio, and their mean over what was measured.

All seven dimensions weigh the same, because no standard or study gives a ground for anything else. What was
not measured lowers the coverage and never the score. Accuracy needs a reference to compare with; it is never
measured here, so the coverage of a table stays below 1.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.model.findings import ColumnVerdict, FindingKind
from app.model.measurements import ColumnProfile, Dimension, DimensionScore, Measurement, Score
from app.model.schema import Table
from app.quality.metrics import METRICS

_Ratio = tuple[float, float, bool]
"""Good cells, all cells, and whether both were counted on every row."""


def score_table(
    table: Table, columns: Sequence[ColumnProfile], verdicts: Sequence[ColumnVerdict], rows: int | None
) -> Score:
    """The score of one table; every dimension is counted in cells.

    Completeness is the share of cells that are neither NULL, blank nor placeholder; uniqueness the distinct
    share of columns declared unique; validity the valid share of columns of a type that decides on every value;
    consistency the share of texts free of stray spaces and spelling variants. ``rows`` weighs columns that
    were sampled like those that were counted; a table without rows has no score.
    """
    weight = float(rows or 0)
    ratios: dict[Dimension, list[_Ratio]] = {
        Dimension.COMPLETENESS: list(_unspoiled(columns, Dimension.COMPLETENESS, weight)),
        Dimension.CONSISTENCY: list(_unspoiled(columns, Dimension.CONSISTENCY, weight)),
        Dimension.UNIQUENESS: list(_unique(table, columns, weight)),
        Dimension.VALIDITY: [
            (share * filled, filled, False) for share, filled in _valid(columns, verdicts, weight)
        ],
    }
    return score_of([_pooled(dimension, ratios.get(dimension, [])) for dimension in Dimension])


def score_of(dimensions: Sequence[DimensionScore]) -> Score:
    """The mean of the dimensions that were measured, 0 to 100; without any, no score.

    >>> complete = DimensionScore(dimension=Dimension.COMPLETENESS, numerator=9, denominator=10, exact=True)
    >>> accurate = DimensionScore(dimension=Dimension.ACCURACY, numerator=0, denominator=0, exact=False)
    >>> score_of([complete, accurate]).value, score_of([complete, accurate]).coverage
    (90.0, 0.5)
    """
    ratios = [dimension.ratio for dimension in dimensions if dimension.ratio is not None]
    return Score(
        value=100 * sum(ratios) / len(ratios) if ratios else None,
        coverage=len(ratios) / len(dimensions) if dimensions else 0.0,
        dimensions=tuple(dimensions),
    )


def score_run(tables: Iterable[tuple[int, Score]]) -> Score:
    """The score of a run from each table's number of columns and score.

    Tables weigh by their columns. Weighed by rows, one log table would drown fifty master tables, though each
    column is something somebody maintains; weighed alike, a two-column link table would count as much as the
    widest. Dimensions are counted in columns here, coverage over all columns.
    """
    tables = list(tables)
    total = sum(columns for columns, _ in tables)
    scored = [(columns, score.value) for columns, score in tables if score.value is not None]
    weight = sum(columns for columns, _ in scored)
    return Score(
        value=sum(columns * value for columns, value in scored) / weight if weight else None,
        coverage=sum(columns * score.coverage for columns, score in tables) / total if total else 0.0,
        dimensions=tuple(_across_tables(dimension, tables) for dimension in Dimension),
    )


def _across_tables(dimension: Dimension, tables: Sequence[tuple[int, Score]]) -> DimensionScore:
    ratios = [
        (columns * each.ratio, float(columns), each.exact)
        for columns, score in tables
        for each in score.dimensions
        if each.dimension is dimension and each.ratio is not None
    ]
    return _pooled(dimension, ratios)


def _pooled(dimension: Dimension, ratios: Sequence[_Ratio]) -> DimensionScore:
    return DimensionScore(
        dimension=dimension,
        numerator=sum(good for good, _, _ in ratios),
        denominator=sum(total for _, total, _ in ratios),
        exact=bool(ratios) and all(exact for _, _, exact in ratios),
    )


def _unspoiled(columns: Sequence[ColumnProfile], dimension: Dimension, weight: float) -> Iterator[_Ratio]:
    """Per column, the cells that none of the dimension's metrics (all shares of bad cells) speaks against."""
    metrics = {metric.id for metric in METRICS if metric.dimension is dimension}
    for profile in columns:
        bad = [each for each in profile.measurements if each.metric in metrics]
        shares = [each.value for each in bad if isinstance(each.value, float)]
        if shares:
            total = weight if dimension is Dimension.COMPLETENESS else filled_cells(profile, weight)
            # Shares of a sample may overlap a little; a column is never worse than all bad.
            yield max(1 - sum(shares), 0.0) * total, total, all(each.exact for each in bad)


def filled_cells(profile: ColumnProfile, rows: float) -> float:
    """Cells of the column that hold something: neither NULL nor blank; as many as rows where unknown."""
    empty = [profile.value(metric) for metric in ("null_share", "blank_share")]
    return rows * max(1 - sum(share for share in empty if isinstance(share, float)), 0.0)


def _unique(table: Table, columns: Sequence[ColumnProfile], weight: float) -> Iterator[_Ratio]:
    declared = {key.columns for key in (table.primary_key, *table.unique_keys) if key is not None}
    declared |= {index.columns for index in table.indexes if index.unique}
    for profile in columns:
        share = _measurement(profile, "distinct_share")
        if (profile.column,) in declared and share is not None and isinstance(share.value, float):
            filled = filled_cells(profile, weight)
            yield share.value * filled, filled, share.exact


def _valid(
    columns: Sequence[ColumnProfile], verdicts: Sequence[ColumnVerdict], weight: float
) -> Iterator[tuple[float, float]]:
    """Valid share and filled cells of each column whose type has a value test."""
    profiles = {profile.column: profile for profile in columns}
    for verdict in verdicts:
        share = valid_share(verdict)
        if share is not None and verdict.column in profiles:
            yield share, filled_cells(profiles[verdict.column], weight)


def valid_share(verdict: ColumnVerdict) -> float | None:
    """Share of sampled values that fit the type the column is; ``None`` unless its test tells wrong values.

    A name that a word list does not know is no wrong name, so only types with check digits or a complete
    grammar speak.
    """
    for finding in verdict.findings:
        if finding.kind is FindingKind.TYPE and finding.decisive:
            return finding.prevalence
    return None


def _measurement(profile: ColumnProfile, metric: str) -> Measurement | None:
    return next((each for each in profile.measurements if each.metric == metric), None)
