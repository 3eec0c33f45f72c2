"""What a run's score is made of, as programs read it (docs/metrics.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.model.measurements import Dimension, ScoreLoss
from app.quality.metrics import METRIC
from app.quality.scoring.score import EQUAL, score_run
from app.results.documents import DimensionDocument, dimension_document
from app.results.report import TableView

MOST_LOSSES: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedDimension(DimensionDocument):
    """A dimension over all tables, counted in columns; ``weight`` is its share of the score, 0 to 1."""

    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LossDocument:
    """One thing that keeps a table's score from 100.

    Attributes:
        columns: which ones; empty for the rows as a whole.
        source: id of a metric, kind of a defect, or what a rule or key is called.
        title: the same for a person.
        share: of the cells or rows looked at, 0 to 1.
        points: of the 100 of the run; ``table_points`` of the 100 of the table.
    """

    table_id: str
    schema: str
    table: str
    dimension: Dimension
    columns: tuple[str, ...]
    source: str
    title: str
    count: float
    total: float
    share: float
    points: float
    table_points: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreDocument:
    """The score of a run with what lowers it, the dearest loss first.

    Attributes:
        score: 0 to 100; ``None`` without coverage.
        coverage: share of the dimensions' weights that was measured, over all columns, 0 to 1.
        scored: tables that have a score.
        total: losses known; the smallest of tables with very many are not kept.
        complete: nothing is still to come.
    """

    run_id: str
    complete: bool
    score: float | None
    coverage: float
    tables: int
    scored: int
    dimensions: list[WeighedDimension]
    total: int
    losses: list[LossDocument]


def score_document(
    run_id: str, views: Iterable[TableView], *, complete: bool, most: int = MOST_LOSSES
) -> ScoreDocument:
    """The score of the tables measured so far; points of all losses together are what is missing of 100."""
    views = tuple(views)
    scored = [view for view in views if view.score is not None and view.score.value is not None]
    score = score_run([(len(view.table.columns), view.score) for view in views if view.score])
    columns = sum(len(view.table.columns) for view in scored)
    losses = sorted(_losses(scored, columns), key=lambda loss: -loss.points)
    return ScoreDocument(
        run_id=run_id,
        complete=complete,
        score=score.value,
        coverage=score.coverage,
        tables=len(views),
        scored=len(scored),
        dimensions=[_weighed(dimension_document(each)) for each in score.dimensions],
        total=len(losses),
        losses=losses[:most],
    )


def loss_title(source: str) -> str:
    """What a loss is called.

    >>> loss_title("null_share"), loss_title("spelling_variant")
    ('NULL share', 'Spelling variant')
    """
    return METRIC[source].title if source in METRIC else source.replace("_", " ").capitalize()


def _losses(views: Iterable[TableView], columns: int) -> Iterator[LossDocument]:
    for view in views:
        weight = len(view.table.columns) / columns
        for loss in view.profile.losses if view.profile else ():
            yield _loss(view, loss, weight)


def _loss(view: TableView, loss: ScoreLoss, weight: float) -> LossDocument:
    return LossDocument(
        table_id=view.table.id,
        schema=view.table.schema,
        table=view.table.name,
        dimension=loss.dimension,
        columns=loss.columns,
        source=loss.source,
        title=loss_title(loss.source),
        count=loss.count,
        total=loss.total,
        share=loss.count / loss.total,
        points=loss.points * weight,
        table_points=loss.points,
        exact=loss.exact,
    )


def _weighed(dimension: DimensionDocument) -> WeighedDimension:
    weight = EQUAL[dimension.dimension] / sum(EQUAL.values())
    return WeighedDimension(
        dimension=dimension.dimension,
        ratio=dimension.ratio,
        numerator=dimension.numerator,
        denominator=dimension.denominator,
        exact=dimension.exact,
        weight=weight,
    )
