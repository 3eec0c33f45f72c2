"""What server and worker are made of follows from the settings and the run."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.connection.config import Credential, parse_connection
from app.detection.catalogue import builtin_types
from app.errors import CredentialMissingError
from app.model.run import ScanOptions
from app.results.runs import utc_now
from app.settings import Settings
from app.wiring import worker
from app.wiring.detectors import load_classifier
from app.wiring.services import file_roots, limits_of, readers
from tests.support.runs import a_run, a_snapshot
from tests.support.services import services_over

RUN = a_run("run_0000000001")
CONNECTION = parse_connection({"dialect": RUN.source.dialect, **RUN.source.fields})


@pytest.mark.parametrize(
    ("local", "roots", "allowed"),
    [
        (True, "", None),
        (False, "", ()),
        (True, "/data", (Path("/data"),)),
        (False, "/data:/more", (Path("/data"), Path("/more"))),
        (False, ":/data:", (Path("/data"),)),
    ],
)
def test_files_may_lie_anywhere_in_the_single_user_mode_only(
    *, local: bool, roots: str, allowed: tuple[Path, ...] | None
) -> None:
    assert file_roots(Settings(local=local, file_roots=roots)) == allowed


@pytest.mark.parametrize("local", [True, False])
def test_readers_reach_no_port_of_our_own_and_this_machine_in_the_single_user_mode_only(
    *, local: bool
) -> None:
    policy = readers(Settings(local=local, own_ports="7233,3500")).policy

    assert policy.allow_loopback is local
    assert policy.denied_ports == {7233, 3500}


def test_limits_are_those_of_the_run_and_name_it_to_the_administrator() -> None:
    run = replace(RUN, options=ScanOptions(statement_timeout_seconds=7))

    limits = limits_of(run)

    assert limits.statement_timeout_seconds == 7
    assert limits.application_name == "sourcesense/00000001"


def test_digests_tell_equal_values_and_their_purpose_apart() -> None:
    services = services_over()

    assert services.digest("request", b"value") == services.digest("request", b"value")
    assert services.digest("request", b"value") != services.digest("request", b"other")
    assert services.digest("request", b"value") != services.digest("idempotency", b"value")
    assert len(services.digest("request", b"")) == 64


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (Credential("planted", "planted key"), Credential("planted", "planted key")),
        (Credential(), Credential()),
        (Credential(""), Credential()),
    ],
)
async def test_the_source_of_a_run_has_its_credential_and_its_capacity(
    typed: Credential, given: Credential
) -> None:
    services = services_over()
    await services.vault.seal(RUN.id, CONNECTION.binding, typed.sealed_text())

    source = await services.source(RUN)

    assert source.connection == CONNECTION
    assert source.credential == given
    assert source.limits == limits_of(RUN)


async def test_a_run_whose_host_was_changed_finds_no_password() -> None:
    services = services_over()
    await services.vault.seal(RUN.id, CONNECTION.binding, "planted")
    moved = replace(RUN, source=replace(RUN.source, fields={**RUN.source.fields, "host": "evil.example"}))

    with pytest.raises(CredentialMissingError):
        await services.source(moved)


def test_the_time_has_its_zone() -> None:
    assert utc_now().utcoffset() is not None


def test_the_classifier_knows_the_types_of_the_plugins() -> None:
    assert {kind.id for kind in builtin_types()} <= set(load_classifier().catalogue.types)


async def test_a_worker_reads_the_schema_of_a_run_once_and_keeps_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = services_over()
    monkeypatch.setattr(worker, "_services", services)
    ids = [f"run_kept_{number}" for number in range(6)]
    for run_id in ids:
        await services.runs.create(a_run(run_id))
        await services.runs.write_snapshot(run_id, a_snapshot(prefix=run_id))

    read = [await worker.snapshot(run_id) for run_id in ids]
    again = await worker.snapshot(ids[-1])

    assert [snapshot.tables[0].name for snapshot in read] == [f"{run_id}_0000" for run_id in ids]
    assert again is read[-1]
    assert await worker.services() is services
