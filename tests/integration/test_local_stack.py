"""The local start on the real servers, with a tiny application in place of ours."""

import os
import re
import signal
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from temporalio.client import Client

from app.local.listening import listening_ports
from app.settings import Settings
from app.wiring.egress import egress_policy
from tests.support.stack import (
    END_SECONDS,
    STAND_IN,
    Stack,
    end,
    free_port,
    is_alive,
    listening_addresses,
    start_stack,
)

PAGE_SECONDS = 5.0


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with start_stack(tmp_path_factory.mktemp("stack"), env=STAND_IN) as running:
        yield running


@pytest.fixture
def own_stack(tmp_path: Path) -> Iterator[Stack]:
    """One that the test may end."""
    with start_stack(tmp_path / "home", env=STAND_IN) as running:
        yield running


async def ping(stack: Stack, name: str) -> str:
    client = await Client.connect(stack.temporal)
    result = await client.execute_workflow(
        "stand-in:ping", {"word": name}, id=name, task_queue="sourcesense", result_type=dict
    )
    return str(result["word"])


def test_the_servers_report_the_versions_that_were_chosen(stack: Stack) -> None:
    state = stack.state()
    daprd = httpx.get(f"http://127.0.0.1:{state['dapr_http']}/v1.0/metadata", trust_env=False).json()
    temporal = httpx.get(f"{state['temporal_ui']}/api/v1/cluster-info", trust_env=False).json()
    assert re.fullmatch(r"1\.18\.\d+", daprd["runtimeVersion"])
    assert re.fullmatch(r"1\.29\.\d+", temporal["serverVersion"])
    assert temporal["persistenceStore"] == "sqlite"
    assert state["versions"] == {"temporal": temporal["serverVersion"], "daprd": daprd["runtimeVersion"]}


def test_daprd_loads_exactly_our_components(stack: Stack) -> None:
    daprd = httpx.get(f"http://127.0.0.1:{stack.state()['dapr_http']}/v1.0/metadata", trust_env=False).json()
    assert {c["name"]: c["type"] for c in daprd["components"]} == {
        "statestore": "state.sqlite",
        "secretstore": "secretstores.local.file",
        "objectstore": "bindings.localstorage",
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1.0/secrets/secretstore/sourcesense-key", 200),
        ("/v1.0/secrets/secretstore/another", 403),
        ("/v1.0/invoke/sourcesense/method/health", 404),
        ("/v1.0/publish/x/y", 404),
    ],
)
def test_daprd_serves_only_what_we_use(stack: Stack, path: str, status: int) -> None:
    answer = httpx.get(f"http://127.0.0.1:{stack.state()['dapr_http']}{path}", trust_env=False)
    assert answer.status_code == status


def test_temporal_and_daprd_listen_on_loopback_alone(stack: Stack) -> None:
    servers = {stack.pids["temporal"], stack.pids["daprd"], stack.pids["server"]}
    assert listening_addresses(servers) == {"127.0.0.1"}


def ports_that_could_be_a_source(stack: Stack) -> set[int]:
    """Ports of the stack that no policy of its processes denies."""
    listened = listening_ports(stack.pids.values())
    assert len(listened) >= 11  # Temporal 6, daprd 4, the server; Temporal opens two that nobody asked it to
    policy = egress_policy(Settings(home=stack.home, local=True))
    return {port for port in listened if policy.objection("127.0.0.1", port) is None}


def test_every_port_the_stack_listens_on_is_denied_as_a_source(stack: Stack) -> None:
    assert ports_that_could_be_a_source(stack) == set()


async def test_a_workflow_runs_from_the_start_to_its_result(stack: Stack) -> None:
    assert await ping(stack, "first") == "first"


def test_the_stored_files_are_nobody_elses_business(stack: Stack) -> None:
    modes = {path.name: mode for path, mode in modes_below(stack.home).items() if path != stack.output_file}
    assert {"secrets.json", "state.db", "temporal.db", "stack.json"} <= modes.keys()
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def modes_below(folder: Path) -> dict[Path, int]:
    """Permission bits of every file; without those that go while this looks, as journals of SQLite do."""
    modes: dict[Path, int] = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                modes[path] = stat.S_IMODE(found.st_mode)
    return modes


def test_a_second_start_on_the_same_folder_says_who_runs_there(stack: Stack) -> None:
    second = Stack(stack.home, {**stack.environment, "SOURCESENSE_PORT": str(free_port())})
    second.launch()
    assert second.process.wait(10) == 1
    assert f"already runs on {stack.home} (process {stack.process.pid})" in stack.output()


@pytest.mark.parametrize("child", ["worker", "server", "daprd", "temporal"])
async def test_a_killed_child_is_started_again_and_work_goes_on(stack: Stack, child: str) -> None:
    old = stack.kill(child)
    stack.wait_until(lambda: stack.pids.get(child, old) != old, f"restarted: {child}")
    stack.wait_until(lambda: stack.state()["ready"], "ready again")
    assert f"{child} ended (killed by SIGKILL): starting it again" in stack.output()
    assert ports_that_could_be_a_source(stack) == set()
    assert await ping(stack, f"after-{child}") == f"after-{child}"


async def test_history_survives_a_restart_and_ctrl_c_ends_in_time(own_stack: Stack) -> None:
    await ping(own_stack, "kept")
    children = own_stack.pids
    began = time.monotonic()
    assert own_stack.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < END_SECONDS
    assert {name: pid for name, pid in children.items() if is_alive(pid)} == {}
    assert "Traceback" not in own_stack.output()
    assert own_stack.state() == {}
    own_stack.start()
    description = await (await Client.connect(own_stack.temporal)).get_workflow_handle("kept").describe()
    assert description.status is not None
    assert description.status.name == "COMPLETED"


def test_sigterm_while_the_children_load_ends_everything_with_exit_code_0(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "home", {**STAND_IN, "SOURCESENSE_DEMO": "0"})
    stack.launch()
    try:
        stack.wait_until(lambda: len(stack.pids) == 4, "started")
        children = stack.pids
        assert stack.stop(signal.SIGTERM) == 0
        assert {name: pid for name, pid in children.items() if is_alive(pid)} == {}
        assert "Traceback" not in stack.output()
    finally:
        end(stack)


def test_nothing_survives_a_sigkill_of_the_supervisor_and_the_next_start_works(own_stack: Stack) -> None:
    children = own_stack.pids
    assert sorted(children) == ["daprd", "server", "temporal", "worker"]
    own_stack.process.kill()
    own_stack.process.wait()
    deadline = time.monotonic() + END_SECONDS
    while any(is_alive(pid) for pid in children.values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert {name: pid for name, pid in children.items() if is_alive(pid)} == {}
    (own_stack.home / "stack.json").unlink()
    own_stack.start()


def test_a_start_right_after_a_sigkill_waits_for_the_old_children(own_stack: Stack) -> None:
    children = own_stack.pids
    own_stack.process.kill()
    own_stack.process.wait()
    (own_stack.home / "stack.json").unlink()
    own_stack.start()
    assert {name: pid for name, pid in children.items() if is_alive(pid)} == {}


@pytest.mark.parametrize(
    "variable", ["SOURCESENSE_PORT", "SOURCESENSE_TEMPORAL_PORT", "SOURCESENSE_TEMPORAL_UI_PORT"]
)
def test_a_port_that_was_asked_for_and_is_taken_is_an_error_in_one_sentence(
    tmp_path: Path, variable: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        stack = Stack(tmp_path / "home", {**STAND_IN, "SOURCESENSE_DEMO": "0", variable: str(port)})
        stack.launch()
        assert stack.process.wait(20) == 1
    assert f"port {port} was asked for ({variable}) and is taken by another program." in stack.output()
    assert "Traceback" not in stack.output()


def test_usual_ports_that_are_taken_are_replaced_by_free_ones(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # somebody else has it: just as good
        stack = Stack(tmp_path / "home", {**STAND_IN, "SOURCESENSE_DEMO": "0"})
        stack.launch()
        try:
            stack.wait_until(lambda: "server" in stack.state().get("answering", ()), "started")
            assert stack.web != "http://127.0.0.1:8000"
            assert httpx.get(f"{stack.web}/health", trust_env=False).status_code == 200
        finally:
            end(stack)


async def test_two_workers_each_answer_on_ports_of_their_own(tmp_path: Path) -> None:
    with start_stack(tmp_path / "home", workers=2, env=STAND_IN) as stack:
        assert {"worker-1", "worker-2"} <= set(stack.pids)
        assert await ping(stack, "two") == "two"


def test_the_page_answers_within_five_seconds_of_a_warm_start_while_the_worker_loads(
    own_stack: Stack,
) -> None:
    own_stack.stop()
    began = time.monotonic()
    own_stack.launch()
    own_stack.wait_until(lambda: "server" in own_stack.state().get("answering", ()), "started")
    assert httpx.get(f"{own_stack.web}/health", trust_env=False).status_code == 200
    seconds = time.monotonic() - began
    assert "worker" not in own_stack.state()["answering"]
    # The promise is for a machine with its cores to itself; one that others keep busy is that much slower.
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert seconds < PAGE_SECONDS * busy
