"""The circuit breaker of each source: one record that all workers share, so that together they spare it.

Every change is a compare-and-swap of that record, so of two workers that ask at the moment a probe is due, the
store decides who gets it. As with leases, clocks are expected to be synchronised.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.results.agreed import AgreedRecords
from app.results.circuit import Circuit, current, failed, may_try, succeeded, tried
from app.results.store import StateStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What somebody is told who wants to reach the source.

    Attributes:
        granted: whether to try now. While the source is away this is the one probe of its ten seconds.
        away_since: since when the source is away; ``None`` while it is not.
        away_seconds: how long that is by now; 0 while it is not.
    """

    granted: bool
    away_since: datetime | None = None
    away_seconds: float = 0.0


class Breaker:
    """The breakers of all sources by their id.

    Every method raises ``StoreUnavailableError`` when the store does not answer, and ``StaleRecordError`` when
    others kept getting in between.
    """

    def __init__(self, store: StateStore, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._circuits = AgreedRecords(store, Circuit, Circuit())
        self._clock = clock

    async def ask(self, source_id: str) -> Permission:
        """Whether the source may be tried; who is granted a probe has taken it from everybody else."""
        answer = Permission(granted=False)

        def asked(circuit: Circuit) -> Circuit:
            nonlocal answer
            now = self._now()
            granted = may_try(circuit, now)
            asked_for = tried(circuit, now) if granted else circuit
            answer = _permission(asked_for, now, granted=granted)
            return asked_for

        await self._circuits.change(_key(source_id), asked)
        return answer

    async def failed(self, source_id: str) -> None:
        """Note that the source was found unavailable."""
        await self._change(source_id, failed)

    async def succeeded(self, source_id: str) -> None:
        """Note that the source let us in; writes nothing where nothing else was known."""
        await self._change(source_id, lambda circuit, _: succeeded(circuit))

    async def away_since(self, source_id: str) -> datetime | None:
        """Since when the source is away; ``None`` while it is not."""
        circuit = await self._circuits.read(_key(source_id))
        return _moment(current(circuit, self._now()).away_since)

    async def _change(self, source_id: str, change: Callable[[Circuit, float], Circuit]) -> None:
        await self._circuits.change(_key(source_id), lambda circuit: change(circuit, self._now()))

    def _now(self) -> float:
        return self._clock().timestamp()


def _permission(circuit: Circuit, now: float, *, granted: bool) -> Permission:
    since = circuit.away_since
    return Permission(
        granted=granted, away_since=_moment(since), away_seconds=0.0 if since is None else now - since
    )


def _moment(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)


def _key(source_id: str) -> str:
    return f"breaker.{source_id}"
