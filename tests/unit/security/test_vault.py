"""A password waits sealed, opens for its own connection only, and is gone in the end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CredentialMissingError
from app.results.memory_store import MemoryObjectStore, MemoryStateStore
from app.security.cipher import MasterKey
from app.security.vault import CredentialVault

KEY = MasterKey(bytes(range(32)))
BINDING = ("postgresql", "db.internal", "5432", "reader", "verify-full")


@pytest.fixture
def records() -> MemoryStateStore:
    return MemoryStateStore()


@pytest.fixture
def markers() -> MemoryObjectStore:
    return MemoryObjectStore()


@pytest.fixture
def vault(records: MemoryStateStore, markers: MemoryObjectStore) -> CredentialVault:
    return CredentialVault(records, markers, KEY)


async def names(markers: MemoryObjectStore) -> list[str]:
    return [path async for path in markers.list("credentials/")]


@settings(deadline=None)
@given(password=st.text(st.characters(exclude_categories=()), max_size=100))
async def test_any_password_opens_for_its_run_and_connection(password: str) -> None:
    vault = CredentialVault(MemoryStateStore(), MemoryObjectStore(), KEY)

    await vault.seal("run", BINDING, password)

    assert await vault.open("run", BINDING) == password


@pytest.mark.parametrize("field", range(len(BINDING)))
async def test_a_connection_that_was_changed_finds_no_password(vault: CredentialVault, field: int) -> None:
    await vault.seal("run", BINDING, "planted secret")
    changed = tuple("other" if index == field else value for index, value in enumerate(BINDING))

    with pytest.raises(CredentialMissingError):
        await vault.open("run", changed)


async def test_fields_cannot_be_shifted_against_each_other(vault: CredentialVault) -> None:
    await vault.seal("run", ("ab", "c"), "planted secret")

    with pytest.raises(CredentialMissingError):
        await vault.open("run", ("a", "bc"))


async def test_another_run_finds_no_password_even_with_the_record_moved(
    vault: CredentialVault, records: MemoryStateStore
) -> None:
    await vault.seal("run", BINDING, "planted secret")
    record = await records.get("cred.run")
    assert record is not None
    await records.create("cred.other", record.value)

    with pytest.raises(CredentialMissingError):
        await vault.open("other", BINDING)


async def test_the_stored_record_does_not_hold_the_password(
    vault: CredentialVault, records: MemoryStateStore
) -> None:
    await vault.seal("run", BINDING, "planted secret")

    record = await records.get("cred.run")

    assert record is not None
    assert b"planted secret" not in record.value


async def test_sealing_again_keeps_the_first_password(vault: CredentialVault) -> None:
    await vault.seal("run", BINDING, "first")
    await vault.seal("run", BINDING, "second")

    assert await vault.open("run", BINDING) == "first"


async def test_a_destroyed_password_is_gone_and_destroying_again_is_no_error(
    vault: CredentialVault, records: MemoryStateStore, markers: MemoryObjectStore
) -> None:
    await vault.seal("run", BINDING, "planted secret")

    await vault.destroy("run")
    await vault.destroy("run")

    assert await records.get("cred.run") is None
    assert await names(markers) == []
    with pytest.raises(CredentialMissingError):
        await vault.open("run", BINDING)


async def test_the_sweep_destroys_what_ended_runs_left_behind_and_nothing_else(
    vault: CredentialVault, markers: MemoryObjectStore
) -> None:
    for run in ("ended", "running", "ended-too"):
        await vault.seal(run, BINDING, "planted secret")

    async def is_final(run_id: str) -> bool:
        return run_id.startswith("ended")

    assert await vault.sweep(is_final) == 2
    assert await names(markers) == ["credentials/running"]
    assert await vault.open("running", BINDING) == "planted secret"


async def test_a_crash_between_marker_and_password_leaves_nothing_behind(
    vault: CredentialVault, markers: MemoryObjectStore
) -> None:
    await markers.put("credentials/crashed", b"")

    async def is_final(_: str) -> bool:
        return True

    assert await vault.sweep(is_final) == 1
    assert await names(markers) == []
