"""One command as a whole process, start-up included: ``python -m bench.whole_process COMMAND.json``."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from bench.interleaved import Trial


def main() -> None:
    """Run ``{"command": [...], "environment": {...}}`` and tell its seconds and its largest process."""
    told = json.loads(Path(sys.argv[1]).read_text())
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command line
        told["command"],
        env={**os.environ, **told["environment"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seconds = time.perf_counter() - began
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(json.dumps(asdict(Trial(seconds=seconds, peak_mb=peak_mb))) + "\n")


if __name__ == "__main__":
    main()
