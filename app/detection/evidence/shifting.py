"""Names of a table that stand one column off, as a missing or doubled separator in its first line leaves them."""

from collections.abc import Sequence
from dataclasses import replace

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import Scored
from app.detection.names.headers import HeaderEvidence
from app.model.findings import Part

_SURE_BY_VALUES, _TOLD = 1.0, 4.0
_FEWEST = 2
_NOTHING = HeaderEvidence({}, {}, None)


def shift_of(
    catalogue: Catalogue, headers: Sequence[HeaderEvidence], columns: Sequence[Sequence[Scored]]
) -> int:
    """How many columns to the right of its name the values of each stand: 1, -1, or 0 where the names are in place.

    Two columns at least have to contradict their names and fit the next ones, and more fit those than their own.
    """
    told = [_told(catalogue, header) for header in headers]
    shown = [_shown(catalogue, scored) for scored in columns]
    contradicted = sum(bool(t and s and s not in t) for t, s in zip(told, shown, strict=True))
    if contradicted < _FEWEST:
        return 0
    in_place = _agreeing(told, shown)
    agreeing = {1: _agreeing(told, shown[1:]), -1: _agreeing(told[1:], shown)}
    best = max(agreeing, key=lambda shift: agreeing[shift])
    return best if agreeing[best] >= _FEWEST and agreeing[best] > in_place + 1 else 0


def shifted(headers: Sequence[HeaderEvidence], shift: int) -> list[HeaderEvidence]:
    """Per column the evidence of the name that belongs to it, nothing where none does."""
    count = len(headers)
    return [
        _moved(headers[place - shift]) if 0 <= place - shift < count else _NOTHING for place in range(count)
    ]


def _moved(header: HeaderEvidence) -> HeaderEvidence:
    return replace(header, named={type_id: _elsewhere(part) for type_id, part in header.named.items()})


def _elsewhere(part: Part) -> Part:
    return replace(part, detail=f"{part.detail}; the names of this table stand one column off")


def _agreeing(told: Sequence[frozenset[str]], shown: Sequence[str | None]) -> int:
    return sum(s in t for t, s in zip(told, shown, strict=False) if s)


def _told(catalogue: Catalogue, header: HeaderEvidence) -> frozenset[str]:
    """Families that the name tells."""
    return frozenset(catalogue.types[t].family for t, part in header.named.items() if part.log_odds >= _TOLD)


def _shown(catalogue: Catalogue, scored: Sequence[Scored]) -> str | None:
    """The family that the values tell without the name."""
    best = max(scored, key=_without_name, default=None)
    if best is None or _without_name(best) < _SURE_BY_VALUES:
        return None
    return catalogue.types[best.type_id].family


def _without_name(scored: Scored) -> float:
    return sum(part.log_odds for part in scored.parts if part.name != "column name")
