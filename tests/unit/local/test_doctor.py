"""Doctor: each thing that is missing comes with the command that helps."""

import json
import socket
from pathlib import Path

import pytest

from app.cli import doctor
from app.local.home import Home
from app.local.programs import DAPRD


def test_what_is_missing_always_has_a_fix(tmp_path: Path) -> None:
    environment = {
        "PATH": "",
        "XDG_CACHE_HOME": str(tmp_path),
        "SOURCESENSE_HOME": str(tmp_path),
        "SOURCESENSE_PORT": "x",
    }
    checks = list(doctor.examine(environment))
    missing = [check for check in checks if not check.ok]
    assert {"temporal", "daprd", "ports"} <= {check.name for check in missing}
    assert all(check.fix for check in missing)
    assert not any(check.fix for check in checks if check.ok)


@pytest.mark.parametrize(
    ("version", "ok"), [((3, 10, 9), False), ((3, 11, 0), True), ((3, 13, 7), True), ((3, 14, 0), False)]
)
def test_python_is_checked_against_the_lock(version: tuple[int, int, int], ok: bool) -> None:
    assert doctor.python_check(version).ok is ok


def test_a_missing_launcher_is_told(tmp_path: Path) -> None:
    check = doctor.launcher_check(tmp_path / "bin" / "python")
    assert (check.ok, check.fix) == (False, "make run")


def test_a_missing_binary_tells_every_place_that_was_looked_at(tmp_path: Path) -> None:
    check = doctor.binary_check(DAPRD, {"PATH": "", "XDG_CACHE_HOME": str(tmp_path)})
    assert not check.ok
    assert "DAPRD_PATH is not set" in check.detail
    assert "no daprd on PATH" in check.detail
    assert check.fix.startswith("python -m app.local")


def test_a_taken_port_fails_only_when_it_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        checks = list(doctor.port_checks({"SOURCESENSE_PORT": port}))
    failed = [check for check in checks if not check.ok]
    assert [f"web: {port} was asked for and is taken"] == [check.detail for check in failed]


def test_a_stack_that_does_not_answer_is_a_failure(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    stack = {"web": f"http://127.0.0.1:{port}", "temporal_ui": f"http://127.0.0.1:{port}", "dapr_http": port}
    Home(tmp_path).stack_file.write_text(json.dumps(stack))
    checks = [c for c in doctor.examine({"SOURCESENSE_HOME": str(tmp_path)}) if "does not answer" in c.detail]
    assert [check.name for check in checks] == ["temporal", "daprd", "web"]
    assert not any(check.ok for check in checks)


def test_a_setting_that_is_wrong_is_named_with_its_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.settings_check().ok
    monkeypatch.setenv("SOURCESENSE_EGRESS_ALLOW", "10.0.0.0/8, db.example.org")

    check = doctor.settings_check()

    assert not check.ok
    assert "“db.example.org”" in check.detail
    assert check.fix == "unset SOURCESENSE_EGRESS_ALLOW"
