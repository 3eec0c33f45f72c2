"""A real daprd with SQLite state and a secrets file, on free loopback ports, in a folder of its own."""

import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from app.local.binaries import search
from app.local.programs import DAPRD
from tests.support.skips import missing

READY_SECONDS = 20.0

SQLITE = """apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {{name: statestore}}
spec:
  type: state.sqlite
  version: v1
  metadata:
    - {{name: connectionString, value: "file:{folder}/state.db?_pragma=secure_delete(1)"}}
    - {{name: keyPrefix, value: name}}
"""

POSTGRESQL = """apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {{name: statestore}}
spec:
  type: state.postgresql
  version: v2
  metadata:
    - {{name: connectionString, value: "{postgresql}"}}
    - {{name: keyPrefix, value: name}}
"""

SECRETS = """apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {{name: secretstore}}
spec:
  type: secretstores.local.file
  version: v1
  metadata:
    - {{name: secretsFile, value: "{folder}/secrets.json"}}
"""


def daprd_path() -> Path:
    """The daprd to test with; skips the test, or fails it where every test is required, without one."""
    found = search(DAPRD).binary
    if found is None:
        missing("daprd", "set DAPRD_PATH, or run `make run` once, which obtains it")
    return found.path


@dataclass(slots=True, kw_only=True)
class Daprd:
    """One daprd; ``start`` and ``kill`` may alternate, state and ports stay the same."""

    folder: Path
    http_port: int
    grpc_port: int
    internal_port: int
    metrics_port: int
    process: subprocess.Popen[bytes] | None = None

    @classmethod
    def prepared(cls, folder: Path, *, secrets: str = "{}", postgresql: str | None = None) -> "Daprd":
        """Written components and chosen ports, nothing started; state in SQLite unless PostgreSQL is named."""
        state = SQLITE if postgresql is None else POSTGRESQL
        components = folder / "components"
        components.mkdir(parents=True)
        (components / "statestore.yaml").write_text(state.format(folder=folder, postgresql=postgresql))
        (components / "secretstore.yaml").write_text(SECRETS.format(folder=folder))
        (folder / "secrets.json").write_text(secrets)
        http, grpc, internal, metrics = _free_ports(4)
        return cls(
            folder=folder, http_port=http, grpc_port=grpc, internal_port=internal, metrics_port=metrics
        )

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs to find this daprd."""
        return {"DAPR_HTTP_PORT": str(self.http_port), "DAPR_GRPC_PORT": str(self.grpc_port)}

    @property
    def state_file(self) -> Path:
        """The SQLite file that holds the records."""
        return self.folder / "state.db"

    def start(self) -> None:
        """Start it and wait until it is healthy."""
        with (self.folder / "daprd.log").open("ab") as log:
            self.process = subprocess.Popen(self._command(), stdout=log, stderr=log)  # noqa: S603 - our own daprd
        deadline = time.monotonic() + READY_SECONDS
        while not self._healthy():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise AssertionError((self.folder / "daprd.log").read_text()[-2000:])
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """End it as the supervisor does."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    @contextmanager
    def stopped(self) -> Generator[None]:
        """Let it hang: its sockets still accept, nothing answers."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def _command(self) -> list[str]:
        ports = {
            "--dapr-http-port": self.http_port,
            "--dapr-grpc-port": self.grpc_port,
            "--dapr-internal-grpc-port": self.internal_port,
            "--metrics-port": self.metrics_port,
        }
        loopback = (
            "--dapr-listen-addresses",
            "--dapr-internal-grpc-listen-address",
            "--metrics-listen-address",
        )
        return [
            str(daprd_path()), "--app-id", "sourcesense-test", "--log-level", "warn",
            "--resources-path", str(self.folder / "components"), "--max-body-size", "16Mi",
            *[word for option, port in ports.items() for word in (option, str(port))],
            *[word for option in loopback for word in (option, "127.0.0.1")],
        ]  # fmt: skip

    def _healthy(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.http_port}/v1.0/healthz/outbound", timeout=1) as answer:
                return 200 <= answer.status < 300
        except (URLError, OSError):
            return False


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
