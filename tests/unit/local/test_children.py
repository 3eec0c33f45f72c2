"""One child: back-off, endings in words, its log, and that nothing of it stays."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.local import children
from app.local.children import Child, Plan, rotate


def plan(code: str, *, answers: Callable[[], bool] = lambda: True) -> Plan:
    return Plan(
        name="child",
        doors=(),
        command=lambda: [sys.executable, "-c", code],
        environment=lambda: dict(os.environ),
        answers=answers,
    )


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[Plan], Child]]:
    lock = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    made: list[Child] = []

    def make_one(of: Plan) -> Child:
        made.append(Child(of, tmp_path / "child.log", lock))
        return made[-1]

    yield make_one
    for child in made:
        child.sweep()
    os.close(lock)


def wait_for_end(child: Child) -> None:
    assert child.process is not None
    child.process.wait(20)


def test_pauses_double_up_to_a_limit(make: Callable[[Plan], Child]) -> None:
    child = make(plan("pass"))
    child.start()
    wait_for_end(child)
    pauses = [child.plan_restart() for _ in range(9)]
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_child_that_ran_long_enough_is_forgiven(make: Callable[[Plan], Child]) -> None:
    child = make(plan("pass"))
    child.start()
    wait_for_end(child)
    child.failures = 5
    child.started_at = time.monotonic() - children.SETTLED_SECONDS - 1
    assert child.plan_restart() == children.FIRST_PAUSE_SECONDS


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit(3)", "exit code 3"),
        ("import os; os.kill(os.getpid(), 9)", "killed by SIGKILL"),
    ],
)
def test_an_ending_is_told_in_words(make: Callable[[Plan], Child], code: str, words: str) -> None:
    child = make(plan(code))
    child.start()
    wait_for_end(child)
    assert child.ending() == words


def test_what_it_prints_is_in_its_log(make: Callable[[Plan], Child]) -> None:
    child = make(plan("print(1); print(2); print(3)"))
    child.start()
    wait_for_end(child)
    assert child.tail(lines=2) == "2\n3"


def test_readiness_is_asked_until_it_is_given_and_never_of_the_dead(make: Callable[[Plan], Child]) -> None:
    replies = iter([False, True])
    child = make(plan("import time; time.sleep(60)", answers=lambda: next(replies)))
    child.start()
    assert not child.check_ready()
    assert child.check_ready()
    assert child.check_ready()  # remembered: the iterator is used up
    dead = make(plan("pass"))
    dead.start()
    wait_for_end(dead)
    assert not dead.check_ready()


def test_a_sweep_takes_the_processes_that_the_child_started(
    make: Callable[[Plan], Child], tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    code = (
        "import subprocess, sys, time; "
        f"p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); open({str(note)!r}, 'w').write(str(p.pid)); "
        "time.sleep(60)"
    )
    child = make(plan(code))
    child.start()
    deadline = time.monotonic() + 20
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    grandchild = int(note.read_text())
    child.sweep()
    while Path(f"/proc/{grandchild}").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{grandchild}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.02)
    else:
        assert not Path(f"/proc/{grandchild}").exists()


def test_a_log_past_its_limit_is_kept_once_and_emptied_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "LOG_LIMIT_BYTES", 10)
    log = tmp_path / "a.log"
    with log.open("ab") as writer:
        writer.write(b"0123456789abcdef")
        writer.flush()
        rotate(log)
        writer.write(b"new")
    assert log.read_bytes() == b"new"
    assert log.with_name("a.log.1").read_bytes() == b"0123456789abcdef"


def test_a_log_within_its_limit_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    rotate(log)
    log.write_text("short")
    rotate(log)
    assert log.read_text() == "short"
    assert [f.name for f in tmp_path.iterdir()] == ["a.log"]
