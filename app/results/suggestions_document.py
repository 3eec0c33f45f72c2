"""Rules that the data of a run keeps, as programs and the page read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.model.measurements import TableProfile
from app.model.relations import RelationCheck
from app.model.rules import Rule
from app.model.schema import Table
from app.results.report import TableView
from app.rules.appending import is_kept
from app.rules.suggesting import Ground, SuggestedRule, comment_of, suggested_rules
from app.rules.writing import write_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedItem:
    """A rule that the data keeps.

    Attributes:
        kept: whether the rules of the source have one of this kind about these columns.
        yaml: what to put under ``rules:`` to keep it.
    """

    id: str
    kind: str
    table: str
    table_id: str
    columns: tuple[str, ...]
    support: int
    confidence: float
    reason: str
    kept: bool
    yaml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsDocument:
    """Suggested rules, the surest first within each table; ``complete``: no table is still to be measured."""

    complete: bool
    total: int
    items: list[SuggestedItem]


def suggestions(
    views: Iterable[TableView], checks: Iterable[RelationCheck]
) -> Iterator[tuple[Table, SuggestedRule]]:
    """What may be suggested for the tables measured so far, each with its table."""
    checks = tuple(checks)
    for view in views:
        if view.profile is not None:
            for each in suggested_rules(_ground(view, view.profile, checks)):
                yield view.table, each


def suggestions_document(
    suggested: Iterable[tuple[Table, SuggestedRule]],
    *,
    complete: bool,
    known: Iterable[Rule] = (),
    most: int | None = None,
) -> SuggestionsDocument:
    """The suggestions, at most ``most`` of them; ``known`` are the rules of the source."""
    every, known = [*suggested], tuple(known)
    items = [_item(table, each, known) for table, each in every[:most]]
    return SuggestionsDocument(complete=complete, total=len(every), items=items)


def _ground(view: TableView, profile: TableProfile, checks: tuple[RelationCheck, ...]) -> Ground:
    return Ground(
        table=view.table, columns=profile.columns, verdicts=view.verdicts, rows=profile.rows, checks=checks
    )


def _item(table: Table, each: SuggestedRule, known: tuple[Rule, ...]) -> SuggestedItem:
    rule = each.rule
    return SuggestedItem(
        id=rule.id,
        kind=rule.kind,
        table=rule.table,
        table_id=table.id,
        columns=rule.columns,
        support=each.support,
        confidence=each.confidence,
        reason=each.reason,
        kept=is_kept(rule, known),
        yaml=write_rules([rule], {rule.id: comment_of(each)}).removeprefix("rules:\n"),
    )
