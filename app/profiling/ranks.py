"""Exact quantiles in one pass: ranks of the brackets' ends are counted, and only the values between them are sorted.

Selection with a sample's help: Floyd and Rivest, "Expected time bounds for selection", CACM 18 (1975).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.profiling.ladder import LADDER, at, below, counted, up_to
from app.profiling.plans import Bracket, ColumnPlan


def answer(plan: ColumnPlan, name: str) -> str:
    """The column's result of that name, quoted."""
    return f'"{plan.name}:{name}"'


def asked_of_ranks(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """How many values lie between the brackets' ends, and those within them, sorted: ``near``."""
    if not plan.brackets:
        return
    yield "finite", f"count({plan.finite})"
    between = [plan.inside(each) for each in plan.brackets if not each.is_one_value]
    if between:
        yield "near", f"list_sort(list({plan.finite}) FILTER ({' OR '.join(between)}))"
    if rungs := [rung for _, rung in _rungs(plan)]:
        yield LADDER, counted(plan, rungs)


def ranks(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """SQL over those results: of each bracket how many values lie below it, below its upper end, and up to that."""
    for name, rung in _rungs(plan):
        yield name, up_to(answer(plan, LADDER), rung)


def _rungs(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    for place, each in enumerate(plan.brackets):
        if each.low is not None:
            yield f"from{place}", below(plan, each.low)
        if each.high is not None:
            yield f"upto{place}", below(plan, each.high)
            yield f"with{place}", at(plan, each.high)


def quantiles(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """SQL over all of these: the value with the rank of each quantile; NULL where no bracket has it."""
    before = "0"
    for place, each in enumerate(plan.brackets):
        ranks = _Ranks.of(plan, each, place, before)
        for share in each.shares:
            yield f"q{share}", ranks.pick(share)
        if not each.is_one_value:
            before = f"{before} + {ranks.last} - {ranks.first}"


@dataclass(frozen=True, slots=True)
class _Ranks:
    """SQL of ranks.

    Attributes:
        first: how many values lie below the bracket.
        last: below its upper end.
        end: up to that end included.
        before: how many values of other brackets come before its own in ``near``.
    """

    plan: ColumnPlan
    bracket: Bracket
    first: str
    last: str
    end: str
    before: str

    @classmethod
    def of(cls, plan: ColumnPlan, bracket: Bracket, place: int, before: str) -> "_Ranks":
        everything = answer(plan, "finite")
        return cls(
            plan,
            bracket,
            first="0" if bracket.low is None else answer(plan, f"from{place}"),
            last=everything if bracket.high is None else answer(plan, f"upto{place}"),
            end=everything if bracket.high is None else answer(plan, f"with{place}"),
            before=before,
        )

    def pick(self, share: float) -> str:
        """The value whose rank is that of the share (SQL: ``percentile_disc``)."""
        rank = f"CAST(greatest(ceil({share} * {answer(self.plan, 'finite')}), 1) AS BIGINT) - 1"
        cases: list[str] = []
        if not self.bracket.is_one_value:
            place = f"CAST({rank} - {self.first} + {self.before} + 1 AS BIGINT)"
            cases.append(
                f"WHEN {rank} >= {self.first} AND {rank} < {self.last}"
                f" THEN CAST({answer(self.plan, 'near')}[{place}] AS VARCHAR)"
            )
        if self.bracket.high is not None:
            high = f"CAST({self.plan.literal(self.bracket.high)} AS VARCHAR)"
            cases.append(f"WHEN {rank} >= {self.last} AND {rank} < {self.end} THEN {high}")
        return f"CASE WHEN {answer(self.plan, 'finite')} = 0 THEN NULL {' '.join(cases)} END"
