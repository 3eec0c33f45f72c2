"""Undeclared foreign keys of a run, as programs read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.relations import Inclusion, RelationCheck, RelationVerdict, Suggestion
from app.model.results import QualityBatch
from app.model.run import Reason
from app.model.schema import table_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationItem:
    """One suggestion.

    ``confidence`` is what names and values say together, ``name_confidence`` what the names say alone.
    """

    schema: str
    table: str
    table_id: str
    column: str
    referred_schema: str
    referred_table: str
    referred_column: str
    confidence: float
    name_confidence: float
    reasons: tuple[str, ...]
    verdict: str
    inclusion: Inclusion | None
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsDocument:
    """Suggestions, the surest first; the declared keys stand in the tables. ``complete``: no check is to come."""

    complete: bool
    items: list[RelationItem]


_NOT_CHECKED = Reason(
    code="not_looked_into",
    message="No value was looked at.",
    next_step="Run with quality, with both tables among those that are read; at most 200 suggestions are looked into.",
)
_NOT_YET = Reason(
    code="not_yet", message="Its values are still to be looked at.", next_step="Wait for the run to end."
)


def relations_document(
    suggestions: Iterable[Suggestion], qualities: Iterable[QualityBatch], *, complete: bool
) -> RelationsDocument:
    """What was suggested, joined with what was checked so far."""
    checks = {check.candidate: check for batch in qualities for check in batch.relations}
    items = [_item(suggestion, checks.get(suggestion.candidate), complete) for suggestion in suggestions]
    return RelationsDocument(complete=complete, items=sorted(items, key=lambda item: -item.confidence))


def _item(suggestion: Suggestion, check: RelationCheck | None, complete: bool) -> RelationItem:
    candidate = suggestion.candidate
    is_due = suggestion.checked_with is not None and not complete
    known = check or RelationCheck(
        candidate=candidate,
        verdict=RelationVerdict.UNTESTED,
        confidence=candidate.confidence,
        reason=_NOT_YET if is_due else _NOT_CHECKED,
    )
    return RelationItem(
        schema=candidate.schema,
        table=candidate.table,
        table_id=table_id(candidate.schema, candidate.table),
        column=candidate.column,
        referred_schema=candidate.referred_schema,
        referred_table=candidate.referred_table,
        referred_column=candidate.referred_column,
        confidence=known.confidence,
        name_confidence=candidate.confidence,
        reasons=candidate.reasons,
        verdict=known.verdict.value,
        inclusion=known.inclusion,
        reason=known.reason,
    )
