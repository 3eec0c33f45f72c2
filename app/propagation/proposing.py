"""Findings of some columns as proposals for others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.model.findings import Finding, FindingKind
from app.model.lineage import ViewLineage
from app.model.proposals import ColumnPlace, Link, Proposal, Standing
from app.model.relations import RelationCheck
from app.model.schema import Snapshot
from app.propagation.keys import key_links, relation_links
from app.propagation.views import view_links
from app.propagation.walking import Reached, by_source, reached_from

MOST_OF_A_COLUMN: Final = 3

Findings = Mapping[ColumnPlace, Sequence[Finding]]


def propose(
    snapshot: Snapshot,
    findings: Findings,
    *,
    lineage: Iterable[ViewLineage] = (),
    relations: Iterable[RelationCheck] = (),
) -> tuple[Proposal, ...]:
    """What links say of columns, the surest first; ``findings`` hold what was found of each column.

    A column gets at most one proposal of a family and ``MOST_OF_A_COLUMN`` in all, and none of a family that was found of it at
    least as surely. ``lineage`` is one step back, with views among the sources; ``relations`` are undeclared keys.
    """
    best: dict[tuple[ColumnPlace, str], Proposal] = {}
    for proposal in _proposals(findings, _links(snapshot, findings, lineage, relations)):
        key = proposal.target, proposal.finding.family
        if key not in best or _rank(proposal) < _rank(best[key]):
            best[key] = proposal
    told: dict[ColumnPlace, int] = {}
    chosen: list[Proposal] = []
    for proposal in sorted(best.values(), key=_rank):
        told[proposal.target] = told.get(proposal.target, 0) + 1
        if told[proposal.target] <= MOST_OF_A_COLUMN:
            chosen.append(proposal)
    return tuple(chosen)


def _links(
    snapshot: Snapshot,
    findings: Findings,
    lineage: Iterable[ViewLineage],
    relations: Iterable[RelationCheck],
) -> Iterator[Link]:
    columns = {
        ColumnPlace(schema=table.schema, table=table.name, column=column.name): column
        for table in snapshot.tables
        for column in table.columns
    }
    families = {place: _type_of(found).family for place, found in findings.items() if _has_type(found)}
    yield from key_links(snapshot, columns)
    yield from relation_links(relations, columns)
    yield from view_links(lineage, columns, families)


def _proposals(findings: Findings, links: Iterable[Link]) -> Iterator[Proposal]:
    from_each = by_source(links)
    for source, found in findings.items():
        for finding in found:

            def passes(place: ColumnPlace, family: str = finding.family) -> bool:
                own = findings.get(place, ())
                return not _has_type(own) or _type_of(own).family == family

            for reached in reached_from(source, finding, from_each, passes):
                proposal = _proposal(source, finding, reached, findings.get(reached.place, ()))
                if proposal is not None:
                    yield proposal


def _proposal(
    source: ColumnPlace, finding: Finding, reached: Reached, own: Sequence[Finding]
) -> Proposal | None:
    """``None`` where the column's own finding says it at least as surely."""
    confidence = finding.confidence * reached.link_confidence
    alike = [each for each in own if each.family == finding.family]
    is_told = any(each.confidence >= confidence and _covers(each, reached.kind) for each in alike)
    if is_told:
        return None
    contradicts = reached.kind is FindingKind.TYPE and _has_type(own) and not alike
    standing = Standing.CONTRADICTED if contradicts else Standing.STRONGER if alike else Standing.NEW
    return Proposal(
        target=reached.place,
        source=source,
        kind=reached.kind,
        finding=finding,
        path=reached.path,
        link_confidence=reached.link_confidence,
        confidence=confidence,
        standing=standing,
        own=tuple(own),
    )


def _covers(own: Finding, kind: FindingKind) -> bool:
    """A column that is of a type contains it too."""
    return own.kind is FindingKind.TYPE or kind is FindingKind.CONTAINS


def _rank(proposal: Proposal) -> tuple[float, int, bool, ColumnPlace, ColumnPlace]:
    return (
        -proposal.confidence,
        len(proposal.path),
        proposal.kind is FindingKind.CONTAINS,
        proposal.target,
        proposal.source,
    )


def _has_type(found: Sequence[Finding]) -> bool:
    return any(each.kind is FindingKind.TYPE for each in found)


def _type_of(found: Sequence[Finding]) -> Finding:
    return next(each for each in found if each.kind is FindingKind.TYPE)
