"""What seems wrong in the tables of a run, as programs read it (docs/defects.md)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from app.model.defects import Defect, DefectKind
from app.results.report import TableView


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectDocument:
    """One kind of error in one column or between several; see ``app.model.defects.Defect``."""

    kind: str
    columns: tuple[str, ...]
    count: int
    rows: int
    share: float
    exact: bool
    bound: float | None
    confidence: float
    reasons: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDefect(DefectDocument):
    """A defect with its table."""

    table_id: str
    schema: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectsDocument:
    """The defects of a run, the surest first.

    Attributes:
        complete: nothing is still to come.
        total: those asked for; ``items`` may be fewer.
        by_kind: how many of each kind there are among them.
    """

    complete: bool
    total: int
    by_kind: dict[str, int]
    items: list[PlacedDefect]


def defect_document(defect: Defect) -> DefectDocument:
    """A defect with the share it affects."""
    return DefectDocument(**{field.name: getattr(defect, field.name) for field in fields(DefectDocument)})


def defects_document(
    views: Iterable[TableView], *, complete: bool, kind: DefectKind | None, least: float, most: int
) -> DefectsDocument:
    """At most ``most`` defects of that kind, or of any, from that confidence on."""
    found = [
        PlacedDefect(
            table_id=view.table.id,
            schema=view.table.schema,
            table=view.table.name,
            **{field.name: getattr(defect, field.name) for field in fields(DefectDocument)},
        )
        for view in views
        for defect in view.defects
        if defect.confidence >= least and kind in {None, defect.kind}
    ]
    found.sort(
        key=lambda item: (-item.confidence, -item.share, item.schema, item.table, item.kind, item.columns)
    )
    kinds = [item.kind for item in found]
    return DefectsDocument(
        complete=complete,
        total=len(found),
        by_kind={name: kinds.count(name) for name in sorted(set(kinds))},
        items=found[:most],
    )
