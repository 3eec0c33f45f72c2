"""Soda Core: its profile of columns; it leaves out dates, times and booleans."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

Told = dict[str, set[str]]


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The scan, with what is asked parsed."""
    scan = scan_of(target, f"profile columns:\n  columns:\n    - {target['table']}.%")

    def profile() -> Told:
        scan.execute()
        if scan.has_error_logs():
            raise RuntimeError(scan.get_error_logs_text())
        (table,) = scan.get_scan_results()["profiling"]
        return {
            column["columnName"]: {name for name, value in column["profile"].items() if value is not None}
            for column in table["columnProfiles"]
        }

    return profile


def scan_of(target: dict[str, Any], asked: str) -> Any:
    """A scan of the table's database in SodaCL, told to no cloud."""
    scan = import_module("soda.scan").Scan()
    scan.disable_telemetry()
    scan.set_data_source_name("bench")
    scan.add_configuration_yaml_str(_source(target))
    scan.add_sodacl_yaml_str(asked)
    return scan


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
