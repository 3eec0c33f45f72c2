"""What the other columns of the table say: a city beside a postcode, a last name beside a first name."""

from collections.abc import Sequence

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import Scored
from app.model.findings import Part

_SURE = 2.0
_FIRST, _FURTHER, _MOST_FURTHER = 1.0, 0.5, 2


def with_neighbours(catalogue: Catalogue, columns: Sequence[Sequence[Scored]]) -> list[list[Scored]]:
    """The same scores, each with a part for the families its neighbours surely belong to.

    Sureness is judged before any neighbour spoke, so two doubtful columns cannot talk each other into it.
    """
    families = [_sure_family(catalogue, scored) for scored in columns]
    return [
        [s.with_part(_part(catalogue, s, families[:i] + families[i + 1 :])) for s in scored]
        for i, scored in enumerate(columns)
    ]


def _sure_family(catalogue: Catalogue, scored: Sequence[Scored]) -> str | None:
    best = max(scored, key=lambda s: s.log_odds, default=None)
    return catalogue.types[best.type_id].family if best is not None and best.log_odds >= _SURE else None


def _part(catalogue: Catalogue, scored: Scored, others: Sequence[str | None]) -> Part | None:
    beside = sorted(catalogue.types[scored.type_id].near & {f for f in others if f})
    if not beside:
        return None
    weight = _FIRST + _FURTHER * min(len(beside) - 1, _MOST_FURTHER)
    return Part(name="neighbours", log_odds=weight, detail=f"beside {', '.join(beside)}")
