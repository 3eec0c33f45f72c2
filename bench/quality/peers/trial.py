"""One peer once, seen from outside: ``python -m bench.quality.peers.trial NAME PYTHON TARGET.json``."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.interleaved import Trial
from bench.quality.outside import watch
from bench.quality.server import Target, reading_statements, rows_read

_SILENT: Final = {
    "DATAHUB_TELEMETRY_ENABLED": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "YDATA_PROFILING_NO_ANALYTICS": "True",
}
"""Nothing is told to their makers; Soda's is switched off where it is called."""


def trial(name: str, python: str, file: Path) -> Trial:
    """Its seconds and processor seconds once it is set up; its memory, statements and rows from start to end."""
    target: Target = json.loads(file.read_text(encoding="utf-8"))
    log = Path(target["log"])
    before, written = rows_read(target), log.stat().st_size
    command = [python, "-m", "bench.quality.peers.process", name, str(file)]
    with tempfile.TemporaryDirectory() as home:
        # What they write beside their answer goes with it.
        own_place = {"HOME": home, "TMPDIR": home}
        seen = watch(command, server=target["process"], environment=_SILENT | own_place)
    rows = rows_read(target) - before
    own = json.loads(seen.printed.splitlines()[-1])
    said = log.read_bytes()[written:].decode("utf-8", "replace")
    return Trial(
        seconds=own["seconds"],
        statements=reading_statements(said, target["table"]),
        rows=rows,
        peak_mb=seen.peak_mb,
        processor_seconds=own["processor_seconds"] + seen.server_seconds,
        whole_seconds=seen.seconds,
        told=own["told"],
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(trial(sys.argv[1], sys.argv[2], Path(sys.argv[3])))) + "\n")
