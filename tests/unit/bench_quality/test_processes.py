"""Memory and processor seconds as ``/proc`` tells them."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from subprocess import Popen

import pytest

from bench.quality.outside import watch
from bench.quality.processes import children, held
from tests.support.server import until

OWN_AND_CHILD = """
import subprocess, sys
held = bytearray(60 * 2**20)
subprocess.run([sys.executable, "-c", "held = bytearray(80 * 2**20); import time; time.sleep(0.5)"], check=True)
print("done")
"""


@pytest.fixture
def server() -> Generator[Popen[bytes]]:
    """Stands for the server: a process that does nothing."""
    with Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.communicate(b"\n")


def test_memory_is_that_of_a_process_and_those_below_it_together(server: Popen[bytes]):
    seen = watch([sys.executable, "-c", OWN_AND_CHILD], server=server.pid)
    assert seen.printed == "done\n"
    assert 140 < seen.peak_mb < 220
    assert seen.seconds > 0.5


FORKED = """
import os, time
shared = bytearray(os.urandom(60 * 2**20))
for _ in range(3):
    if os.fork() == 0:
        time.sleep(1)
        os._exit(0)
time.sleep(1)
"""


def test_what_processes_share_counts_once(server: Popen[bytes]):
    assert watch([sys.executable, "-c", FORKED], server=server.pid).peak_mb < 140


def test_a_command_that_fails_is_no_trial(server: Popen[bytes]):
    with pytest.raises(subprocess.CalledProcessError):
        watch([sys.executable, "-c", "raise SystemExit(3)"], server=server.pid)


def test_a_command_that_takes_too_long_is_ended_with_all_below_it(server: Popen[bytes], tmp_path: Path):
    note = tmp_path / "child"
    sleeping = "import os, time; open(os.environ['NOTE'], 'w').write(str(os.getpid())); time.sleep(60)"
    command = [
        sys.executable,
        "-c",
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleeping!r}])",
    ]
    with pytest.raises(subprocess.TimeoutExpired):
        watch(command, server=server.pid, environment={"NOTE": str(note)}, patience_seconds=3)
    until(lambda: held(int(note.read_text())) == 0)


def test_children_of_a_process_are_found_while_they_live(server: Popen[bytes]):
    assert server.pid in [*children(os.getpid())]


def test_a_process_that_is_gone_holds_nothing():
    with Popen([sys.executable, "-c", ""]) as process:
        pass
    assert held(process.pid) == 0
