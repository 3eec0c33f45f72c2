"""Whether a source counts as away, and who may find out whether it is back: the rules, without clock or store.

The circuit breaker of M. Nygard, *Release It!* (2007), chapter 5, with its half-open state as single probes. The
numbers are those of the promise: three failures within a minute, one probe per ten seconds, over all workers.

>>> circuit = failed(failed(failed(Circuit(), 0), 1), 2)
>>> circuit.away_since, may_try(circuit, 3), may_try(circuit, 12)
(2, False, True)
>>> may_try(tried(circuit, 12), 13), succeeded(circuit) == Circuit()
(False, True)
"""

from dataclasses import dataclass, replace

FAILURES = 3
"""So many in a row open the circuit."""

WINDOW_SECONDS = 60.0
"""All of them within this time."""

PROBE_SECONDS = 10.0
"""Between two tries of a source that is away."""

STALE_SECONDS = 300.0
"""Nobody has tried the source for this long, so what was known of it says nothing any more."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """What is known of a source; times in Unix seconds.

    Attributes:
        failures: moments of the latest failures in a row, at most ``FAILURES``, ascending.
        away_since: when the last of them opened the circuit; ``None`` while it is closed.
        tried_at: when somebody last tried a source that is away; ``None`` while the circuit is closed.
    """

    failures: tuple[float, ...] = ()
    away_since: float | None = None
    tried_at: float | None = None


def current(circuit: Circuit, now: float) -> Circuit:
    """The circuit without what is too old to count."""
    if circuit.tried_at is not None:
        return Circuit() if now - circuit.tried_at > STALE_SECONDS else circuit
    recent = tuple(moment for moment in circuit.failures if now - moment <= WINDOW_SECONDS)
    return replace(circuit, failures=recent)


def failed(circuit: Circuit, now: float) -> Circuit:
    """The circuit after the source was found unavailable; a failure while it is open changes nothing."""
    circuit = current(circuit, now)
    if circuit.away_since is not None:
        return circuit
    failures = (*circuit.failures, now)[-FAILURES:]
    if len(failures) < FAILURES:
        return Circuit(failures)
    return Circuit(failures, away_since=now, tried_at=now)


def succeeded(_: Circuit) -> Circuit:
    """The circuit after the source let somebody in."""
    return Circuit()


def may_try(circuit: Circuit, now: float) -> bool:
    """Whether the source may be tried: always while it is not away, else when the next probe is due."""
    tried_at = current(circuit, now).tried_at
    return tried_at is None or now - tried_at >= PROBE_SECONDS


def tried(circuit: Circuit, now: float) -> Circuit:
    """The circuit while somebody tries the source; of those who ask next, none may for ``PROBE_SECONDS``."""
    circuit = current(circuit, now)
    return circuit if circuit.away_since is None else replace(circuit, tried_at=now)
