"""What other rules say of a run, as programs read it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.findings import Finding
from app.model.redecision import ColumnChange, Doubt, MovedPart, Movement, Redecision, Staleness
from app.results.documents import FindingDocument, PlacedFinding, finding_fields

STALE_WORDS: Mapping[Staleness, str] = {
    Staleness.CHANGED: "its value test changed; the former one still counts",
    Staleness.NEW: "it is new and its values were never tested; it takes no part",
    Staleness.BY_NAME: "it is new and only its name counts; the shape of its values was not tried",
    Staleness.INSIDE: "how it is looked for inside texts changed; what the former way found still counts",
    Staleness.MODEL: "another text model reads it now; what the former one read still counts",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Which table is meant; ``labels``: how its columns are called where their names do not tell them apart."""

    schema: str
    table: str
    labels: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class RedecidedColumn:
    """A column about which something else is said: ``movement`` is found, lost, retyped, restated or weighed."""

    table_id: str
    schema: str
    table: str
    column: str
    movement: str
    before: list[FindingDocument]
    after: list[FindingDocument]
    moved: list[MovedPart]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleDocument:
    """A type that only another scan can tell; ``why`` is changed, new, by_name, inside or model."""

    type_id: str
    title: str
    why: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtDocument:
    """A column that only another scan tells in full."""

    table_id: str
    schema: str
    table: str
    column: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedecisionDocument:
    """Verdicts of other rules. ``counts`` and ``total`` are those of all changes, ``items`` the first of them.

    ``findings`` are all of today's, the most sensitive first; ``null`` unless they were asked for.
    """

    run_id: str | None
    rules_before: list[str]
    rules_after: str
    columns: int
    counts: dict[str, int]
    total: int
    items: list[RedecidedColumn]
    stale: list[StaleDocument]
    gone: list[str]
    rescan: list[DoubtDocument]
    findings: list[PlacedFinding] | None


def redecision_document(
    run_id: str | None,
    redecision: Redecision,
    places: Mapping[str, Place],
    *,
    most: int | None = None,
    with_findings: bool = False,
) -> RedecisionDocument:
    """The document, changes that say something else before those that are only surer or less sure."""
    order = list(Movement)
    changes = sorted(redecision.changes, key=lambda c: order.index(c.movement))
    moves = Counter(change.movement for change in changes)
    return RedecisionDocument(
        run_id=run_id,
        rules_before=list(redecision.rules_before),
        rules_after=redecision.rules_after,
        columns=sum(len(table.verdicts) for table in redecision.tables),
        counts={movement.value: moves[movement] for movement in Movement},
        total=len(changes),
        items=[_item(change, places[change.table_id]) for change in changes[:most]],
        stale=[
            StaleDocument(type_id=s.type_id, title=s.title, why=s.why.value, text=STALE_WORDS[s.why])
            for s in redecision.stale
        ],
        gone=list(redecision.gone),
        rescan=[_doubt(doubt, places[doubt.table_id]) for doubt in redecision.doubts[:most]],
        findings=_findings(redecision, places) if with_findings else None,
    )


def _item(change: ColumnChange, place: Place) -> RedecidedColumn:
    return RedecidedColumn(
        table_id=change.table_id,
        schema=place.schema,
        table=place.table,
        column=place.labels.get(change.column, change.column),
        movement=change.movement.value,
        before=[FindingDocument(**finding_fields(found)) for found in change.before],
        after=[FindingDocument(**finding_fields(found)) for found in change.after],
        moved=list(change.moved),
    )


def _doubt(doubt: Doubt, place: Place) -> DoubtDocument:
    return DoubtDocument(
        table_id=doubt.table_id,
        schema=place.schema,
        table=place.table,
        column=place.labels.get(doubt.column, doubt.column),
        why=doubt.why,
    )


def _findings(redecision: Redecision, places: Mapping[str, Place]) -> list[PlacedFinding]:
    found = [
        (finding, table.table_id, verdict.column)
        for table in redecision.tables
        for verdict in table.verdicts
        for finding in verdict.findings
    ]
    found.sort(key=lambda each: (-each[0].level, -each[0].confidence))
    return [_placed(*each, places[each[1]]) for each in found]


def _placed(finding: Finding, table_id: str, column: str, place: Place) -> PlacedFinding:
    return PlacedFinding(
        **finding_fields(finding),
        table_id=table_id,
        schema=place.schema,
        table=place.table,
        column=place.labels.get(column, column),
    )
