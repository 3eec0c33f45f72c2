"""The whole local stack for a test: ``main.py`` as a process, real Temporal and daprd, free ports, own folder."""

import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.local.process import child_setup

ROOT = Path(__file__).resolve().parents[2]

READY_SECONDS = 900
"""The first start of a machine may have to build Temporal and daprd."""

END_SECONDS = 20
"""Promised: Ctrl-C ends everything within this time."""

STAND_IN = {
    "ATLAN_APP_MODULE": "tests.support.standin_app:StandIn",
    "ATLAN_HANDLER_MODULE": "tests.support.standin_app:StandInHandler",
}
"""Environment that runs a tiny application in place of ours."""

_POLL_SECONDS = 0.1


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Stack:
    """A supervisor and its children; every method acts on the real processes."""

    home: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] = field(init=False)
    first: dict[str, Any] = field(init=False, default_factory=dict[str, Any])

    def start(self) -> None:
        """Starts ``main.py`` and waits until every child answers."""
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Starts ``main.py`` and returns at once."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self.output_file.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, str(ROOT / "main.py")],
                cwd=ROOT,
                env={**os.environ, **self.environment, "SOURCESENSE_HOME": str(self.home)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=child_setup(signal.SIGTERM),  # noqa: PLW1509 - a killed test run leaves nothing behind
            )

    def wait_ready(self, timeout_seconds: float = READY_SECONDS) -> None:
        """Returns when every child answers.

        Raises:
            AssertionError: the supervisor ended, or it takes too long; its output is in the text.
        """
        self.wait_until(lambda: bool(self.state().get("ready")), "ready", timeout_seconds)
        self.first = self.first or self.state()

    def wait_until(self, condition: Any, what: str, timeout_seconds: float = 60) -> None:
        """Polls until the condition holds while the supervisor lives."""
        deadline = time.monotonic() + timeout_seconds
        while not condition():
            assert self.process.poll() is None, f"the stack ended:\n{self.output()}"
            assert time.monotonic() < deadline, f"not {what} after {timeout_seconds} s:\n{self.output()}"
            time.sleep(_POLL_SECONDS)

    def state(self) -> dict[str, Any]:
        """What ``stack.json`` says now; empty while there is none."""
        try:
            content: dict[str, Any] = json.loads((self.home / "stack.json").read_text())
        except FileNotFoundError:
            return {}
        return content

    @property
    def web(self) -> str:
        """Address of the web page."""
        return str(self.state()["web"])

    @property
    def temporal(self) -> str:
        """Host and port of Temporal."""
        return str(self.state()["temporal"])

    @property
    def pids(self) -> dict[str, int]:
        """Process ids of the children by name."""
        return dict(self.state().get("pids", {}))

    @property
    def output_file(self) -> Path:
        """What the supervisor printed."""
        return self.home / "output.txt"

    def output(self) -> str:
        """The same as text."""
        return self.output_file.read_text() if self.output_file.exists() else ""

    def logs(self) -> dict[str, str]:
        """The log of each child by name."""
        return {log.stem: log.read_text(errors="replace") for log in (self.home / "logs").glob("*.log")}

    def client(self) -> httpx.Client:
        """An HTTP client for the web server."""
        return httpx.Client(base_url=self.web, timeout=10, trust_env=False)

    def kill(self, child: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Sends a signal to a child; gives the process id it had."""
        process_id = self.pids[child]
        os.kill(process_id, number)
        return process_id

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ends the stack like Ctrl-C does; gives the exit code.

        Raises:
            subprocess.TimeoutExpired: it takes longer than promised.
        """
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(END_SECONDS)

    def restart(self) -> None:
        """Stops everything and starts it again on the same data."""
        self.stop()
        self.start()


@contextmanager
def start_stack(home: Path, workers: int = 1, env: Mapping[str, str] | None = None) -> Generator[Stack]:
    """The whole stack, ready, on free ports; ended at the end whatever happens."""
    ports = ("SOURCESENSE_PORT", "SOURCESENSE_TEMPORAL_PORT", "SOURCESENSE_TEMPORAL_UI_PORT")
    environment = {
        "SOURCESENSE_DEMO": "0",
        "SOURCESENSE_WORKERS": str(workers),
        **{name: str(free_port()) for name in ports},
        **(env or {}),
    }
    stack = Stack(home, environment)
    try:
        stack.start()
        yield stack
    finally:
        end(stack)


SHARED_BREAKER_WAIT_SECONDS = 30
"""How long runs of the shared stack wait for a source that is away; a quarter of an hour would outlast every test."""


@pytest.fixture(scope="session")
def shared_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One stack for all tests that only use it: none of them may end, kill or reconfigure it."""
    environment = {"SOURCESENSE_BREAKER_WAIT_SECONDS": str(SHARED_BREAKER_WAIT_SECONDS)}
    with start_stack(tmp_path_factory.mktemp("stack"), env=environment) as running:
        yield running


def end(stack: Stack) -> None:
    """Ends a stack by force if it does not end by itself."""
    try:
        stack.stop()
    except subprocess.TimeoutExpired:
        stack.process.kill()
        stack.process.wait()


def is_alive(process_id: int) -> bool:
    """Whether a process runs; one that ended and was not collected yet does not."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def listening_addresses(process_ids: set[int]) -> set[str]:
    """IPv4 and IPv6 addresses these processes listen on for TCP or receive UDP on, without the port.

    Read from /proc/net (proc_net_tcp.txt of the kernel's documentation): address as hexadecimal words in the
    machine's byte order, state 0A = listening, and the inode that the process's descriptor names.
    """
    ours = {inode for process_id in process_ids for inode in _socket_inodes(process_id)}
    found: set[str] = set()
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == state and fields[9] in ours:
                found.add(_address(fields[1].partition(":")[0]))
    return found


def _socket_inodes(process_id: int) -> set[str]:
    links = [str(link.readlink()) for link in Path(f"/proc/{process_id}/fd").iterdir()]
    return {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}


def _address(words: str) -> str:
    raw = b"".join(bytes.fromhex(words[at : at + 8])[::-1] for at in range(0, len(words), 8))
    return str(ipaddress.ip_address(raw))
