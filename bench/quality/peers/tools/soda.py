"""Soda Core: a scan of checks that always hold, one for each metric it has for a column.

Its profiling of columns needs Soda's cloud; checks do not, and evaluate the same metrics.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.quality.mixed import COLUMNS, NUMBERS, TEXTS

Told = dict[str, set[str]]


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The scan, with its checks parsed."""
    scan = import_module("soda.scan").Scan()
    scan.disable_telemetry()
    scan.set_data_source_name("bench")
    scan.add_configuration_yaml_str(_source(target))
    scan.add_sodacl_yaml_str("\n".join((f"checks for {target['table']}:", "  - row_count >= 0", *_checks())))

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


def _source(target: dict[str, Any]) -> str:
    place = target["connection"]
    fields = {
        "type": "postgres",
        "host": place["host"],
        "port": place["port"],
        "username": target["peer"],
        "password": target["password"],
        "database": place["database"],
        "schema": "public",
    }
    return "\n".join(
        ("data_source bench:", *(f"  {name}: {_quoted(value)}" for name, value in fields.items()))
    )


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _checks() -> list[str]:
    named = [(column, ("missing_count", "duplicate_count")) for column in COLUMNS]
    named += [(column, ("min", "max", "avg", "stddev")) for column in NUMBERS]
    named += [(column, ("min_length", "max_length", "avg_length")) for column in TEXTS]
    return [f"  - {metric}({column}) >= 0" for column, metrics in named for metric in metrics]
