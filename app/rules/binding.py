"""Which table a rule is about, and the SQL of it there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.model.rules import Rule, RuleResult
from app.model.schema import Snapshot, Table
from app.rules.checks import Check, RuleUnusableError
from app.rules.kinds import RuleKind, Subject, rule_kinds
from app.rules.verdicts import skipped, unusable
from app.rules.words import Words

_NOT_HERE: Final = frozenset({"no_earlier_run", "pattern_unsupported"})
"""Reasons that lie with the source or with the past and not with the rule."""

_NOT_READ: Final = "The run left the table out."
_INCLUDE: Final = "Include the table, or views, in the run."


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRules:
    """Rules by the id of their table, and the results of those that have none.

    Attributes:
        earlier_rows: rows of tables in an earlier run, by table id.
    """

    by_table: Mapping[str, tuple[Rule, ...]]
    homeless: tuple[RuleResult, ...]
    tables: tuple[Table, ...]
    earlier_rows: Mapping[str, int] = field(default_factory=dict[str, int])


NO_RULES: Final = BoundRules(by_table={}, homeless=(), tables=())


def bind(
    rules: Iterable[Rule],
    snapshot: Snapshot,
    *,
    earlier_rows: Mapping[str, int] | None = None,
    read: Collection[str] | None = None,
) -> BoundRules:
    """Every rule with its table; one whose table the schema lacks, or has twice, or is not ``read``, is answered at once.

    ``read`` holds ids of tables; ``None`` for all.
    """
    by_table: defaultdict[str, list[Rule]] = defaultdict(list)
    homeless: list[RuleResult] = []
    for rule in rules:
        try:
            table = find_table(snapshot.tables, rule.table)
        except RuleUnusableError as error:
            homeless.append(unusable(rule, None, error.why, code=error.code))
            continue
        if read is None or table.id in read:
            by_table[table.id].append(rule)
        else:
            homeless.append(skipped(rule, table, _NOT_READ, code="table_not_read", next_step=_INCLUDE))
    return BoundRules(
        by_table={table: tuple(each) for table, each in by_table.items()},
        homeless=tuple(homeless),
        tables=snapshot.tables,
        earlier_rows=earlier_rows or {},
    )


def subject_of(bound: BoundRules, table: Table, words: Words) -> Subject:
    """What the rules of that table are checked on: its dialect's ``words``, and every table that a rule may name beside it.

    Rows of an earlier run are ``None`` where there was none, or it did not count them.
    """
    return Subject(
        table=table,
        words=words,
        find=lambda name: find_table(bound.tables, name, near=table.schema),
        every=bound.tables,
        rows_before=bound.earlier_rows.get(table.id),
    )


def check_of(rule: Rule, on: Subject) -> Check | RuleResult:
    """The SQL of the rule on its table, or its result at once where there is none.

    Skipped where the reason lies with the source or with the past, else an error of the rule; raises nothing.
    """
    try:
        kind = _known(rule)
        return kind.check(rule, on)
    except RuleUnusableError as error:
        tell = skipped if error.code in _NOT_HERE else unusable
        return tell(rule, on.table, error.why, code=error.code)


def find_table(tables: Iterable[Table], name: str, *, near: str | None = None) -> Table:
    """The table of that name, with or without its schema: exactly, else the only one but for its case.

    A name without a schema is looked for in ``near`` first. Raises ``RuleUnusableError``.
    """
    every = list(tables)
    for written in (str, str.casefold):
        wanted = written(name)
        found = [t for t in every if wanted in {written(f"{t.schema}.{t.name}"), written(t.name)}]
        beside = [t for t in found if t.schema == near]
        if len(beside or found) == 1:
            return (beside or found)[0]
        if found:
            raise RuleUnusableError(
                f"{name} stands for {len(found)} tables; name its schema too.", code="table_ambiguous"
            )
    raise RuleUnusableError(f"There is no table {name} in the schema that was read.", code="table_unknown")


def _known(rule: Rule) -> RuleKind:
    kind = rule_kinds().get(rule.kind)
    if kind is None:
        raise RuleUnusableError(f"There is no kind of rule {rule.kind}.", code="kind_unknown")
    return kind
