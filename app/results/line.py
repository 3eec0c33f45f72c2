"""Who holds a place and who waits for one: the rules of a lease, without clock or store.

>>> line = taken(Line(), "a", capacity=1, now=0, seconds=60)
>>> line = taken(line, "b", capacity=1, now=1, seconds=60)
>>> position(line, "a"), position(line, "b")
(0, 1)
>>> position(taken(without(line, "a"), "b", capacity=1, now=2, seconds=60), "b")
0
"""

from dataclasses import dataclass

PATIENCE_SECONDS = 30.0
"""A waiter that has not asked for this long has gone away."""

_REFRESH_SECONDS = PATIENCE_SECONDS / 3
"""How old a waiter's last question may get before asking again is worth a write."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place, good until a moment in Unix seconds unless it is renewed."""

    owner: str
    until: float


@dataclass(frozen=True, slots=True)
class Line:
    """Everybody at one lease; both in the order they came in."""

    holders: tuple[Place, ...] = ()
    waiters: tuple[Place, ...] = ()


def current(line: Line, now: float) -> Line:
    """The line without those whose place has ended."""
    return Line(
        tuple(place for place in line.holders if place.until > now),
        tuple(place for place in line.waiters if place.until > now),
    )


def taken(line: Line, owner: str, *, capacity: int, now: float, seconds: float) -> Line:
    """The line after ``owner`` asked: holding a place if one is free for it, else waiting.

    With n places free, the first n waiters may have one, whoever of them asks first: a waiter that is slow to
    ask delays nobody, and none overtakes another for whom there is room.
    """
    line = current(line, now)
    if _index(line.holders, owner) is not None:
        return renewed(line, owner, now=now, seconds=seconds)
    waiters = _asked(line.waiters, owner, now)
    ahead = [place.owner for place in waiters].index(owner)
    if ahead < capacity - len(line.holders):
        return Line((*line.holders, Place(owner, now + seconds)), _removed(waiters, owner))
    return Line(line.holders, waiters)


def renewed(line: Line, owner: str, *, now: float, seconds: float) -> Line:
    """The line with the owner's hold prolonged; it stays without the owner whose hold has ended."""
    line = current(line, now)
    prolonged = Place(owner, now + seconds)
    return Line(
        tuple(prolonged if place.owner == owner else place for place in line.holders),
        line.waiters,
    )


def without(line: Line, owner: str) -> Line:
    """The line after the owner left it."""
    return Line(_removed(line.holders, owner), _removed(line.waiters, owner))


def position(line: Line, owner: str) -> int | None:
    """0 for a holder, the 1-based place in the queue for a waiter, ``None`` for anybody else."""
    if _index(line.holders, owner) is not None:
        return 0
    waiting = _index(line.waiters, owner)
    return None if waiting is None else waiting + 1


def _asked(waiters: tuple[Place, ...], owner: str, now: float) -> tuple[Place, ...]:
    fresh = Place(owner, now + PATIENCE_SECONDS)
    index = _index(waiters, owner)
    if index is None:
        return (*waiters, fresh)
    if fresh.until - waiters[index].until < _REFRESH_SECONDS:
        return waiters
    return (*waiters[:index], fresh, *waiters[index + 1 :])


def _index(places: tuple[Place, ...], owner: str) -> int | None:
    return next((index for index, place in enumerate(places) if place.owner == owner), None)


def _removed(places: tuple[Place, ...], owner: str) -> tuple[Place, ...]:
    return tuple(place for place in places if place.owner != owner)
