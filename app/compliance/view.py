"""A run seen through a regulation: per category the columns that fall under it, and what was looked for in vain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.compliance.mapping import AtRest, Category, Regulation
from app.compliance.risk import Band, Obligations, Risk, highest, risk_of
from app.compliance.tables import ReadTable
from app.detection.catalogue import builtin_types
from app.model.findings import ColumnVerdict, Finding

_STRICTEST = (AtRest.NEVER, AtRest.UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A finding where it stands, with its risk."""

    table: ReadTable
    column: str
    finding: Finding
    risk: Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryView:
    """One category in one run.

    Attributes:
        places: the riskiest first.
        not_found: kinds whose values can be tested, looked for and not found.
        by_name_only: kinds not found that only a column's name can tell, so they may be there under another name.
    """

    category: Category
    places: tuple[Place, ...]
    not_found: tuple[str, ...]
    by_name_only: tuple[str, ...]

    @property
    def risk(self) -> Risk | None:
        """The highest among its columns; ``None`` without any."""
        return highest(place.risk for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationView:
    """One regulation in one run, with every category, found or not."""

    regulation: Regulation
    categories: tuple[CategoryView, ...]

    @property
    def columns(self) -> int:
        """Columns that fall under any category, each counted once."""
        return len({(p.table.table_id, p.column) for view in self.categories for p in view.places})

    @property
    def risk(self) -> Risk | None:
        """The highest among all columns; ``None`` without any."""
        return highest(risk for view in self.categories if (risk := view.risk))

    @property
    def by_risk(self) -> dict[Band, int]:
        """How many columns have which risk, each by its highest; every band, the highest first."""
        points: dict[tuple[str, str], Risk] = {}
        for place in (each for view in self.categories for each in view.places):
            key = (place.table.table_id, place.column)
            points[key] = max(points.get(key, place.risk), place.risk, key=lambda risk: risk.points)
        counts = Counter(risk.band for risk in points.values())
        return {band: counts[band] for band in reversed(Band)}


def regulation_views(
    regulations: Sequence[Regulation], tables: Iterable[ReadTable]
) -> tuple[RegulationView, ...]:
    """The run through each regulation; a risk rests on all of them, so all are to be given."""
    filed: defaultdict[str, list[Place]] = defaultdict(list)
    for place, categories in _filed(regulations, tables):
        for name in categories:
            filed[name].append(place)
    return tuple(
        RegulationView(
            regulation=regulation,
            categories=tuple(
                _category_view(category, filed[f"{regulation.id}/{category.id}"])
                for category in regulation.categories
            ),
        )
        for regulation in regulations
    )


def _filed(
    regulations: Sequence[Regulation], tables: Iterable[ReadTable]
) -> Iterator[tuple[Place, frozenset[str]]]:
    """Every finding with its risk, and the categories it falls under."""
    telling = {
        type_id for r in regulations for c in r.categories for scope in c.scopes for type_id in scope.beside
    }
    known: dict[tuple[object, ...], Obligations] = {}  # of a type, which thousands of columns may be
    for table, verdict, found in _found(tables):
        neighbours = frozenset(telling & table.column_types)
        key = (found.type_id, found.family, found.regulations, neighbours)
        if key not in known:
            known[key] = obligations_of(regulations, found, neighbours)
        risk = risk_of(found, verdict, table, known[key])
        yield Place(table=table, column=verdict.column, finding=found, risk=risk), known[key].categories


def _found(tables: Iterable[ReadTable]) -> Iterator[tuple[ReadTable, ColumnVerdict, Finding]]:
    for table in tables:
        for verdict in table.verdicts:
            for found in verdict.findings:
                yield table, verdict, found


def obligations_of(
    regulations: Sequence[Regulation], found: Finding, neighbours: frozenset[str]
) -> Obligations:
    """What all regulations together ask of a finding in a table with columns of these types."""
    under = [
        (f"{regulation.id}/{category.id}", category.at_rest)
        for regulation in regulations
        for category in regulation.falling_under(found.type_id, found.family, found.regulations, neighbours)
    ]
    rules = {at_rest for _, at_rest in under}
    return Obligations(
        at_rest=next((each for each in _STRICTEST if each in rules), AtRest.PROTECTED),
        categories=frozenset(name for name, _ in under),
    )


def _category_view(category: Category, places: list[Place]) -> CategoryView:
    seen = {kind for place in places for kind in (place.finding.type_id, place.finding.family)}
    missing = [kind for kind in category.kinds if kind not in seen]
    return CategoryView(
        category=category,
        places=tuple(sorted(places, key=lambda place: (-place.risk.points, -place.finding.confidence))),
        not_found=tuple(kind for kind in missing if kind in _value_tested()),
        by_name_only=tuple(kind for kind in missing if kind not in _value_tested()),
    )


@cache
def _value_tested() -> frozenset[str]:
    """Types of the catalogue that values can speak for, and the families that have such a type."""
    tested = [each for each in builtin_types() if each.value_tested]
    return frozenset(kind for each in tested for kind in (each.id, each.family))
