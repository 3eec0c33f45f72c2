"""Finding binaries: the order, the reasons, and that nobody is believed but the binary itself."""

import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.local.binaries import cache_folder, search
from app.local.download import archive_for, download, unpack, verify
from app.local.failure import StartError
from app.local.programs import DAPRD, TEMPORAL, Archive, pinned_daprd_version, this_platform

GOOD = "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"
OLD = "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)"


def executable(path: Path, prints: str, code: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{prints}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    return {"PATH": str(tmp_path / "bin"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def found_path(environment: Mapping[str, str]) -> tuple[Path, str] | None:
    binary = search(TEMPORAL, environment).binary
    return (binary.path, binary.origin) if binary else None


def test_the_named_path_wins_over_path_and_cache(tmp_path: Path, environment: dict[str, str]) -> None:
    own = executable(tmp_path / "own", OLD)
    executable(tmp_path / "bin" / "temporal", GOOD)
    assert found_path(environment | {"TEMPORAL_CLI_PATH": str(own)}) == (own, "TEMPORAL_CLI_PATH")


def test_path_wins_over_the_cache(tmp_path: Path, environment: dict[str, str]) -> None:
    on_path = executable(tmp_path / "bin" / "temporal", GOOD)
    executable(cache_folder(environment) / "temporal-1.5.1", GOOD)
    assert found_path(environment) == (on_path, "PATH")


def test_a_misfit_on_path_is_passed_over_with_its_own_words(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    executable(tmp_path / "bin" / "temporal", OLD)
    cached = executable(cache_folder(environment) / "temporal-1.5.1", GOOD)
    outcome = search(TEMPORAL, environment)
    assert outcome.binary is not None
    assert outcome.binary.path == cached
    assert any(OLD in miss and "1.29.x" in miss for miss in outcome.misses)


def test_the_name_of_a_cached_file_is_not_believed(environment: dict[str, str]) -> None:
    executable(cache_folder(environment) / "temporal-1.5.1", OLD)
    assert search(TEMPORAL, environment).binary is None


@pytest.mark.parametrize(
    ("prints", "code"),
    [("nothing like it", 0), ("", 0), (GOOD, 3)],
    ids=["another program", "silent", "failing"],
)
def test_a_named_path_that_is_not_the_program_is_an_error(
    tmp_path: Path, environment: dict[str, str], prints: str, code: int
) -> None:
    own = executable(tmp_path / "own", prints, code)
    with pytest.raises(StartError, match="TEMPORAL_CLI_PATH does not name a working Temporal CLI"):
        search(TEMPORAL, environment | {"TEMPORAL_CLI_PATH": str(own)})


def test_a_named_path_that_does_not_exist_is_an_error(environment: dict[str, str]) -> None:
    with pytest.raises(StartError, match="does not run"):
        search(TEMPORAL, environment | {"TEMPORAL_CLI_PATH": "/nowhere/temporal"})


def test_every_place_that_was_looked_at_has_its_reason(environment: dict[str, str]) -> None:
    misses = search(DAPRD, environment).misses
    assert misses == (
        "DAPRD_PATH is not set",
        "no daprd on PATH",
        f"nothing fitting in {cache_folder(environment)}",
    )


def test_the_cache_folder_is_the_users_without_xdg() -> None:
    assert cache_folder({}) == Path.home() / ".cache" / "sourcesense" / "bin"


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        (GOOD, True),
        ("temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)", True),
        (OLD, False),
        ("temporal version 1.29.0 (Server 1.30.0, UI 2.42.1)", False),
    ],
)
def test_the_version_of_the_server_inside_decides(line: str, fits: bool) -> None:
    assert bool(TEMPORAL.fitting.match(line)) is fits


@pytest.mark.parametrize(
    ("line", "fits"),
    [("1.18.0", True), ("1.18.7", True), ("1.17.2", False), ("1.180.1", False), ("edge", False)],
)
def test_daprd_1_18_fits(line: str, fits: bool) -> None:
    assert bool(DAPRD.fitting.match(line)) is fits


def test_the_go_module_builds_a_version_that_fits() -> None:
    assert DAPRD.fitting.match(pinned_daprd_version())


def packed(tmp_path: Path, name: str, content: bytes = b"#!/bin/sh\necho hi\n") -> Path:
    path = tmp_path / "temporal.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for member in ("LICENSE", name):
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_a_checksum_that_differs_is_refused_with_both_sums(tmp_path: Path) -> None:
    archive = packed(tmp_path, "temporal")
    real = hashlib.sha256(archive.read_bytes()).hexdigest()
    with pytest.raises(StartError) as caught:
        verify(archive, "0" * 64)
    assert real in caught.value.problem
    assert "0" * 64 in caught.value.problem
    assert not archive.exists()


def test_a_download_is_checked_before_anything_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    source = packed(tmp_path / "from", "temporal")
    tampered = Archive(url=source.as_uri(), sha256="1" * 64)
    (tmp_path / "to").mkdir()
    with pytest.raises(StartError, match="refused"):
        download(replace(TEMPORAL, archives={this_platform(): tampered}), tmp_path / "to")
    assert list((tmp_path / "to").iterdir()) == []


def test_a_download_with_the_right_checksum_gives_the_executable(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    source = packed(tmp_path / "from", "bin/temporal")
    right = Archive(url=source.as_uri(), sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    (tmp_path / "to").mkdir()
    program = download(replace(TEMPORAL, archives={this_platform(): right}), tmp_path / "to")
    assert program.name == "temporal"
    assert program.stat().st_mode & 0o111


def test_without_a_known_checksum_nothing_is_downloaded() -> None:
    with pytest.raises(StartError, match="no checksum is known"):
        archive_for(replace(TEMPORAL, archives={}))


def test_an_archive_that_lacks_the_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="does not hold temporal"):
        unpack(packed(tmp_path, "other"), "temporal")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"<html>not found</html>")
    with pytest.raises(StartError, match="cannot be read"):
        unpack(tmp_path / "x.tar.gz", "temporal")


def test_no_network_is_a_reason_and_not_a_traceback(tmp_path: Path) -> None:
    gone = Archive(url=(tmp_path / "missing.tar.gz").as_uri(), sha256="2" * 64)
    with pytest.raises(StartError, match="the download failed"):
        download(replace(TEMPORAL, archives={this_platform(): gone}), tmp_path)
