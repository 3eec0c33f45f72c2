"""Settings come from the environment, typed, within their bounds."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.networks import parse_rules
from app.settings import Settings


@pytest.mark.parametrize(
    ("variable", "value", "field", "read"),
    [
        ("SOURCESENSE_HOME", "/data", "home", Path("/data")),
        ("SOURCESENSE_LOCAL", "true", "local", True),
        ("SOURCESENSE_TURN_TIMEOUT_SECONDS", "60", "turn_timeout_seconds", 60),
        ("ATLAN_TEMPORAL_HOST", "temporal:7233", "temporal_host", "temporal:7233"),
        ("ATLAN_TASK_QUEUE", "other", "task_queue", "other"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4318", "otlp_endpoint", "http://otel:4318"),
    ],
)
def test_a_setting_is_read_from_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, field: str, read: object
) -> None:
    monkeypatch.setenv(variable, value)

    assert getattr(Settings(), field) == read


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SOURCESENSE_RUN_TIMEOUT_SECONDS", "59"),
        ("SOURCESENSE_TURN_TIMEOUT_SECONDS", "0"),
        ("SOURCESENSE_LOCAL", "perhaps"),
        ("SOURCESENSE_OWN_PORTS", "7233,http"),
        ("SOURCESENSE_EGRESS_ALLOW", "10.0.0.0/8, db.example.org"),
        ("SOURCESENSE_EGRESS_DENY", "10.0.0.0/8:0"),
    ],
)
def test_a_setting_out_of_bounds_ends_the_start(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("ports", "denied"), [("", []), ("7233", [7233]), ("7233,3500, 50001,", [3500, 7233, 50001])]
)
def test_ports_of_our_own_are_read_from_a_list(ports: str, denied: list[int]) -> None:
    assert sorted(Settings(own_ports=ports).denied_ports) == denied


def test_networks_are_read_from_lists() -> None:
    settings = Settings(egress_allow="10.0.0.0/8:5432-5439", egress_deny="10.1.0.0/16, [fd00::/8]:5432")

    assert settings.allowed_networks == parse_rules("10.0.0.0/8:5432-5439")
    assert len(settings.denied_networks) == 2


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().local = True  # pyright: ignore[reportAttributeAccessIssue] - that is the point
