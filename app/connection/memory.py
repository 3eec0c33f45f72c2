"""How much memory a process has held at most, as the kernel counts it (proc_pid_status(5), ``VmHWM``).

``getrusage`` will not do: of our own process it remembers what was there before ``exec``, and of readers it
learns nothing, because their parent does not wait for them.
"""

import re
from pathlib import Path

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)
_PROCESS = re.compile(r"^Pid:\s*(\d+)$", re.MULTILINE)


def peak_bytes(process: int | None = None) -> int | None:
    """Most resident memory of the process so far, of this one by default; ``None`` once it is gone."""
    found = _found(_PEAK, Path("/proc") / ("self" if process is None else str(process)) / "status")
    return None if found is None else found * 1024


def process_of(pidfd: int) -> int | None:
    """The number of the process behind a pidfd; ``None`` once it is gone."""
    return _found(_PROCESS, Path(f"/proc/self/fdinfo/{pidfd}"))


def _found(pattern: re.Pattern[str], file: Path) -> int | None:
    try:
        match = pattern.search(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return int(match[1]) if match else None  # a process that has ended is -1 there, or has no memory
