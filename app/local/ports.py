"""Ports of the stack: the usual ones, free ones where those are taken, and never another than was asked for."""

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.local.failure import StartError

LOOPBACK = "127.0.0.1"

_HIGHEST_PORT = 65535
_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Door:
    """A port people may want to know in advance."""

    variable: str
    usual: int


DOORS: Mapping[str, Door] = {
    "web": Door("SOURCESENSE_PORT", 8000),
    "temporal": Door("SOURCESENSE_TEMPORAL_PORT", 7233),
    "temporal_ui": Door("SOURCESENSE_TEMPORAL_UI_PORT", 8233),
    "dapr_http": Door("SOURCESENSE_DAPR_HTTP_PORT", 3500),
    "dapr_grpc": Door("SOURCESENSE_DAPR_GRPC_PORT", 50001),
}
"""Every other port is whatever is free."""


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen on that port now."""
    with socket.socket() as probe:
        # Without this, connections of an earlier start that linger in TIME_WAIT would read as "taken".
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@dataclass(slots=True)
class Ports:
    """The port of each door, chosen once and kept until it is lost to somebody else.

    Attributes:
        asked: ports the user fixed by variable, by door.
        chosen: the port of each door so far.
    """

    asked: Mapping[str, int] = field(default_factory=dict[str, int])
    chosen: dict[str, int] = field(default_factory=dict[str, int])

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Ports":
        """Reads which ports were asked for.

        Raises:
            StartError: a variable does not hold a port number.
        """
        set_doors = {name: door for name, door in DOORS.items() if environment.get(door.variable)}
        return cls(
            {name: _number(door.variable, environment[door.variable]) for name, door in set_doors.items()}
        )

    def of(self, name: str) -> int:
        """The port of a door; the first call chooses it.

        Raises:
            StartError: the port was asked for and is taken.
        """
        if name not in self.chosen:
            self.chosen[name] = self._choose(name)
        return self.chosen[name]

    def move(self, names: Iterable[str]) -> None:
        """Forgets ports that somebody else took between choosing and listening; the next call chooses anew."""
        for name in names:
            self.chosen.pop(name, None)

    def every(self) -> tuple[int, ...]:
        """All ports chosen so far, ascending."""
        return tuple(sorted(self.chosen.values()))

    def _choose(self, name: str) -> int:
        if name in self.asked:
            return self._asked_for(name)
        taken = {*self.chosen.values(), *self.asked.values()}
        usual = DOORS[name].usual if name in DOORS else None
        if usual is not None and usual not in taken and is_free(usual):
            return usual
        for _ in range(_ATTEMPTS):
            port = _any_free()
            if port not in taken:
                return port
        raise StartError("this machine has no free port left")

    def _asked_for(self, name: str) -> int:
        port = self.asked[name]
        if not is_free(port):
            variable = DOORS[name].variable
            raise StartError(
                f"port {port} was asked for ({variable}) and is taken by another program",
                f"end that program, or unset {variable} to get a free port",
            )
        return port


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind(("", 0))  # on every address: the SDK's health server of a worker listens on all of them
        return int(probe.getsockname()[1])


def _number(variable: str, text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= _HIGHEST_PORT:
        return int(text)
    raise StartError(f"{variable} must be a port number, not “{text}”", f"unset {variable}")
