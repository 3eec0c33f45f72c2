"""What rules say to the score: rows that they speak against, of those they looked at."""

from collections.abc import Iterable, Iterator

from app.model.measurements import Dimension
from app.model.rules import RuleResult, RuleStatus
from app.quality.scoring.parts import Loss, ScorePart, part

_CHECKED = frozenset({RuleStatus.PASSED, RuleStatus.FAILED})
_MEASURED_ANYWAY = frozenset({"not_null"})
"""NULLs are counted for every column; a rule against them would count them twice."""


def rule_parts(results: Iterable[RuleResult], rows: int | None) -> Iterator[ScorePart]:
    """A part per rule that was checked; ``rows`` of the table stand behind a rule that compares one number.

    Failing rows count whether or not the rule tolerates them. Of accuracy nothing is said: that takes a reference.
    """
    for result in results:
        rule = result.rule
        if (
            result.status not in _CHECKED
            or rule.kind in _MEASURED_ANYWAY
            or result.dimension is Dimension.ACCURACY
        ):
            continue
        total = float(result.checked or 0) if result.failing is not None else float(rows or 0)
        failing = result.failing
        lost = float(failing) if failing is not None else total if result.status is RuleStatus.FAILED else 0.0
        if total > 0:
            loss = Loss(source=f"rule {rule.id}", count=min(lost, total), exact=result.exact)
            yield part(result.dimension, rule.columns, total, [loss], exact=result.exact)
