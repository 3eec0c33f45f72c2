"""docker-compose.yaml keeps every promise about containers; no container runtime is needed to check that.

The file was validated by hand against the Compose specification's JSON schema (docker-compose 1.29.2).
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.networks import parse_rules

ROOT = Path(__file__).resolve().parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
COMPONENTS = {f.stem: yaml.safe_load(f.read_text()) for f in (ROOT / "components" / "compose").glob("*.yaml")}

each_service = pytest.mark.parametrize("name", sorted(SERVICES))
each_sidecar = pytest.mark.parametrize("name", sorted(n for n in SERVICES if n.endswith("-daprd")))


@each_service
def test_a_container_cannot_write_its_image_and_has_no_rights_to_spare(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["pids_limit"] > 0
    assert not {"privileged", "cap_add", "pid", "ipc", "devices"} & service.keys()


@each_service
def test_a_container_publishes_on_loopback_alone(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@each_service
def test_a_container_says_whether_it_is_healthy_or_why_it_cannot(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert ("test" in check) != (name.endswith("-daprd") or name == "secrets")


@each_service
def test_an_image_has_a_version(name: str) -> None:
    _, _, tag = SERVICES[name]["image"].partition(":")
    assert tag[0].isdigit()


@each_service
def test_what_a_container_waits_for_exists(name: str) -> None:
    assert SERVICES[name].get("depends_on", {}).keys() <= SERVICES.keys()


@each_service
def test_a_container_mounts_declared_volumes_and_our_files_read_only(name: str) -> None:
    for mount in SERVICES[name].get("volumes", []):
        source, *_, last = mount.split(":")
        assert source in COMPOSE["volumes"] or (source.startswith("./") and last == "ro")


@each_service
def test_no_password_is_written_down(name: str) -> None:
    for value in SERVICES[name].get("environment", {}).values():
        assert "password=" not in value or "password=${POSTGRES_PASSWORD:?}" in value


@each_sidecar
def test_a_sidecar_shares_the_network_of_its_application_and_listens_on_loopback(name: str) -> None:
    service = SERVICES[name]
    assert service["network_mode"] == f"service:{name.removesuffix('-daprd')}"
    assert {
        "--dapr-listen-addresses=127.0.0.1",
        "--dapr-internal-grpc-listen-address=127.0.0.1",
        "--metrics-listen-address=127.0.0.1",
    } <= set(service["command"])


def test_server_and_every_worker_have_a_sidecar() -> None:
    applications = {
        n for n in SERVICES if n == "server" or (n.startswith("worker-") and not n.endswith("-daprd"))
    }
    assert len(applications) >= 3
    assert {f"{name}-daprd" for name in applications} <= SERVICES.keys()


def test_postgres_and_temporal_reach_nothing_outside() -> None:
    assert COMPOSE["networks"]["stack"]["internal"] is True
    assert SERVICES["postgres"]["networks"] == SERVICES["temporal"]["networks"] == ["stack"]


def test_the_application_runs_as_the_user_of_the_image() -> None:
    assert "USER 65532:65532" in (ROOT / "Dockerfile").read_text()
    for name in ("server", "worker-1", "secrets", "server-daprd"):
        assert SERVICES[name]["user"] == "65532:65532"


def test_components_are_scoped_and_none_ignores_errors() -> None:
    components = [c for c in COMPONENTS.values() if c["kind"] == "Component"]
    assert {c["metadata"]["name"]: c["spec"]["type"] for c in components} == {
        "statestore": "state.postgresql",
        "secretstore": "secretstores.local.file",
        "objectstore": "bindings.localstorage",
    }
    assert all(c["scopes"] == ["sourcesense"] and "ignoreErrors" not in c["spec"] for c in components)


def test_the_state_store_is_shared_by_all_sidecars_and_holds_no_password() -> None:
    metadata = {item["name"]: item for item in COMPONENTS["statestore"]["spec"]["metadata"]}
    assert metadata["keyPrefix"]["value"] == "name"
    assert "value" not in metadata["connectionString"]


def test_sidecars_obey_the_same_rules_here_and_locally() -> None:
    local = yaml.safe_load((ROOT / "components" / "local" / "configuration.yaml").read_text())
    assert COMPONENTS["configuration"] == local


def test_the_containers_themselves_are_no_sources() -> None:
    environment = SERVICES["server"]["environment"]
    stack, outside = (
        COMPOSE["networks"][name]["ipam"]["config"][0]["subnet"] for name in ("stack", "outside")
    )
    assert environment["SOURCESENSE_EGRESS_DENY"] == f"{stack},{outside}:8000-8081"
    usual = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", environment["SOURCESENSE_EGRESS_DENY"])
    assert len(parse_rules(usual)) == 2
    assert {int(port) for port in environment["SOURCESENSE_OWN_PORTS"].split(",")} >= {
        *(8000, 8081, 9464),  # server, a worker's health, metrics
        *(3500, 50001, 50002, 9090),  # daprd: HTTP, gRPC, internal gRPC, metrics
    }
