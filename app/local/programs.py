"""The two programs we run but did not write: which versions fit, where official builds come from.

Checksums are those of the official archives as other projects' package definitions publish them; a version
without a known checksum is never downloaded.
"""

import platform
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.local.failure import StartError

REPOSITORY = Path(__file__).resolve().parents[2]
DAPRD_MODULE = REPOSITORY / "runtime" / "daprd"

VERSION_TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An official build: a ``.tar.gz`` that holds one executable."""

    url: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One runtime binary and where it may come from.

    Attributes:
        name: file name of the executable.
        title: what people call it.
        variable: environment variable that names an executable of the user's own.
        version_pattern: finds the version (group 1) in what ``--version`` prints.
        fitting: what the whole version line must match for a binary that nobody asked for by path.
        fitting_text: the same in words.
        release: version of the official archives.
        archives: official archives by platform, as ``linux-amd64``.
    """

    name: str
    title: str
    variable: str
    version_pattern: re.Pattern[str]
    fitting: re.Pattern[str]
    fitting_text: str
    release: str
    archives: Mapping[str, Archive]


TEMPORAL = Program(
    name="temporal",
    title="Temporal CLI",
    variable="TEMPORAL_CLI_PATH",
    version_pattern=re.compile(r"^temporal version (\S+)"),
    # The server inside decides what history and workflow behave like, so the server's version is checked.
    fitting=re.compile(r"^temporal version \S+ \(Server 1\.29\.\d+,"),
    fitting_text="Temporal CLI with server 1.29.x",
    release="1.5.1",
    archives={
        "linux-amd64": Archive(
            url="https://github.com/temporalio/cli/releases/download/v1.5.1/temporal_cli_1.5.1_linux_amd64.tar.gz",
            sha256="ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d",
        ),
        "linux-arm64": Archive(
            url="https://github.com/temporalio/cli/releases/download/v1.5.1/temporal_cli_1.5.1_linux_arm64.tar.gz",
            sha256="bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5",
        ),
    },
)

DAPRD = Program(
    name="daprd",
    title="daprd",
    variable="DAPRD_PATH",
    version_pattern=re.compile(r"^(\d+\.\d+\.\d+\S*)"),
    fitting=re.compile(r"^1\.18\.\d+$"),
    fitting_text="daprd 1.18.x",
    release="1.18.1",
    archives={
        "linux-amd64": Archive(
            url="https://github.com/dapr/dapr/releases/download/v1.18.1/daprd_linux_amd64.tar.gz",
            sha256="d023c00a5a7a7adc17d43fcf4a2389b6f2ba1d9c3467e94456b74b228e9a8c50",
        ),
    },
)

PROGRAMS = (TEMPORAL, DAPRD)

_ARCHITECTURES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def this_platform() -> str:
    """This machine as release archives name it, such as ``linux-amd64``."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}-{_ARCHITECTURES.get(machine, machine)}"


def version_line(executable: Path) -> str:
    """The first line that ``executable --version`` prints: nobody's word but the binary's own.

    Raises:
        StartError: it does not run, fails, or prints nothing.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - the path is the user's own or from our cache
            [str(executable), "--version"],
            capture_output=True,
            text=True,
            timeout=VERSION_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise StartError(f"{executable} does not run ({type(error).__name__})") from None
    lines = answer.stdout.strip().splitlines()
    if not lines:
        raise StartError(f"{executable} does not tell its version")
    return lines[0].strip()


def pinned_daprd_version() -> str:
    """The Dapr version that ``runtime/daprd/go.mod`` requires, without the leading v.

    >>> pinned_daprd_version().startswith("1.18.")
    True
    """
    found = re.search(r"github\.com/dapr/dapr v(\S+)", (DAPRD_MODULE / "go.mod").read_text())
    if found is None:
        raise StartError("runtime/daprd/go.mod does not name a Dapr version", "git checkout runtime/daprd")
    return found.group(1)
