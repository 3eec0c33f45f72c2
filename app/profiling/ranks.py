"""Exact quantiles in one pass: ranks of the brackets' ends are counted, and only the values between them are sorted.

Selection with a sample's help: Floyd and Rivest, "Expected time bounds for selection", CACM 18 (1975).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.profiling.probing import Bracket, ColumnPlan


def answer(plan: ColumnPlan, name: str) -> str:
    """The column's result of that name, quoted."""
    return f'"{plan.name}:{name}"'


def asked_of_ranks(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """How many values lie below each bracket's ends, and the values between them, sorted: ``near``."""
    if not plan.brackets:
        return
    yield "finite", f"count({plan.finite})"
    between = [plan.inside(each) for each in plan.brackets if not each.is_one_value]
    if between:
        inside = f"{plan.step} % 2 = 1" if plan.has_steps else " OR ".join(between)
        yield "near", f"list_sort(list({plan.finite}) FILTER ({inside}))"
    for place, (name, edge) in enumerate(zip(_names(plan), plan.edges, strict=True), 1):
        below = f"{plan.step} < {2 * place}" if plan.has_steps else f"{plan.finite} {edge.below}"
        yield name, f"count_if({below})"


def _names(plan: ColumnPlan) -> Iterator[str]:
    """Of the counts below each of the plan's edges."""
    for place, each in enumerate(plan.brackets):
        if each.low is not None:
            yield f"from{place}"
        if each.high is not None:
            yield f"upto{place}"
            yield f"with{place}"


def quantiles(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """SQL over those results: the value with the rank of each quantile; NULL where no bracket has it."""
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
