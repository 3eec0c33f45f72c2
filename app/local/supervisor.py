"""Starts the four children, keeps them running, says what happens, and ends them all."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Generator, Mapping, Sequence

from app.local import lock, plans, probes, stack_file
from app.local.binaries import Say, obtain
from app.local.children import Child, rotate
from app.local.failure import StartError
from app.local.home import Home, prepare
from app.local.plans import Stack
from app.local.ports import Ports
from app.local.process import child_setup
from app.local.programs import PROGRAMS
from app.networks import parse_rules

START_TIMEOUT_SECONDS = 60
TRIES = 3
"""How often a child that dies before it answers is tried, on other ports each time."""

END_SECONDS = {"application": 11.0, "servers": 4.0}
"""Patience after SIGTERM before SIGKILL; together below the promised 20 s."""

TELL_EVERY_FAILURES = 3

_POLL_SECONDS = 0.1
_HOUSEKEEPING_SECONDS = 30


class Supervisor:
    """The local stack while it runs."""

    def __init__(self, stack: Stack, lock_descriptor: int, say: Say) -> None:
        self._stack = stack
        self._say = say
        self._servers, self._application = (
            [Child(plan, stack.home.logs / f"{plan.name}.log", lock_descriptor) for plan in group]
            for group in plans.all_plans(stack)
        )
        for child in self._children:
            for door in child.plan.doors:  # all chosen before the first start, which tells every port of ours
                stack.ports.of(door)
        self._versions: dict[str, str] = {}
        self._first_run: subprocess.Popen[bytes] | None = None
        self._began = time.monotonic()
        self._announced = False

    @property
    def _children(self) -> list[Child]:
        return [*self._servers, *self._application]

    def run(self, *, demo: bool) -> None:
        """Starts everything and watches it until the process is told to end.

        Raises:
            StartError: a child does not start; the end of its log is in the text.
        """
        try:
            self._bring_up(self._servers)
            self._read_versions()
            self._write()  # with all ports of the servers, before anything can be asked to connect to one
            for child in self._application:  # both at once: they load on two cores
                child.start()
            self._bring_up(self._application[:1])
            self._announce()
            self._watch(demo=demo)
        finally:
            self._end()

    def _bring_up(self, group: Sequence[Child]) -> None:
        """Starts what does not run yet and waits until all of the group answer."""
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        for child in group:
            if child.process is None:
                child.start()
        while not all([child.check_ready() for child in group]):  # noqa: C419 - ask every one, do not stop at the first
            for child in group:
                if child.has_ended():
                    self._retry_elsewhere(child)
            if time.monotonic() > deadline:
                slow = next(child for child in group if not child.ready)
                raise StartError(
                    f"{slow.plan.name} runs but does not answer within {START_TIMEOUT_SECONDS} s",
                    f"see {slow.log}",
                )
            time.sleep(_POLL_SECONDS / 2)

    def _retry_elsewhere(self, child: Child) -> None:
        """A child that dies before it answers may have lost a port to another program: try other ports."""
        child.failures += 1
        if child.failures >= TRIES:
            raise StartError(f"{child.plan.name} does not start ({child.ending()}):\n{child.tail()}")
        self._say(f"  {child.plan.name} ended before it answered ({child.ending()}): trying other ports")
        child.sweep()
        self._stack.ports.move(child.plan.doors)
        child.start()

    def _read_versions(self) -> None:
        ports = self._stack.ports
        self._versions = {
            "temporal": probes.temporal_version(ports.of("temporal_ui")) or "?",
            "daprd": probes.daprd_version(ports.of("dapr_http")) or "?",
        }

    def _announce(self) -> None:
        stack = self._stack
        self._write()
        self._say(
            f"  Temporal server {self._versions['temporal']} and daprd {self._versions['daprd']} answer"
        )
        self._say("")
        self._say(f"  Web          {stack.web}")
        self._say(f"  REST         {stack.web}/api/v1  (description: {stack.web}/api/v1/openapi.json)")
        self._say(f"  Temporal UI  {stack.temporal_ui}")
        self._say(f"  Data         {stack.home.root}")
        self._say("")
        self._say(
            f"  The page answers after {self._seconds():.1f} s; the worker still loads. Ctrl-C ends everything."
        )

    def _watch(self, *, demo: bool) -> None:
        housekeeping_at = time.monotonic() + _HOUSEKEEPING_SECONDS
        while True:
            if any([self._look_after(child) for child in self._children]):  # noqa: C419 - look after every one
                self._write()
            if not self._announced and all(child.ready for child in self._children):
                self._announced = True
                self._say(f"  Everything is ready after {self._seconds():.1f} s.")
                if demo:
                    self._start_first_run()
            self._look_after_first_run()
            if time.monotonic() > housekeeping_at:
                housekeeping_at = time.monotonic() + _HOUSEKEEPING_SECONDS
                for child in self._children:
                    rotate(child.log)
            time.sleep(_POLL_SECONDS)

    def _look_after(self, child: Child) -> bool:
        """Starts a child that died; gives whether anything changed."""
        if child.start_again_at is None and child.has_ended():
            pause = child.plan_restart()
            self._tell_death(child, pause)
            return True
        if child.is_due():
            child.start()
            return True
        was_ready = child.ready
        if not was_ready and child.check_ready() and child.failures:
            self._say(f"  {child.plan.name} answers again")
        return child.ready != was_ready

    def _tell_death(self, child: Child, pause: float) -> None:
        self._say(f"  {child.plan.name} ended ({child.ending()}): starting it again in {pause:.1f} s")
        if child.failures % TELL_EVERY_FAILURES == 0:
            self._say(f"  {child.plan.name} keeps ending; the last lines of {child.log}:")
            self._say(_indented(child.tail()))

    def _start_first_run(self) -> None:
        self._first_run = subprocess.Popen(  # noqa: S603 - our own command line
            plans.first_run_command(),
            env=plans.application_environment(self._stack),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=child_setup(signal.SIGTERM),  # noqa: PLW1509 - no thread runs in this process
        )

    def _look_after_first_run(self) -> None:
        if self._first_run is not None and self._first_run.poll() is not None:
            if self._first_run.returncode != 0:
                self._say(f"  The demo scan ended with exit code {self._first_run.returncode}.")
            self._first_run = None

    def _write(self) -> None:
        stack_file.write(self._stack, self._children, self._versions)

    def _end(self) -> None:
        """Server and workers first, while what they need still answers; then the rest."""
        if self._first_run is not None and self._first_run.poll() is None:
            self._first_run.terminate()
        _end_all(self._application, END_SECONDS["application"])
        _end_all(self._servers, END_SECONDS["servers"])
        stack_file.remove(self._stack)

    def _seconds(self) -> float:
        return time.monotonic() - self._began


def start(environment: Mapping[str, str], say: Say) -> int:
    """The local start as ``main.py`` calls it; gives the exit code.

    Ctrl-C and SIGTERM end everything with exit code 0. A failure is one sentence and the command that fixes
    it, with exit code 1.
    """
    try:
        with _interruptible():
            _start(environment, say)
    except StartError as error:
        say(f"SourceSense cannot run: {error.problem}.")
        if error.fix:
            say(f"  Fix: {error.fix}")
        return 1
    except KeyboardInterrupt:
        say("  SourceSense has ended; its data is kept.")
    return 0


def _start(environment: Mapping[str, str], say: Say) -> None:
    _check_networks(environment)
    home = Home.from_environment(environment)
    ports = Ports.from_environment(environment)
    workers = _worker_count(environment)
    say("SourceSense starts")
    os.umask(0o077)  # databases, logs and objects are nobody else's business
    home.root.mkdir(parents=True, exist_ok=True)
    descriptor = lock.acquire(home)
    prepare(home)
    for door in ports.asked:  # a taken port is told before minutes of building
        ports.of(door)
    binaries = obtain(PROGRAMS, say)
    for binary in binaries.values():
        say(f"  {binary.program.title} {binary.version} ({binary.origin}: {binary.path})")
    stack = Stack(home, ports, binaries["temporal"].path, binaries["daprd"].path, workers)
    Supervisor(stack, descriptor, say).run(demo=environment.get("SOURCESENSE_DEMO") != "0")


def _check_networks(environment: Mapping[str, str]) -> None:
    for variable in ("SOURCESENSE_EGRESS_ALLOW", "SOURCESENSE_EGRESS_DENY"):
        try:
            parse_rules(environment.get(variable, ""))
        except ValueError as problem:
            raise StartError(f"{variable}: {problem}", f"unset {variable}") from None


def _worker_count(environment: Mapping[str, str]) -> int:
    text = environment.get("SOURCESENSE_WORKERS") or "1"
    if not text.isdecimal() or int(text) < 1:
        raise StartError(
            f"SOURCESENSE_WORKERS must be a number of at least 1, not “{text}”", "unset SOURCESENSE_WORKERS"
        )
    return int(text)


def _end_all(children: Sequence[Child], patience_seconds: float) -> None:
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + patience_seconds
    with contextlib.suppress(KeyboardInterrupt):  # a second Ctrl-C: no more patience
        while time.monotonic() < deadline and any(c.process and not c.has_ended() for c in children):
            time.sleep(_POLL_SECONDS / 2)
    for child in children:
        child.sweep()


@contextlib.contextmanager
def _interruptible() -> Generator[None]:
    """SIGTERM and SIGHUP act like Ctrl-C: the stack ends in order wherever it is."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before: dict[signal.Signals, Callable[..., object] | int | None] = {
        number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def main() -> int:
    """Starts the stack with this process's environment, telling what happens on standard output."""
    return start(os.environ, lambda line: print(line, flush=True))  # noqa: T201 - this is a terminal program
