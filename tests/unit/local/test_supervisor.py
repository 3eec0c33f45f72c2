"""What the start refuses before anything runs, the lock of the data folder, and what stack.json tells."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.local import lock, plans, stack_file
from app.local.children import Child
from app.local.failure import StartError
from app.local.home import Home
from app.local.plans import Stack
from app.local.ports import Ports
from app.local.supervisor import start

KEYS_THAT_OTHERS_READ = {"web", "temporal", "temporal_ui", "dapr_http", "dapr_grpc", "pids", "task_queue"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SOURCESENSE_WORKERS", "0"),
        ("SOURCESENSE_WORKERS", "two"),
        ("SOURCESENSE_PORT", "http"),
        ("SOURCESENSE_PORT", "99999"),
        ("SOURCESENSE_EGRESS_ALLOW", "db.example.org"),
        ("SOURCESENSE_EGRESS_DENY", "10.0.0.0/33"),
    ],
)
def test_a_setting_that_makes_no_sense_is_one_sentence_and_its_fix(
    tmp_path: Path, variable: str, value: str
) -> None:
    said: list[str] = []
    assert start({"SOURCESENSE_HOME": str(tmp_path / "home"), variable: value}, said.append) == 1
    sentence, fix = said
    assert variable in sentence
    assert value in sentence
    assert fix == f"  Fix: unset {variable}"
    assert not (tmp_path / "home").exists()


def test_a_folder_in_use_names_the_process_that_uses_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    descriptor = lock.acquire(home)
    with pytest.raises(StartError, match=rf"already runs on .* \(process {os.getpid()}\)"):
        lock.acquire(home)
    os.close(descriptor)
    os.close(lock.acquire(home))


def test_a_child_that_outlives_its_supervisor_keeps_the_folder_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    descriptor = lock.acquire(home)
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(descriptor,)
    ) as child:
        os.close(descriptor)
        home.lock_file.write_text("")  # the supervisor that wrote its number is gone
        monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.3)
        with pytest.raises(StartError, match="children of an earlier start"):
            lock.acquire(home)
        child.communicate(b"\n")
    os.close(lock.acquire(home))


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return Stack(Home(tmp_path), Ports(), Path("/bin/temporal"), Path("/bin/daprd"), workers=2)


def test_stack_json_tells_addresses_and_goes_when_the_stack_ends(stack: Stack) -> None:
    children = [
        Child(plan, stack.home.logs / plan.name, 0) for group in plans.all_plans(stack) for plan in group
    ]
    stack_file.write(stack, children, {"temporal": "1.29.1"})
    content = json.loads(stack.home.stack_file.read_text())
    assert content.keys() >= KEYS_THAT_OTHERS_READ
    assert content["web"] == stack.web
    assert (content["ready"], content["pids"], content["task_queue"]) == (False, {}, "sourcesense")
    stack_file.remove(stack)
    stack_file.remove(stack)
    assert not stack.home.stack_file.exists()


def test_stack_json_tells_every_port_that_a_child_listens_on(stack: Stack) -> None:
    plan = plans.all_plans(stack)[0][0]
    child = Child(plan, stack.home.logs / plan.name, 0)
    listener = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nprint(s.getsockname()[1], flush=True)\ninput()"
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", listener], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child.process:
        assert child.process.stdout is not None
        port = int(child.process.stdout.readline())
        stack_file.write(stack, [child], {})
        told = stack_file.own_ports_of(stack.home.root)
        child.process.communicate(b"\n")
    assert told == {port, *stack.ports.every()}


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"own_ports": ["x"]}'])
def test_without_a_stack_there_are_no_ports_of_ours(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "stack.json").write_text(content, encoding="utf-8")
    assert stack_file.own_ports_of(tmp_path) == frozenset()


def test_every_worker_has_ports_of_its_own(stack: Stack) -> None:
    servers, application = plans.all_plans(stack)
    assert [plan.name for plan in servers + application] == [
        "temporal",
        "daprd",
        "server",
        "worker-1",
        "worker-2",
    ]
    doors = [door for plan in servers + application for door in plan.doors]
    assert len(doors) == len(set(doors))


def test_children_learn_addresses_and_never_a_password(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCESENSE_PASSWORD", "hunter2")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    servers, application = plans.all_plans(stack)
    for plan in servers + application:
        environment = plan.environment()
        assert "hunter2" not in environment.values()
        assert "PYTHONDONTWRITEBYTECODE" not in environment
    environment = application[-1].environment()
    assert environment["ATLAN_TEMPORAL_HOST"] == stack.temporal_address
    assert environment["SOURCESENSE_LOCAL"] == "1"
    own_ports = {int(port) for port in environment["SOURCESENSE_OWN_PORTS"].split(",")}
    assert {stack.ports.of(door) for door in ("web", "temporal", "dapr_http", "dapr_grpc")} <= own_ports


def test_servers_are_told_to_listen_on_loopback(stack: Stack) -> None:
    temporal, daprd = (plan.command() for plan in plans.all_plans(stack)[0])
    assert temporal[temporal.index("--ip") + 1] == "127.0.0.1"
    for option in (
        "--dapr-listen-addresses",
        "--dapr-internal-grpc-listen-address",
        "--metrics-listen-address",
    ):
        assert daprd[daprd.index(option) + 1] == "127.0.0.1"
