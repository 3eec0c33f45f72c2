"""A run through regulations, as programs read it: what the REST API answers and the command line prints (docs/api.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.compliance.mapping import GUIDANCE, Regulation
from app.compliance.risk import Risk, RiskPart
from app.compliance.tables import ReadTable
from app.compliance.view import CategoryView, Place, RegulationView, regulation_views
from app.results.report import TableView


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """What the views rest on: columns of tables that were not read may hold anything."""

    tables: int
    tables_read: int
    columns: int
    columns_tested: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDocument:
    """A risk with its parts, whose points add up; ``band`` is low, medium, high or critical."""

    band: str
    points: float
    parts: tuple[RiskPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySummary:
    """One category: how many columns fall under it, and the highest risk among them."""

    id: str
    article: str
    title: str
    special: bool
    at_rest: str
    columns: int
    risk: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationSummary:
    """One regulation: how many columns fall under it, each counted once, in all and by its highest risk."""

    id: str
    title: str
    name: str
    jurisdiction: str
    columns: int
    risk: str | None
    by_risk: dict[str, int]
    categories: list[CategorySummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationsDocument:
    """All regulations. ``guidance`` belongs on every view; ``complete``: nothing is still to come."""

    run_id: str
    guidance: str
    complete: bool
    looked_at: LookedAt
    items: list[RegulationSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDocument:
    """A finding that falls under a category; ``level`` says what the data is, ``risk`` how it stands here."""

    table_id: str
    schema: str
    table: str
    column: str
    kind: str
    type_id: str
    title: str
    confidence: float
    level: str
    risk: RiskDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDocument(CategorySummary):
    """One category with its columns, the riskiest first, and what was not found.

    Attributes:
        guidance: one sentence on what follows.
        condition: when the data falls under it, where the kind alone does not decide; empty otherwise.
        untold: what no column can show.
        total: findings under it; ``items`` may be fewer.
        not_found: kinds whose values can be tested, looked for and not found.
        by_name_only: kinds not found that only a column's name can tell.
    """

    guidance: str
    condition: str
    untold: str
    total: int
    items: list[PlaceDocument]
    not_found: tuple[str, ...]
    by_name_only: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationDocument:
    """One regulation with the columns of each category."""

    run_id: str
    guidance: str
    complete: bool
    looked_at: LookedAt
    id: str
    title: str
    name: str
    jurisdiction: str
    applies: str
    source: str
    version: str
    columns: int
    risk: str | None
    categories: list[CategoryDocument]


def regulations_document(
    run_id: str, regulations: Sequence[Regulation], views: Sequence[TableView], *, complete: bool
) -> RegulationsDocument:
    """The run through all of these regulations."""
    return RegulationsDocument(
        run_id=run_id,
        guidance=GUIDANCE,
        complete=complete,
        looked_at=_looked_at(views),
        items=[_summary(view) for view in regulation_views(regulations, _tables(views))],
    )


def regulation_document(
    run_id: str,
    regulation: Regulation,
    regulations: Sequence[Regulation],
    views: Sequence[TableView],
    *,
    complete: bool,
    most: int | None = None,
) -> RegulationDocument:
    """The run through one of these regulations, with at most so many findings per category."""
    seen = {each.regulation.id: each for each in regulation_views(regulations, _tables(views))}[regulation.id]
    return RegulationDocument(
        run_id=run_id,
        guidance=GUIDANCE,
        complete=complete,
        looked_at=_looked_at(views),
        **{
            name: getattr(regulation, name)
            for name in ("id", "title", "name", "jurisdiction", "applies", "source", "version")
        },
        columns=seen.columns,
        risk=_band(seen.risk),
        categories=[_category(each, most) for each in seen.categories],
    )


def _tables(views: Iterable[TableView]) -> list[ReadTable]:
    return [
        ReadTable(
            table_id=view.table.id,
            schema=view.table.schema,
            name=view.table.name,
            columns=len(view.table.columns),
            rows=view.rows if view.rows is not None else view.table.row_estimate,
            sampled_rows=view.sample.rows if view.sample else None,
            columns_left_out=frozenset(view.sample.columns_left_out if view.sample else ()),
            verdicts=view.verdicts,
        )
        for view in views
    ]


def _looked_at(views: Sequence[TableView]) -> LookedAt:
    return LookedAt(
        tables=len(views),
        tables_read=sum(view.sample is not None for view in views),
        columns=sum(len(view.table.columns) for view in views),
        columns_tested=sum(verdict.tested > 0 for view in views for verdict in view.verdicts),
    )


def _summary(view: RegulationView) -> RegulationSummary:
    regulation = view.regulation
    return RegulationSummary(
        id=regulation.id,
        title=regulation.title,
        name=regulation.name,
        jurisdiction=regulation.jurisdiction,
        columns=view.columns,
        risk=_band(view.risk),
        by_risk={band.value: number for band, number in view.by_risk.items()},
        categories=[CategorySummary(**_category_fields(each)) for each in view.categories],
    )


def _category_fields(view: CategoryView) -> dict[str, Any]:
    category = view.category
    return {
        "id": category.id,
        "article": category.article,
        "title": category.title,
        "special": category.special,
        "at_rest": category.at_rest.value,
        "columns": len({(place.table.table_id, place.column) for place in view.places}),
        "risk": _band(view.risk),
    }


def _category(view: CategoryView, most: int | None) -> CategoryDocument:
    return CategoryDocument(
        **_category_fields(view),
        guidance=view.category.guidance,
        condition=view.category.condition,
        untold=view.category.untold,
        total=len(view.places),
        items=[_place(place) for place in view.places[:most]],
        not_found=view.not_found,
        by_name_only=view.by_name_only,
    )


def _place(place: Place) -> PlaceDocument:
    finding = place.finding
    return PlaceDocument(
        table_id=place.table.table_id,
        schema=place.table.schema,
        table=place.table.name,
        column=place.column,
        kind=finding.kind.value,
        type_id=finding.type_id,
        title=finding.title,
        confidence=finding.confidence,
        level=finding.level.name.lower(),
        risk=RiskDocument(band=place.risk.band.value, points=place.risk.points, parts=place.risk.parts),
    )


def _band(risk: Risk | None) -> str | None:
    return risk.band.value if risk else None
