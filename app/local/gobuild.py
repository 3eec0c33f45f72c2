"""Builds the runtime binaries with the Go toolchain, for machines that reach a Go module proxy at most."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.local.failure import StartError
from app.local.process import child_setup
from app.local.programs import DAPRD, DAPRD_MODULE, TEMPORAL, Program, pinned_daprd_version

GO_FIX = "install Go 1.26 or newer (https://go.dev/dl) and put its bin folder on PATH"

_LOG_TAIL_LINES = 6


@dataclass(frozen=True, slots=True)
class Build:
    """A running build of one program."""

    program: Program
    version: str
    executable: Path
    process: subprocess.Popen[bytes]
    log: Path

    def result(self) -> Path:
        """The executable of a build that has ended.

        Raises:
            StartError: the build failed; the end of its output is in the text.
        """
        if self.process.returncode != 0 or not self.executable.is_file():
            tail = " · ".join(self.log.read_text(errors="replace").splitlines()[-_LOG_TAIL_LINES:])
            raise StartError(f"the Go build of {self.program.title} failed: {tail}", GO_FIX)
        return self.executable

    def cancel(self) -> None:
        """Ends a build that is no longer wanted, compilers included."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def find_go() -> Path:
    """The ``go`` command, also from its usual folder when PATH lacks it.

    Raises:
        StartError: there is none.
    """
    for candidate in (shutil.which("go"), "/usr/local/go/bin/go"):
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    raise StartError("the Go toolchain is not installed", GO_FIX)


def start_build(program: Program, folder: Path) -> Build:
    """Starts building one program into ``folder``; both builds may run at once, Go's caches allow it.

    Raises:
        StartError: Go is not installed.
    """
    command, folder_of_source, version = _RECIPES[program.name](find_go(), folder)
    log = folder / f"{program.name}.build.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command line
            command,
            cwd=folder_of_source,
            env={**os.environ, "GOBIN": str(folder), "GOFLAGS": "-buildvcs=false", "CGO_ENABLED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=child_setup(signal.SIGKILL),  # noqa: PLW1509 - no thread runs in this process
        )
    return Build(program, version, folder / program.name, process, log)


Recipe = Callable[[Path, Path], tuple[list[str], Path, str]]


def _temporal(go: Path, folder: Path) -> tuple[list[str], Path, str]:
    # The version is stamped as the official release does it: `go install` verifies that it is this version.
    stamp = f"-s -w -X github.com/temporalio/cli/temporalcli.Version={TEMPORAL.release}"
    module = f"github.com/temporalio/cli/cmd/temporal@v{TEMPORAL.release}"
    return [str(go), "install", "-trimpath", "-ldflags", stamp, module], folder, TEMPORAL.release


def _daprd(go: Path, folder: Path) -> tuple[list[str], Path, str]:
    version = pinned_daprd_version()
    stamp = f"-s -w -X github.com/dapr/dapr/pkg/buildinfo.version={version}"
    options = ["-trimpath", "-mod=readonly", "-tags", "stablecomponents", "-ldflags", stamp]
    return [str(go), "build", *options, "-o", str(folder / "daprd"), "."], DAPRD_MODULE, version


_RECIPES: dict[str, Recipe] = {TEMPORAL.name: _temporal, DAPRD.name: _daprd}
