"""One supervised process: how it starts, whether it answers, when it is started again, how it ends."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.local.process import child_setup
from app.local.programs import REPOSITORY

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
SETTLED_SECONDS = 60.0
"""After this long without a failure, earlier failures are forgotten."""

LOG_LIMIT_BYTES = 10 << 20
_TAIL_BYTES = 16 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to run one child.

    Attributes:
        name: what messages and logs call it.
        doors: its ports by name; when one is lost before it answers, all of them are chosen anew.
        command: gives the command line; called at every start because ports may have moved.
        environment: gives the whole environment, likewise.
        answers: whether it serves.
    """

    name: str
    doors: tuple[str, ...]
    command: Callable[[], list[str]]
    environment: Callable[[], Mapping[str, str]]
    answers: Callable[[], bool]


@dataclass(slots=True)
class Child:
    """A child and its history of failures."""

    plan: Plan
    log: Path
    lock_descriptor: int
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    ready: bool = False
    start_again_at: float | None = field(default=None)

    def start(self) -> None:
        """Starts it in a session of its own; call from the main thread (the death signal is tied to it)."""
        rotate(self.log)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line
                self.plan.command(),
                cwd=REPOSITORY,
                env=dict(self.plan.environment()),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C of the terminal reaches only the supervisor
                preexec_fn=child_setup(signal.SIGTERM),  # noqa: PLW1509 - no thread runs in this process
                pass_fds=(self.lock_descriptor,),  # the data folder stays locked until the last child is gone
            )
        self.started_at = time.monotonic()
        self.start_again_at = None
        self.ready = False

    def has_ended(self) -> bool:
        """Whether it ran and is gone."""
        return self.process is not None and self.process.poll() is not None

    def check_ready(self) -> bool:
        """Whether it has answered since it was started."""
        if not self.ready and self.process is not None and self.process.poll() is None:
            self.ready = self.plan.answers()
        return self.ready

    def plan_restart(self) -> float:
        """Notes that it died; gives the pause in seconds, doubled with every failure in a row."""
        self.sweep()
        if time.monotonic() - self.started_at > SETTLED_SECONDS:
            self.failures = 0
        pause = min(FIRST_PAUSE_SECONDS * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.failures += 1
        self.start_again_at = time.monotonic() + pause
        self.ready = False
        return pause

    def is_due(self) -> bool:
        """Whether the pause before its next start is over."""
        return self.start_again_at is not None and time.monotonic() >= self.start_again_at

    def ending(self) -> str:
        """How it ended, in words."""
        code = self.process.returncode if self.process else None
        if code is None:
            return "did not start"
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def ask_to_end(self) -> None:
        """Sends SIGTERM, if it runs."""
        self.start_again_at = None
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def sweep(self) -> None:
        """Kills what is left of its process group: itself and processes it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def tail(self, lines: int = 8) -> str:
        """The end of its log."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - _TAIL_BYTES))
                text = file.read().decode(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])


def rotate(log: Path) -> None:
    """Keeps a log that grew past its limit as ``<name>.1`` and empties it in place.

    The child keeps writing to the same file in append mode, so it need not know.
    """
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.with_name(f"{log.name}.1").write_bytes(log.read_bytes())
        os.truncate(log, 0)
