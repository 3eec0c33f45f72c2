"""Verdicts of today's rules on kept evidence, compared with those of then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.detection.deciding import Decider, was_tried
from app.detection.evidence.scoring import Scored
from app.detection.types import STRUCTURED
from app.model.evidence import ColumnEvidence, TableEvidence
from app.model.findings import ColumnVerdict, Finding, FindingKind, Part
from app.model.redecision import ColumnChange, Doubt, MovedPart, Movement
from app.model.schema import Table

_SAME = 1e-6
_Key = tuple[FindingKind, str | None, str]


@dataclass(frozen=True, slots=True)
class Redecided:
    """One table: verdicts in the order of its columns, what changed, and what is in doubt."""

    verdicts: tuple[ColumnVerdict, ...]
    changes: tuple[ColumnChange, ...]
    doubts: tuple[Doubt, ...]


def redecide_table(
    decider: Decider, table: Table, kept: TableEvidence, before: Sequence[ColumnVerdict]
) -> Redecided:
    """Decide on a table again; ``before`` are its verdicts of then, by any order.

    Columns that the table has and the evidence lacks are judged by their name, as a scan judges what it cannot sample.
    """
    known = {evidence.column: evidence for evidence in kept.columns}
    evidences = [known.get(column.name, ColumnEvidence(column=column.name)) for column in table.columns]
    headers = [decider.headers.evidence(column, table) for column in table.columns]
    rankings = decider.rank(table, evidences, headers)
    columns = list(zip(table.columns, evidences, rankings, strict=True))
    verdicts = tuple(decider.conclude(table, *each, kept.method) for each in columns)
    then = {verdict.column: verdict for verdict in before}
    changes = [
        _change(kept.table_id, then[verdict.column], verdict, ranked)
        for verdict, ranked in zip(verdicts, rankings, strict=True)
        if verdict.column in then
    ]
    doubts = [
        Doubt(table_id=kept.table_id, column=verdict.column, why=why)
        for verdict, evidence in zip(verdicts, evidences, strict=True)
        for why in _doubts(decider, verdict, evidence)
    ]
    return Redecided(verdicts, tuple(c for c in changes if c is not None), tuple(doubts))


def _change(
    table_id: str, before: ColumnVerdict, after: ColumnVerdict, ranked: Sequence[Scored]
) -> ColumnChange | None:
    old, new = _by_key(before.findings), _by_key(after.findings)
    gone = {key: found for key, found in old.items() if not _is_in(new, key, found)}
    come = {key: found for key, found in new.items() if not _is_in(old, key, found)}
    if not gone and not come:
        return None
    return ColumnChange(
        table_id=table_id,
        column=after.column,
        movement=_movement(gone, come),
        before=tuple(gone.values()),
        after=tuple(come.values()),
        moved=tuple(_moved(gone, come, {s.type_id: s.parts for s in ranked})),
    )


def _by_key(findings: Sequence[Finding]) -> dict[_Key, Finding]:
    return {(f.kind, f.path, f.type_id): f for f in findings}


def _is_in(others: Mapping[_Key, Finding], key: _Key, found: Finding) -> bool:
    other = others.get(key)
    return other is not None and _statement(other) == _statement(found) and not _weighs_other(found, other)


def _statement(found: Finding) -> Finding:
    """What is said, without how sure it is and which rules said it."""
    return replace(found, confidence=0.0, parts=(), rule_version="", exemplars=())


def _weighs_other(one: Finding, other: Finding) -> bool:
    return abs(_sum(one.parts) - _sum(other.parts)) > _SAME


def _sum(parts: Sequence[Part]) -> float:
    return sum(part.log_odds for part in parts)


def _movement(gone: Mapping[_Key, Finding], come: Mapping[_Key, Finding]) -> Movement:
    if gone.keys() == come.keys():
        same = all(_statement(gone[key]) == _statement(come[key]) for key in gone)
        return Movement.WEIGHED if same else Movement.RESTATED
    if not gone.keys() - come.keys():
        return Movement.FOUND
    return Movement.RETYPED if come.keys() - gone.keys() else Movement.LOST


def _moved(
    gone: Mapping[_Key, Finding], come: Mapping[_Key, Finding], ranked: Mapping[str, Sequence[Part]]
) -> Iterator[MovedPart]:
    """The parts that differ, of every finding that does; of a type that is no finding now as it stands today."""
    for key in dict.fromkeys([*gone, *come]):
        kind, path, type_id = key
        today = come[key].parts if key in come else ()
        if key not in come and kind is FindingKind.TYPE and path is None:
            today = ranked.get(type_id, ())
        old = _by_name(gone[key].parts) if key in gone else {}
        new = _by_name(today)
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name), new.get(name)
            if was is None or now is None or abs(was.log_odds - now.log_odds) > _SAME:
                yield MovedPart(
                    type_id=type_id,
                    name=name,
                    before=was.log_odds if was else None,
                    after=now.log_odds if now else None,
                    detail=now.detail if now else was.detail if was else "",
                )


def _by_name(parts: Sequence[Part]) -> dict[str, Part]:
    """Parts by name; of several with one name the sum, with what the first says."""
    by_name: dict[str, Part] = {}
    for part in parts:
        known = by_name.get(part.name)
        by_name[part.name] = replace(known, log_odds=known.log_odds + part.log_odds) if known else part
    return by_name


def _doubts(decider: Decider, verdict: ColumnVerdict, evidence: ColumnEvidence) -> Iterator[str]:
    types = [decider.catalogue.types[f.type_id] for f in verdict.findings if f.kind is FindingKind.TYPE]
    if evidence.filled and evidence.spans is None and not any(t.tier in STRUCTURED for t in types):
        yield "its texts were not looked into while it was taken for a type"
    for definition in types:
        tally = evidence.tallies.get(definition.id)
        if evidence.filled and not was_tried(definition, evidence):
            yield f"its values were never tried as {definition.title}"
        elif tally is not None and tally.given_up:
            yield f"only {tally.tried:,} values were tried as {definition.title}"
        elif definition.is_read and definition.id not in evidence.worded:
            yield f"which of its values read as {definition.title} was not counted in full"
