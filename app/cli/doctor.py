"""``sourcesense doctor``: is everything here that a local start needs, and if not, which command helps."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from app.connection.dialects.mssql_odbc import OdbcError, driver
from app.connection.failures import REASONS
from app.errors import DetectorFileError, OdbcDriverMissingError, SettingInvalidError
from app.local import probes
from app.local.binaries import search
from app.local.failure import StartError
from app.local.gobuild import GO_FIX, find_go
from app.local.home import Home
from app.local.ports import DOORS, Ports, is_free
from app.local.programs import PROGRAMS, Program, this_platform
from app.plugins import load_plugins
from app.wiring.egress import read_settings

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)
PLUGIN_GROUPS = ("sourcesense.dialects", "sourcesense.detectors", "sourcesense.exports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what.
        ok: whether it will do.
        detail: what was found.
        fix: the command that helps; empty when nothing is wrong.
    """

    name: str
    ok: bool
    detail: str
    fix: str = ""


def doctor() -> None:
    """Check Python, runtime binaries, ports, data folder and running servers; exit code 1 if something is missing."""
    checks = list(examine(os.environ))
    for check in checks:
        typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<12}  {check.detail}")
        if check.fix:
            typer.echo(f"{'':<20}fix: {check.fix}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def examine(environment: Mapping[str, str]) -> Iterator[Check]:
    """Every check in the order in which a start needs them; changes nothing."""
    yield python_check(sys.version_info[:3])
    yield launcher_check(Path(sys.executable))
    for program in PROGRAMS:
        yield binary_check(program, environment)
    yield odbc_check()
    yield from plugin_checks()
    yield settings_check()
    yield detectors_check()
    home = Home.from_environment(environment)
    yield folder_check(home)
    stack = _running_stack(home)
    if stack is None:
        yield from port_checks(environment)
        yield Check(name="servers", ok=True, detail="not running (make run starts them)")
    else:
        yield from server_checks(stack)


def python_check(version: tuple[int, ...]) -> Check:
    """Whether this Python is one that the lock file was made for.

    >>> python_check((3, 10, 4)).ok
    False
    """
    text = ".".join(map(str, version))
    ok = OLDEST_PYTHON <= version[:2] <= NEWEST_PYTHON
    fix = "" if ok else "install Python 3.11, 3.12 or 3.13 and run: make clean run"
    return Check(name="Python", ok=ok, detail=text, fix=fix)


def launcher_check(python: Path) -> Check:
    """Whether the SDK's launcher is installed beside this Python."""
    script = python.with_name("application-sdk")
    if script.is_file():
        return Check(name="environment", ok=True, detail=str(script.parent.parent))
    return Check(name="environment", ok=False, detail=f"{script} does not exist", fix="make run")


def binary_check(program: Program, environment: Mapping[str, str]) -> Check:
    """Where the binary is, or how a start will obtain it."""
    try:
        found = search(program, environment)
    except StartError as error:
        return Check(name=program.name, ok=False, detail=error.problem, fix=error.fix)
    if found.binary is not None:
        binary = found.binary
        return Check(
            name=program.name, ok=True, detail=f"{binary.version_line} ({binary.origin}: {binary.path})"
        )
    return Check(
        name=program.name,
        ok=False,
        detail="; ".join(found.misses),
        fix=f"python -m app.local   ({_how_to_obtain(program)})",
    )


def odbc_check() -> Check:
    """The ODBC driver for SQL Server; other databases need none, so a missing one is no failure."""
    try:
        found = driver()
    except OdbcError as error:
        why = OdbcDriverMissingError(reason=REASONS[error.code]).explain()
        return Check(name="ODBC", ok=True, detail=f"{why.message} {why.next_step}")
    return Check(name="ODBC", ok=True, detail=f"for SQL Server: {found}")


def plugin_checks() -> Iterator[Check]:
    """Which plugins of each group load; one that does not costs only itself, and is named here."""
    for group in PLUGIN_GROUPS:
        plugins = load_plugins(group)
        yield Check(name="plugins", ok=True, detail=f"{group}: {', '.join(plugins.loaded) or 'none'}")
        for name, kind in plugins.failed.items():
            detail = f"{group}: “{name}” does not load ({kind})"
            yield Check(
                name="plugins", ok=False, detail=detail, fix="update or uninstall the plugin's package"
            )


def detectors_check() -> Check:
    """Whether the files of custom detectors are valid; a start would end otherwise."""
    from app.wiring.detectors import configured_files, types_in  # noqa: PLC0415 - loads the catalogue

    try:
        found = [each.id for file in configured_files() for each in types_in(file)]
    except DetectorFileError as error:
        explained = error.explain()
        return Check(name="detectors", ok=False, detail=explained.message, fix=explained.next_step)
    return Check(name="detectors", ok=True, detail=f"of your own: {', '.join(found) or 'none'}")


def settings_check() -> Check:
    """Whether the settings of the environment are valid; they would end a start otherwise."""
    try:
        read_settings()
    except SettingInvalidError as error:
        detail = error.explain().message
        return Check(name="settings", ok=False, detail=detail, fix=f"unset {error.evidence['setting']}")
    return Check(name="settings", ok=True, detail="valid")


def folder_check(home: Home) -> Check:
    """Whether the data folder can be written and has room."""
    existing = next(folder for folder in (home.root, *home.root.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        return Check(
            name="data folder",
            ok=False,
            detail=f"{home.root} cannot be written",
            fix="export SOURCESENSE_HOME=<a folder of yours>",
        )
    free_gib = shutil.disk_usage(existing).free / 2**30
    return Check(name="data folder", ok=True, detail=f"{home.root} ({free_gib:.1f} GiB free)")


def port_checks(environment: Mapping[str, str]) -> Iterator[Check]:
    """Whether the doors of the stack are free; a usual port that is taken is replaced at start."""
    try:
        asked = Ports.from_environment(environment).asked
    except StartError as error:
        yield Check(name="ports", ok=False, detail=error.problem, fix=error.fix)
        return
    for name, door in DOORS.items():
        port = asked.get(name, door.usual)
        if is_free(port):
            yield Check(name="port", ok=True, detail=f"{name}: {port}")
        elif name in asked:
            fix = f"end the program that listens there, or: unset {door.variable}"
            yield Check(name="port", ok=False, detail=f"{name}: {port} was asked for and is taken", fix=fix)
        else:
            yield Check(name="port", ok=True, detail=f"{name}: {port} is taken, a free one will be used")


def server_checks(stack: Mapping[str, object]) -> Iterator[Check]:
    """Whether each server of the running stack answers."""
    web, ui, dapr = (_port(stack.get(key)) for key in ("web", "temporal_ui", "dapr_http"))
    versions = (("temporal", probes.temporal_version(ui)), ("daprd", probes.daprd_version(dapr)))
    for name, version in versions:
        detail = f"server {version} answers" if version else "does not answer"
        yield Check(name=name, ok=version is not None, detail=detail, fix="" if version else "make run")
    answers = probes.answers(web, "/health")
    detail = f"{stack.get('web')} {'answers' if answers else 'does not answer'}"
    yield Check(name="web", ok=answers, detail=detail, fix="" if answers else "make run")


def _running_stack(home: Home) -> Mapping[str, object] | None:
    try:
        content: Mapping[str, object] = json.loads(home.stack_file.read_text())
    except (OSError, ValueError):
        return None
    return content


def _port(address: object) -> int:
    """The port at the end of an address, or the number itself; 0 when there is none.

    >>> _port("http://127.0.0.1:8000"), _port(3500), _port(None)
    (8000, 3500, 0)
    """
    tail = str(address).rpartition(":")[2]
    return int(tail) if tail.isdecimal() else 0


def _how_to_obtain(program: Program) -> str:
    ways = [f"downloads {program.release}"] if this_platform() in program.archives else []
    try:
        ways.append(f"builds it with {find_go()}")
    except StartError:
        ways.append(GO_FIX)
    return ", else ".join(ways)
