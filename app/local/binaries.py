"""Finds the Temporal CLI and daprd, or obtains them; the order is fixed and each miss has its reason.

1. the path in ``TEMPORAL_CLI_PATH`` / ``DAPRD_PATH``, 2. PATH with a fitting version, 3. our cache folder,
4. the official download with its pinned checksum, 5. a build with the Go toolchain.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.local.download import download
from app.local.failure import StartError
from app.local.gobuild import Build, start_build
from app.local.programs import Program, version_line

Say = Callable[[str], None]

_PROGRESS_SECONDS = 20
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """A program that runs: where it is, what it says it is, and how it was found."""

    program: Program
    path: Path
    version: str
    version_line: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Outcome of looking in the places that cost nothing."""

    program: Program
    binary: Binary | None
    misses: tuple[str, ...]


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where our binaries live: ``$XDG_CACHE_HOME/sourcesense/bin`` or ``~/.cache/sourcesense/bin``."""
    base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "sourcesense" / "bin"


def search(program: Program, environment: Mapping[str, str] = os.environ) -> Search:
    """Looks at the named path, at PATH and in the cache; opens no connection.

    Raises:
        StartError: a path was asked for by variable and is not that program.
    """
    misses: list[str] = []
    asked_for = environment.get(program.variable)
    if asked_for:
        return Search(program=program, binary=_asked_for(program, asked_for), misses=())
    misses.append(f"{program.variable} is not set")
    for path, origin in _candidates(program, environment):
        try:
            return Search(program=program, binary=_fitting(program, path, origin), misses=tuple(misses))
        except StartError as error:
            misses.append(error.problem)
    if not any(miss.endswith("on PATH") for miss in misses) and not shutil.which(
        program.name, path=environment.get("PATH")
    ):
        misses.append(f"no {program.name} on PATH")
    misses.append(f"nothing fitting in {cache_folder(environment)}")
    return Search(program=program, binary=None, misses=tuple(misses))


def obtain(programs: Sequence[Program], say: Say) -> dict[str, Binary]:
    """All programs by name, downloaded or built if need be.

    Raises:
        StartError: one cannot be had; every reason was said before.
    """
    searches = [search(program) for program in programs]
    found = {s.program.name: s.binary for s in searches if s.binary}
    missing = [s for s in searches if s.binary is None]
    if missing:
        with _alone(say):
            found |= _obtain_missing([s.program for s in missing], say)
    return found


def _obtain_missing(programs: Sequence[Program], say: Say) -> dict[str, Binary]:
    found: dict[str, Binary] = {}
    to_build: list[Program] = []
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="new-") as name:
        folder = Path(name)
        for program in programs:
            again = search(program)  # another start may have obtained it while we waited
            for miss in again.misses if again.binary is None else ():
                say(f"  {program.name}: {miss}")
            binary = again.binary or _downloaded(program, folder, say)
            if binary:
                found[program.name] = binary
            else:
                to_build.append(program)
        return found | _built(to_build, folder, say)


def _downloaded(program: Program, folder: Path, say: Say) -> Binary | None:
    try:
        path = download(program, folder)
        return _into_cache(program, path, program.release, "official release")
    except StartError as error:
        say(f"  {program.name}: {error.problem}")
        return None


def _built(programs: Sequence[Program], folder: Path, say: Say) -> dict[str, Binary]:
    if not programs:
        return {}
    builds: list[Build] = []
    started = time.monotonic()
    try:
        builds.extend(start_build(program, folder) for program in programs)
        names = " and ".join(f"{b.program.title} {b.version}" for b in builds)
        say(f"  building {names} from source with Go: some 3,000 packages, 3 to 10 minutes, only this once")
        _wait(builds, started, say)
        paths = [(b, b.result()) for b in builds]
        seconds = time.monotonic() - started
        say(f"  built in {seconds:.0f} s, kept in {cache_folder()}")
        return {b.program.name: _into_cache(b.program, p, b.version, "built with Go") for b, p in paths}
    finally:
        for build in builds:
            build.cancel()


def _wait(builds: Sequence[Build], started: float, say: Say) -> None:
    next_line = started + _PROGRESS_SECONDS
    while any(build.process.poll() is None for build in builds):
        if any(build.process.returncode for build in builds):
            return  # one failed: no reason to wait for the other
        time.sleep(_POLL_SECONDS)
        if time.monotonic() >= next_line:
            running = " and ".join(b.program.name for b in builds if b.process.returncode is None)
            say(f"  … still building {running}, {time.monotonic() - started:.0f} s so far")
            next_line += _PROGRESS_SECONDS


def _candidates(program: Program, environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    on_path = shutil.which(program.name, path=environment.get("PATH"))
    if on_path:
        yield Path(on_path), "PATH"
    for cached in sorted(cache_folder(environment).glob(f"{program.name}-*"), reverse=True):
        yield cached, "cache"


def _asked_for(program: Program, path: str) -> Binary:
    try:
        return _checked(program, Path(path), program.variable)
    except StartError as error:
        raise StartError(
            f"{program.variable} does not name a working {program.title}: {error.problem}",
            f"unset {program.variable}",
        ) from None


def _fitting(program: Program, path: Path, origin: str) -> Binary:
    binary = _checked(program, path, origin)
    if not program.fitting.match(binary.version_line):
        raise StartError(f"{path} says “{binary.version_line}”, wanted is {program.fitting_text}")
    return binary


def _checked(program: Program, path: Path, origin: str) -> Binary:
    line = version_line(path)
    version = program.version_pattern.match(line)
    if version is None:
        raise StartError(f"{path} is not {program.title}: it says “{line}”")
    return Binary(program=program, path=path, version=version.group(1), version_line=line, origin=origin)


def _into_cache(program: Program, path: Path, version: str, origin: str) -> Binary:
    """Moves a new binary to its place, under the version it reports itself."""
    binary = _fitting(program, path, origin)
    if binary.version != version:
        raise StartError(f"the new {program.name} says {binary.version}, expected was {version}: refused")
    target = cache_folder() / f"{program.name}-{version}"
    path.replace(target)
    return _fitting(program, target, origin)


@contextmanager
def _alone(say: Say) -> Generator[None]:
    """One start at a time downloads and builds; the others wait and then find the result."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another start is obtaining the binaries: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
