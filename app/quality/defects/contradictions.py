"""Cells of a row that cannot all be right: an end before its start, bounds the wrong way round, an age that is not the birth date's.

Rules are found, not asked for: one that nearly all rows obey and a few do not is one (approximate denial constraints: Chu,
Ilyas and Papotti, "Discovering denial constraints", PVLDB 6, 2013). Rows that other searches explain are left out.
"""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, TableLook
from app.quality.defects.sighting import Known, Sighting
from app.quality.defects.swaps import LOWER, UPPER

_FEWEST = 15
_YEAR_DAYS = 365.2425
_STARTS = frozenset(
    {
        "start",
        "begin",
        "from",
        "opened",
        "open",
        "created",
        "order",
        "ordered",
        "hire",
        "hired",
        "admission",
        "admitted",
        "birth",
        "checkin",
        "departure",
        "issue",
        "issued",
        "since",
        "signup",
        "registered",
        "reported",
        "pickup",
        "rental",
        "in",
    }
)
_ENDS = frozenset(
    {
        "end",
        "to",
        "until",
        "closed",
        "close",
        "updated",
        "shipped",
        "ship",
        "delivered",
        "delivery",
        "discharge",
        "discharged",
        "checkout",
        "arrival",
        "expiry",
        "expires",
        "finished",
        "completed",
        "resolved",
        "return",
        "returned",
        "termination",
        "terminated",
        "due",
        "paid",
        "payment",
        "dropoff",
        "death",
        "out",
        "last",
    }
)


def contradiction(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Pairs and triples of columns that contradict one another in a few rows."""
    yield from _order_of_dates(look, known)
    yield from _bounds(look, known)
    yield from _ages(look, known)


def _order_of_dates(look: TableLook, known: Known) -> Iterator[Sighting]:
    dated = [column for column in look if column.days is not None][:8]
    for first, second in permutations(dated, 2):
        named = not _STARTS.isdisjoint(first.words) and not _ENDS.isdisjoint(second.words)
        if first.days is None or second.days is None:
            continue
        gap = second.days - first.days
        both = np.isfinite(gap)
        wrong = gap < 0
        ordered = (
            both.sum() >= _FEWEST
            and (gap[both] >= 0).mean() >= 0.9
            and np.median(gap[both]) > 0
            and not _is_tail(gap[both])
        )
        if wrong.any() and (ordered or (named and both.sum() >= 8)) and wrong.sum() <= 0.15 * both.sum():
            yield from _told(
                known,
                (first, second),
                np.flatnonzero(wrong).tolist(),
                "the later date lies before the earlier one",
                0.8 if named else 0.62,
            )


def _is_tail(gap: Floats) -> bool:
    """Whether the wrong ones are where the right ones run out: a plane may leave later than it should have landed.

    They lie less below zero than half of what is usual above it, and as near above it there are a third as many: a tail
    thins out, what is wrong by other causes leaves a gap.
    """
    below = -gap[gap < 0]
    if not len(below):
        return False
    reach = float(np.median(below))
    near = int(((gap >= 0) & (gap <= reach)).sum())
    return reach < float(np.median(gap[gap >= 0])) / 2 and 3 * near >= len(below)


def _bounds(look: TableLook, known: Known) -> Iterator[Sighting]:
    """``min_x`` above ``max_x`` and the like."""
    numeric = [column for column in look if column.numbers is not None]
    for low, high in permutations(numeric, 2):
        is_pair = low.is_called(*LOWER) and high.is_called(*UPPER)
        if not is_pair or low.numbers is None or high.numbers is None:
            continue
        wrong = np.flatnonzero(low.numbers > high.numbers).tolist()
        if wrong and len(wrong) <= 0.15 * look.rows:
            yield from _told(known, (low, high), wrong, "the lower bound lies above the upper one", 0.85)


def _ages(look: TableLook, known: Known) -> Iterator[Sighting]:
    births = [
        c
        for c in look
        if c.days is not None and c.is_called("birth", "dob", "born", "birthdate", "geburtsdatum", "birthday")
    ]
    ages = [c for c in look if c.numbers is not None and c.is_called("age", "alter", "edad", "idade", "eta")]
    for born, age in ((b, a) for b in births for a in ages):
        if born.days is None or age.numbers is None:
            continue
        years = (look.today - born.days) / _YEAR_DAYS - age.numbers
        drift = np.nanmedian(years) if np.isfinite(years).any() else 0.0
        wrong = np.flatnonzero(np.abs(years - drift) > 1.6).tolist()
        if wrong and len(wrong) <= 0.15 * look.rows:
            yield from _told(known, (born, age), wrong, "the age is not that of the birth date", 0.8)


def _told(
    known: Known, columns: tuple[ColumnLook, ...], rows: list[int], reason: str, confidence: float
) -> Iterator[Sighting]:
    explained = frozenset[int]().union(*(known.rows(column.name) for column in columns))
    left = [row for row in rows if row not in explained]
    if len(left) > 0.25 * len(rows):
        ordered = sorted(columns, key=lambda c: c.column.position)
        yield Sighting(
            kind=DefectKind.CONTRADICTION,
            columns=tuple(c.name for c in ordered),
            rows=frozenset(left),
            confidence=confidence,
            reasons=(reason,),
        )
