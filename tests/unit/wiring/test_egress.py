"""One place makes the policy of server, worker and command line from the settings."""

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.connection.config import Credential
from app.errors import AddressDeniedError, SettingInvalidError
from app.networks import parse_rules
from app.settings import Settings
from app.wiring.cli import scan_here
from app.wiring.egress import egress_policy, read_settings
from app.wiring.schema import schema_here

ROOT = Path(__file__).parents[3]
FIELDS = {"dialect": "postgresql", "host": "127.0.0.1", "database": "d", "user": "u"}


def test_the_policy_is_what_the_settings_say(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, own_ports="7233", egress_allow="10.0.0.0/8", egress_deny="10.1.0.0/16")

    policy = egress_policy(settings)

    assert (policy.allow_loopback, policy.denied_ports) == (False, {7233})
    assert (policy.allow, policy.deny) == (parse_rules("10.0.0.0/8"), parse_rules("10.1.0.0/16"))
    assert egress_policy(settings, own_rights=True).allow_loopback


def test_ports_of_the_stack_that_runs_on_the_folder_are_denied(tmp_path: Path) -> None:
    policy = egress_policy(Settings(home=tmp_path), own_rights=True)

    assert policy.objection("127.0.0.1", 4711) is None
    (tmp_path / "stack.json").write_text(json.dumps({"own_ports": [4711]}), encoding="utf-8")
    assert policy.objection("127.0.0.1", 4711)


def test_a_setting_that_is_wrong_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCESENSE_EGRESS_DENY", "10.0.0.0/8, db.example.org")

    with pytest.raises(SettingInvalidError) as raised:
        read_settings()

    message = raised.value.explain().message
    assert message.startswith("SOURCESENSE_EGRESS_DENY: “db.example.org” is not")


@pytest.mark.parametrize(
    "command",
    [lambda: scan_here(FIELDS, Credential("secret"), {}), lambda: schema_here(FIELDS, Credential("secret"))],
    ids=["scan", "schema"],
)
def test_the_command_line_holds_to_the_same_rules(
    monkeypatch: pytest.MonkeyPatch, command: Callable[[], object]
) -> None:
    monkeypatch.setenv("SOURCESENSE_EGRESS_DENY", "127.0.0.0/8")

    with pytest.raises(AddressDeniedError):
        command()


def test_nothing_in_the_application_makes_a_policy_of_its_own() -> None:
    makers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EgressPolicy"
    ]
    assert makers == ["app/wiring/egress.py"]
