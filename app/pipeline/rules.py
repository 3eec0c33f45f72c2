"""Rules of a source: checked table by table, so that one bad table costs only its own rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.connection.session import Session
from app.extraction.rule_checking import Due, check_rules
from app.extraction.rule_words import words_of
from app.model.results import BatchUsage
from app.model.rules import Rule, RuleResult, RuleStatus
from app.model.run import TableOutcome
from app.model.schema import Snapshot, Table
from app.pipeline.given_rules import GivenRules
from app.pipeline.reading import BatchReader
from app.pipeline.source import Source
from app.rules.binding import BoundRules, bind, check_of, subject_of
from app.rules.verdicts import without_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRules:
    """Results in the order of the rules, and what they cost the source."""

    results: tuple[RuleResult, ...]
    usage: BatchUsage


async def check_source(source: Source, snapshot: Snapshot, given: GivenRules) -> CheckedRules:
    """Check the rules over one connection, every table's in its turn."""
    bound = bind(given.rules, snapshot, earlier_rows=given.earlier_rows)
    results = [*bound.homeless]
    async with BatchReader(source) as reader:
        for table in snapshot.tables:
            results += await check_table(reader, source.connection.dialect, table, bound)
        return CheckedRules(results=in_order(given.rules, results), usage=await reader.usage())


async def check_table(
    reader: BatchReader, dialect: str, table: Table, bound: BoundRules
) -> tuple[RuleResult, ...]:
    """The results of the rules of one table, in their order; all of them errors where it cannot be read."""
    rules = bound.by_table.get(table.id, ())
    if not rules:
        return ()
    on = subject_of(bound, table, words_of(dialect))
    made = [(rule, check_of(rule, on)) for rule in rules]
    answered = [check for _, check in made if isinstance(check, RuleResult)]
    due = [Due(rule, check) for rule, check in made if not isinstance(check, RuleResult)]

    async def check(session: Session, _: Table) -> list[RuleResult]:
        return await check_rules(session, dialect, on, due)

    def unread(outcome: TableOutcome) -> list[RuleResult]:
        return [without_table(each.rule, table, RuleStatus.ERROR, outcome.reason) for each in due]

    found = await reader.read(table, check, unread) if due else []
    return in_order(rules, [*answered, *found])


def unread_table(table: Table, outcome: TableOutcome, bound: BoundRules) -> tuple[RuleResult, ...]:
    """The rules of a table that could not be read: none is checked, for its reason."""
    rules = bound.by_table.get(table.id, ())
    return tuple(without_table(rule, table, RuleStatus.ERROR, outcome.reason) for rule in rules)


def in_order(rules: Iterable[Rule], results: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """The results in the order of their rules."""
    places = {rule.id: place for place, rule in enumerate(rules)}
    return tuple(sorted(results, key=lambda result: places.get(result.rule.id, len(places))))
