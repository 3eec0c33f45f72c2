"""Soda Core: a scan of checks that always hold, one for each metric it has for a column."""

from collections.abc import Callable
from typing import Any

from bench.quality.mixed import COLUMNS, NUMBERS, TEXTS
from bench.quality.peers.tools.soda import scan_of

Told = dict[str, set[str]]


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The scan, with its checks parsed."""
    scan = scan_of(target, "\n".join((f"checks for {target['table']}:", "  - row_count >= 0", *_checks())))

    def profile() -> Told:
        scan.execute()
        if scan.has_error_logs():
            raise RuntimeError(scan.get_error_logs_text())
        told: Told = {column: set() for column in COLUMNS}
        for check in scan.get_scan_results()["checks"]:
            if check["column"] and check["diagnostics"]["value"] is not None:
                told[check["column"]].add(check["name"].split("(")[0])
        return told

    return profile


def _checks() -> list[str]:
    named = [(column, ("missing_count", "duplicate_count")) for column in COLUMNS]
    named += [(column, ("min", "max", "avg", "stddev")) for column in NUMBERS]
    named += [(column, ("min_length", "max_length", "avg_length")) for column in TEXTS]
    return [f"  - {metric}({column}) >= 0" for column, metrics in named for metric in metrics]
