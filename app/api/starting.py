"""From a request to a stored run, exactly once per Idempotency-Key."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from app.api.schemas import RunRequest
from app.connection.config import Credential, parse_connection
from app.errors import RunAlreadyExistsError
from app.model.results import RunRecord
from app.observability.logging import correlation_id
from app.pipeline.runs import new_run, new_run_id
from app.wiring.services import Services


@dataclass(frozen=True, slots=True)
class StoredRun:
    """The run of a request; ``is_new`` unless an earlier request of the same key stored it."""

    run: RunRecord
    is_new: bool


async def store_run(services: Services, body: RunRequest, idempotency_key: str | None) -> StoredRun:
    """Store the run and seal its credential; the same key with the same request gives the run that is there.

    Raises:
        RunAlreadyExistsError: the key came with another request before.
    """
    connection = parse_connection(body.connection)
    credential = body.credential(connection)
    digest = _digest(services, body, credential)
    run = new_run(
        _run_id(services, idempotency_key),
        connection,
        body.options.options(),
        request_digest=digest,
        correlation_id=correlation_id(),
        now=datetime.now(UTC),
    )
    is_new = await services.runs.create(run)
    if not is_new:
        run = await services.runs.load(run.id)
        if run.request_digest != digest:
            raise RunAlreadyExistsError(run_id=run.id)
    if not run.state.is_final:
        await services.vault.seal(run.id, connection.binding, credential.sealed_text())
    return StoredRun(run, is_new)


async def take_back(services: Services, run: RunRecord) -> None:
    """Undo ``store_run`` for a new run that could not be started: no record and no password stay behind."""
    await services.vault.destroy(run.id)
    await services.runs.delete(run.id)


def _run_id(services: Services, idempotency_key: str | None) -> str:
    if idempotency_key is None:
        return new_run_id()
    return f"run_{services.digest('idempotency', idempotency_key.encode())[:32]}"


def _digest(services: Services, body: RunRequest, credential: Credential) -> str:
    """A keyed digest of the whole request, its secrets included, so that equal requests can be told."""
    known = body.model_dump(mode="json", exclude={"password", "client_key"})
    request = {**known, "credential": credential.sealed_text()}
    text = json.dumps(request, sort_keys=True).encode("utf-8", "surrogatepass")
    return services.digest("request", sha256(text).digest())
