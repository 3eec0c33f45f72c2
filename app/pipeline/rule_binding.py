"""The stored rules of a run's source, bound to what the run reads."""

from collections.abc import Collection

from app.errors import RuleFileError
from app.model.results import RunRecord
from app.model.rules import Rule
from app.model.schema import Snapshot
from app.results.rule_book import RuleBook
from app.results.runs import RunRepository
from app.rules.binding import BoundRules, bind
from app.rules.reading import read_rules


async def rules_of_run(
    book: RuleBook, runs: RunRepository, run: RunRecord, snapshot: Snapshot, read: Collection[str]
) -> BoundRules:
    """What is to be checked with the tables of a run; nothing where nobody keeps rules for its source.

    ``read`` holds the ids of the tables that the run reads; rules of others are skipped.
    """
    rules = _usable((await book.read(run.source.source_id)).text)
    earlier: dict[str, int] = {}
    if any(rule.kind == "row_count_change" for rule in rules):
        for point in (await runs.read_earlier_points(run, 1))[:1]:
            earlier = {table.table_id: table.rows for table in point.tables if table.rows is not None}
    return bind(rules, snapshot, earlier_rows=earlier, read=read)


def _usable(text: str) -> tuple[Rule, ...]:
    """The rules that were accepted when they were stored; none if this version of the product no longer reads them."""
    try:
        return read_rules(text).usable() if text.strip() else ()
    except RuleFileError:
        return ()
