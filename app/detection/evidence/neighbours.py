"""What the other columns of the table say: a city beside a postcode, a last name beside a first name."""

from collections import Counter
from collections.abc import Sequence

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import Scored
from app.model.findings import Part

_SURE = 2.0
_FIRST, _FURTHER, _MOST_FURTHER, _ADJACENT = 1.0, 0.5, 2, 0.5


def with_neighbours(catalogue: Catalogue, columns: Sequence[Sequence[Scored]]) -> list[list[Scored]]:
    """The same scores, each with a part for the families its neighbours surely belong to.

    Sureness is judged before any neighbour spoke, so two doubtful columns cannot talk each other into it.
    """
    families = [_sure_family(catalogue, scored) for scored in columns]
    counts = Counter(family for family in families if family)
    # By the family of the column itself, which is its own neighbour only where another column has it too.
    others = {own: frozenset(f for f, n in counts.items() if n > (f == own)) for own in {*families}}
    adjacent = zip([None, *families[:-1]], [*families[1:], None], strict=True)
    return [
        [s.with_part(_part(catalogue, s, others[own], beside)) for s in scored]
        for own, beside, scored in zip(families, adjacent, columns, strict=True)
    ]


def _sure_family(catalogue: Catalogue, scored: Sequence[Scored]) -> str | None:
    best = max(scored, key=lambda s: s.log_odds, default=None)
    return catalogue.types[best.type_id].family if best is not None and best.log_odds >= _SURE else None


def _part(
    catalogue: Catalogue, scored: Scored, others: frozenset[str], adjacent: tuple[str | None, str | None]
) -> Part | None:
    near = catalogue.types[scored.type_id].near
    known = sorted(near & others)
    if not known:
        return None
    weight = (
        _FIRST + _FURTHER * min(len(known) - 1, _MOST_FURTHER) + _ADJACENT * bool(near.intersection(adjacent))
    )
    return Part(name="neighbours", log_odds=weight, detail=f"in a table with {', '.join(known)}")
