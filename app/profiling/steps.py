"""SQL of the step of a ladder that a value stands on, found by halving, so that few comparisons of it are made."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What a value is below of, or not: ``below`` is an operator and SQL of a value, e.g. ``<= 3``.

    Attributes:
        from_bracket: whether what lies between the edge before this one and this one is to be kept.
    """

    below: str
    from_bracket: bool


def step_of(name: str, edges: Sequence[Edge], *, last_is_kept: bool) -> str:
    """Twice the number of edges that the value is not below of, and 1 more where it is to be kept.

    >>> step_of("c", [Edge(below="< 2", from_bracket=True)], last_is_kept=False)
    'CASE WHEN c < 2 THEN 1 ELSE 2 END'
    """
    kept = [*(each.from_bracket for each in edges), last_is_kept]
    return _between(name, edges, [2 * place + one for place, one in enumerate(kept)])


def _between(name: str, edges: Sequence[Edge], steps: Sequence[int]) -> str:
    if not edges:
        return str(steps[0])
    middle = len(edges) // 2
    lower = _between(name, edges[:middle], steps[: middle + 1])
    upper = _between(name, edges[middle + 1 :], steps[middle + 1 :])
    return f"CASE WHEN {name} {edges[middle].below} THEN {lower} ELSE {upper} END"
