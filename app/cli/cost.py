"""What a command cost: its seconds since the process started, and memory of both processes."""

import os
import time
from pathlib import Path

from app.cli.document import Document
from app.connection.memory import peak_bytes

_START_FIELD = 22 - 3  # proc_pid_stat(5): starttime, counted from the field after the name in brackets


def cost_of(statements: int, *, rows_read: int, reader_peak_bytes: int | None) -> Document:
    """The one line of ``--stats``; ``peak_mb`` adds up the most that this process and its reader ever held."""
    own = peak_bytes()
    peak = None if own is None or reader_peak_bytes is None else own + reader_peak_bytes
    return {
        "seconds": round(seconds_since_start(), 3),
        "statements": statements,
        "rows_read": rows_read,
        "peak_mb": None if peak is None else round(peak / 2**20, 1),
    }


def seconds_since_start() -> float:
    """Seconds since this process was started, the loading of Python included; to a hundredth."""
    fields = Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()
    started = int(fields[_START_FIELD]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started
