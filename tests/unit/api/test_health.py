"""Health really asks; the description describes every route."""

from importlib.metadata import version

import httpx
import pytest

from app.errors import StoreUnavailableError
from app.results.store import Record
from app.wiring.services import Services
from tests.support.fake_workflows import FakeTemporal
from tests.support.services import WatchedStore


class AbsentStore(WatchedStore):
    """A store nobody answers for."""

    async def get(self, key: str) -> Record | None:
        raise StoreUnavailableError(key=key)


async def failing(client: httpx.AsyncClient) -> tuple[int, set[str]]:
    """The status, and the checks that failed."""
    given = await client.get("/health/ready")
    return given.status_code, {check["name"] for check in given.json()["checks"] if not check["ok"]}


async def test_all_is_well_when_everybody_answers(client: httpx.AsyncClient) -> None:
    given = await client.get("/health/ready")

    assert (given.status_code, given.json()["status"]) == (200, "ok")
    assert {check["name"] for check in given.json()["checks"]} == {
        "temporal",
        "worker",
        "state_store",
        "object_store",
    }


async def test_without_a_worker_it_is_not_ready(client: httpx.AsyncClient, temporal: FakeTemporal) -> None:
    temporal.pollers = 0

    assert await failing(client) == (503, {"worker"})


async def test_without_temporal_it_is_not_ready(client: httpx.AsyncClient, temporal: FakeTemporal) -> None:
    temporal.is_away = True

    assert await failing(client) == (503, {"temporal", "worker"})


class TestWithoutAStore:
    """A server whose state store is away."""

    @pytest.fixture
    def services(self, services: Services) -> Services:
        object.__setattr__(services, "state", AbsentStore())
        return services

    async def test_it_is_not_ready(self, client: httpx.AsyncClient) -> None:
        assert await failing(client) == (503, {"state_store"})

    async def test_it_is_alive(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/health/live")).json() == {"status": "ok", "checks": []}


async def test_the_version_is_the_installed_one(client: httpx.AsyncClient) -> None:
    assert (await client.get("/version")).json()["version"] == version("sourcesense")


async def test_the_description_has_every_route_and_no_other(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()

    assert {
        "/api/v1/runs",
        "/api/v1/runs/{run_id}",
        "/api/v1/runs/{run_id}/cancel",
        "/api/v1/runs/{run_id}/results",
        "/api/v1/runs/{run_id}/tables/{table_id}",
        "/api/v1/runs/{run_id}/findings",
        "/api/v1/runs/{run_id}/identifiability",
        "/api/v1/runs/{run_id}/integrity",
        "/api/v1/runs/{run_id}/proposals",
        "/api/v1/runs/{run_id}/redecision",
        "/api/v1/runs/{run_id}/regulations",
        "/api/v1/runs/{run_id}/regulations/{regulation_id}",
        "/api/v1/runs/{run_id}/rules",
        "/api/v1/runs/{run_id}/rules/suggestions",
        "/api/v1/runs/{run_id}/rules/suggestions/accept",
        "/api/v1/runs/{run_id}/schema",
        "/api/v1/runs/{run_id}/score",
        "/api/v1/runs/{run_id}/score-change",
        "/api/v1/runs/{run_id}/history",
        "/api/v1/runs/{run_id}/defects",
        "/api/v1/runs/{run_id}/lineage",
        "/api/v1/runs/{run_id}/lint",
        "/api/v1/runs/{run_id}/relations",
        "/api/v1/runs/{run_id}/diff",
        "/api/v1/dialects",
        "/api/v1/connections/parse-url",
        "/api/v1/connection-tests",
        "/api/v1/health/live",
        "/api/v1/health/ready",
        "/api/v1/selections",
        "/api/v1/sources/{source_id}/rules",
        "/api/v1/version",
    } == set(document["paths"])


async def test_an_unknown_address_is_a_problem_like_every_other(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nothing/here")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "no_such_route"


async def test_failures_are_described_as_problems(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()

    described = document["paths"]["/api/v1/runs"]["post"]["responses"]["422"]["content"]
    assert described["application/json"]["schema"]["$ref"].endswith("/Problem")


@pytest.mark.parametrize(
    ("sent", "kept"), [("from-the-caller", True), ("not well-formed: \x7f", False), (None, False)]
)
async def test_every_answer_names_its_correlation_id(
    client: httpx.AsyncClient, sent: str | None, kept: bool
) -> None:
    answer = await client.get("/version", headers={"x-correlation-id": sent} if sent else {})

    assert (answer.headers["x-correlation-id"] == sent) is kept
    assert answer.headers["x-correlation-id"]
