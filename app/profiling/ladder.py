"""SQL that counts the values up to each of some rungs in one aggregate, which finds the rung of a value by halving.

Twenty comparisons of a float took DuckDB 1.5.5 four times as long, and every compared column has to be carried along
by each aggregate that has a FILTER.
"""

from collections.abc import Sequence
from typing import Final

from app.profiling.plans import ColumnPlan, on_scale
from app.profiling.relation import Kind

LADDER: Final = "ladder"
"""Name of the result: a map from each rung to how many values lie between it and the one below, itself included."""


def at(plan: ColumnPlan, value: str) -> str:
    """The rung of a value, given as text."""
    return on_scale(plan, plan.literal(value))


def below(plan: ColumnPlan, value: str) -> str:
    """The rung of the value just before; NULL where the type has none, and nothing lies below it then."""
    if plan.kind is Kind.WHOLE:
        return f"TRY_CAST('{int(value) - 1}' AS {plan.native})"
    rung = at(plan, value)
    return f"nextafter({rung}, CAST('-inf' AS DOUBLE))" if plan.is_on_doubles else f"{rung} - 1"


def counted(plan: ColumnPlan, rungs: Sequence[str]) -> str:
    """The aggregate. DuckDB sorts the rungs and adds one for what lies above all of them."""
    return f"histogram({plan.scale}, list_filter([{', '.join(rungs)}], lambda rung: rung IS NOT NULL))"


def up_to(ladder: str, rung: str) -> str:
    """How many values lie at the rung or below it, by the result of the aggregate."""
    steps = f"list_filter(map_entries({ladder}), lambda step: step.key <= {rung})"
    return f"coalesce(list_sum(list_transform({steps}, lambda step: step.value)), 0)"
