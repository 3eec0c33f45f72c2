"""Runs in a peer's environment: ``python -m bench.quality.peers.process NAME TARGET.json``.

The clock starts when everything is imported and set up, so that a peer is not charged for its start.
"""

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def main() -> None:
    """Prepare, profile, and print seconds, processor seconds and which metrics of each column have a value."""
    name, file = sys.argv[1:]
    target = json.loads(Path(file).read_text(encoding="utf-8"))
    profile = import_module(f"bench.quality.peers.tools.{name}").prepare(target)
    used, began = _used(), time.perf_counter()
    told = profile()
    seconds, used = time.perf_counter() - began, _used() - used
    lists = {column: sorted(metrics) for column, metrics in told.items()}
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "processor_seconds": used, "told": lists}) + "\n")


if __name__ == "__main__":
    main()
