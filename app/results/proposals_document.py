"""Proposals as programs read them (docs/proposals.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.model.findings import Finding
from app.model.proposals import ColumnPlace, Link, LinkKind, Proposal
from app.model.schema import table_id

_BY_KEY: Final = frozenset({LinkKind.REFERS, LinkKind.REFERRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceItem:
    """A column with the id of its table."""

    table_id: str
    schema: str
    table: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkItem:
    """One link of a path. ``why`` says it in words; ``place`` is the column it leads to."""

    kind: str
    by: str | None
    declared: bool
    confidence: float
    place: PlaceItem
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFinding:
    """What was found of the column itself, in brief."""

    kind: str
    type_id: str
    family: str
    title: str
    level: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalItem(PlaceItem):
    """What a column may hold. ``confidence`` is that of the finding (``finding_confidence``) times that of the links."""

    kind: str
    type_id: str
    family: str
    title: str
    level: str
    confidence: float
    finding_confidence: float
    link_confidence: float
    standing: str
    via: str
    source: PlaceItem
    path: list[LinkItem]
    reason: str
    own: list[OwnFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsDocument:
    """Proposals, the surest first; ``items`` may be fewer than ``total``. ``complete``: no finding is to come."""

    complete: bool
    total: int
    items: list[ProposalItem]


def proposals_document(
    proposals: Sequence[Proposal], *, complete: bool, most: int | None = None
) -> ProposalsDocument:
    """Proposals with their reasons in words."""
    return ProposalsDocument(
        complete=complete, total=len(proposals), items=[_item(each) for each in proposals[:most]]
    )


def _item(proposal: Proposal) -> ProposalItem:
    found, target = proposal.finding, proposal.target
    path = [_link(link) for link in proposal.path]
    return ProposalItem(
        table_id=table_id(target.schema, target.table),
        schema=target.schema,
        table=target.table,
        column=target.column,
        kind=proposal.kind.value,
        type_id=found.type_id,
        family=found.family,
        title=found.title,
        level=found.level.name.lower(),
        confidence=proposal.confidence,
        finding_confidence=found.confidence,
        link_confidence=round(proposal.link_confidence, 4),
        standing=proposal.standing.value,
        via=_via(proposal.path),
        source=_place(proposal.source),
        path=path,
        reason="; ".join([f"{found.title} was found in {proposal.source}", *(each.why for each in path)]),
        own=[_own(each) for each in proposal.own],
    )


def _via(path: Sequence[Link]) -> str:
    """``foreign key``, ``view`` or ``both``."""
    by_key = [link.kind in _BY_KEY for link in path]
    return "foreign key" if all(by_key) else "both" if any(by_key) else "view"


def _link(link: Link) -> LinkItem:
    return LinkItem(
        kind=link.kind.value,
        by=link.by,
        declared=link.declared,
        confidence=round(link.confidence, 4),
        place=_place(link.target),
        why=_why(link),
    )


def _why(link: Link) -> str:
    source, target = link.source, link.target
    key = f"foreign key {link.by}" if link.by else "a foreign key" if link.declared else "an undeclared key"
    part = "as a part of " if link.inside else "as "
    return {
        LinkKind.REFERS: f"{target} refers to {source} by {key}",
        LinkKind.REFERRED: f"{source} refers to {target} by {key}",
        LinkKind.COPIED: f"the view {link.by} shows {source} {part}{target.column}",
        LinkKind.COMPUTED: f"the view {link.by} computes {target.column} from {source}",
        LinkKind.SHOWN: f"the view {link.by} shows {target} as {source.column}",
    }[link.kind]


def _place(place: ColumnPlace) -> PlaceItem:
    return PlaceItem(
        table_id=table_id(place.schema, place.table),
        schema=place.schema,
        table=place.table,
        column=place.column,
    )


def _own(finding: Finding) -> OwnFinding:
    return OwnFinding(
        kind=finding.kind.value,
        type_id=finding.type_id,
        family=finding.family,
        title=finding.title,
        level=finding.level.name.lower(),
        confidence=finding.confidence,
    )
