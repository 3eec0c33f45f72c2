"""The stored rules of a run's source, bound to what the run reads."""

from collections.abc import Collection
from dataclasses import replace

from app.errors import RuleFileError
from app.model.results import RunRecord
from app.model.rules import Rule, RuleResult, RuleStatus
from app.model.schema import Snapshot
from app.pipeline.runs import reason_of
from app.results.rule_book import RuleBook
from app.results.runs import RunRepository
from app.rules.binding import NO_RULES, BoundRules, bind
from app.rules.kinds import dimension_of
from app.rules.reading import read_rules


async def rules_of_run(
    book: RuleBook, runs: RunRepository, run: RunRecord, snapshot: Snapshot, read: Collection[str]
) -> BoundRules:
    """What is to be checked with the tables of a run; nothing where nobody keeps rules for its source.

    ``read`` holds the ids of the tables that the run reads; rules of others are skipped. Rules that were accepted once
    and can no longer be read, because a plugin or another version of the product is missing, are one error.
    """
    text = (await book.read(run.source.source_id)).text
    try:
        rules = read_rules(text).usable() if text.strip() else ()
    except RuleFileError as error:
        return replace(NO_RULES, homeless=(_unreadable(error),))
    earlier: dict[str, int] = {}
    if any(rule.kind == "row_count_change" for rule in rules):
        for point in (await runs.read_earlier_points(run, 1))[:1]:
            earlier = {table.table_id: table.rows for table in point.tables if table.rows is not None}
    return bind(rules, snapshot, earlier_rows=earlier, read=read)


def _unreadable(error: RuleFileError) -> RuleResult:
    rule = Rule(id="stored rules", kind="rules", table="")
    return RuleResult(
        rule=rule,
        table_id=None,
        dimension=dimension_of(rule),
        status=RuleStatus.ERROR,
        reason=reason_of(error),
    )
