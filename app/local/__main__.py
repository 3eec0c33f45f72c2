"""``python -m app.local``: obtains the runtime binaries and says where they are, without starting anything."""

import sys

from app.local.binaries import obtain
from app.local.failure import StartError
from app.local.programs import PROGRAMS


def main() -> int:
    """Gives the exit code: 0 when all binaries are at hand."""
    try:
        for binary in obtain(PROGRAMS, _say).values():
            _say(f"{binary.program.title} {binary.version} ({binary.origin}: {binary.path})")
    except StartError as error:
        _say(f"{error.problem}.\n  Fix: {error.fix}" if error.fix else f"{error.problem}.")
        return 1
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a terminal program


if __name__ == "__main__":
    sys.exit(main())
