"""The pass itself: draw a probe, decide, read everything once, and count again what is not sure enough."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from app.model.distribution import Bin
from app.profiling.aggregates import asked_of_distinct, line, pass_statement
from app.profiling.answers import ColumnAnswer, answer_of, recounted
from app.profiling.distinct import NORMAL_95
from app.profiling.plans import ColumnPlan, Way, selected
from app.profiling.probing import PROBE, pessimistic, plan, recounting
from app.profiling.relation import Ask, Relation, TooMuchMemoryError
from app.quality.bars import Bars, bars_of
from app.quality.profile import Measured

_PROBE_AND_PASS: Final = 2

Again = Callable[[], None]


def profile_relation(ask: Ask, relation: Relation, *, now: str, again: Again = lambda: None) -> Measured:
    """Every metric and the distribution of every column; ``statements`` counts how often the relation was read.

    Args:
        ask: runs SQL in DuckDB. Reading the same rows twice needs one transaction, which is the caller's affair.
        relation: at least one column.
        now: where the future begins, ISO text in UTC without a zone, e.g. ``2026-11-27 20:15:00``.
        again: starts the caller's transaction over, because one that ran out of memory is lost with its probe.

    Raises:
        TooMuchMemoryError: even the most careful way needs more memory than DuckDB has.
    """
    try:
        return _profiled(ask, relation, now, careful=False)
    except TooMuchMemoryError:
        again()
    found = _profiled(ask, relation, now, careful=True)
    return replace(found, statements=found.statements + _PROBE_AND_PASS)


def _profiled(ask: Ask, relation: Relation, now: str, *, careful: bool) -> Measured:
    plans = plan(ask, relation)
    if careful:
        plans = pessimistic(plans)
    _keep_lines(ask, plans)
    rows, answers = _read(ask, relation, plans, now)
    statements = _PROBE_AND_PASS
    while doubtful := [each for each in answers if each.doubt is not None]:
        answers, statements = _settled(ask, relation, answers, doubtful), statements + 1
    profiles = tuple(_with_bars(ask, each).profile for each in answers)
    ask(f"DROP TABLE IF EXISTS {PROBE}")
    return Measured(rows=rows, columns=profiles, statements=statements)


def _read(
    ask: Ask, relation: Relation, plans: Sequence[ColumnPlan], now: str
) -> tuple[int, list[ColumnAnswer]]:
    statement, names = pass_statement(relation, plans, now)
    ((*cells,),) = ask(statement)
    found: dict[str, dict[str, object]] = {}
    for name, cell in zip(names, cells, strict=True):
        column, _, aggregate = name.partition(":")
        found.setdefault(column, {})[aggregate] = cell
    rows = int(str(cells[0]))
    return rows, [answer_of(each, rows, found[each.name]) for each in plans]


def _settled(
    ask: Ask, relation: Relation, answers: Sequence[ColumnAnswer], doubtful: Sequence[ColumnAnswer]
) -> list[ColumnAnswer]:
    """Count the different values of the doubtful columns again: exactly where few are left to expect, else closer.

    It ends, because a column is in doubt only after hashing more coarsely than what was found allows.
    """
    plans = {each.plan.place: recounting(each.plan, each.doubt or 0.0) for each in doubtful}
    asked = {place: dict(asked_of_distinct(each)) for place, each in plans.items()}
    cells = ", ".join(sql for each in asked.values() for sql in each.values())
    (row,) = ask(f"SELECT {cells} FROM ({selected(relation.columns, relation.source)})")  # noqa: S608 - names of our own
    found = {
        place: dict(zip(each, [cell], strict=True))
        for (place, each), cell in zip(asked.items(), row, strict=True)
    }
    return [
        recounted(each, plans[each.plan.place], found[each.plan.place]) if each.plan.place in found else each
        for each in answers
    ]


def _keep_lines(ask: Ask, plans: Sequence[ColumnPlan]) -> None:
    """Of the probe only what bars are made of is kept while the pass needs the memory."""
    kept = [each for each in plans if each.estimates]
    cells = ", ".join(f"{line(each, each.name)} AS {each.name}" for each in kept) or "1"
    ask(f"CREATE OR REPLACE TEMP TABLE {PROBE} AS SELECT {cells} FROM {PROBE}")  # noqa: S608 - likewise


def _with_bars(ask: Ask, answer: ColumnAnswer) -> ColumnAnswer:
    """A histogram as the probe has it, between the ends that the pass has found."""
    kind = answer.plan.kind
    if answer.plan.way is Way.MAPPED or not answer.plan.estimates or not kind.lies_on_a_line:
        return answer
    name = answer.plan.name
    ((low, high),) = ask(f"SELECT min({name}), max({name}) FROM {PROBE} WHERE isfinite({name})")  # noqa: S608 - likewise
    bars = None if low is None else bars_of(float(str(low)), float(str(high)), kind.calendar)
    if bars is None:
        return answer
    spread = replace(answer.profile.distribution, histogram=_counted(ask, name, bars))
    return replace(answer, profile=replace(answer.profile, distribution=spread))


def _counted(ask: Ask, name: str, bars: Bars) -> tuple[Bin, ...]:
    bar = (
        f"least({bars.number - 1}, greatest(0, floor(({name} - {bars.low!r}) / {bars.width!r})))"
        if bars.width
        else "0"
    )
    counted = ask(
        f"SELECT CAST({bar} AS INTEGER) AS bar, count(*) FROM {PROBE} WHERE isfinite({name}) GROUP BY bar"  # noqa: S608 - likewise
    )
    counts = {int(str(number)): int(str(count)) for number, count in counted}
    total = sum(counts.values())
    return tuple(
        Bin(
            low=low,
            high=high,
            share=share,
            count=count,
            exact=False,
            bound=NORMAL_95 * (share * (1 - share) / total) ** 0.5,
        )
        for number, (low, high) in enumerate(bars.shown())
        for count in (counts.get(number, 0),)
        for share in (count / total,)
    )
