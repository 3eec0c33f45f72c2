"""DataHub: its ingestion from PostgreSQL into a file, with its SQL profiler and every metric of a field on."""

import json
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Told = dict[str, set[str]]

_METRICS = ("null_count", "distinct_count", "min_value", "max_value", "mean_value", "median_value", "stddev_value", "quantiles", "distinct_value_frequencies", "histogram", "sample_values")  # fmt: skip


def prepare(target: dict[str, Any]) -> Callable[[], Told]:
    """The pipeline, made from a recipe as its command would; it reads the schema of that one table too."""
    file = Path(tempfile.mkdtemp()) / "ingested.json"
    pipeline = import_module("datahub.ingestion.run.pipeline").Pipeline.create(_recipe(target, file))

    def profile() -> Told:
        pipeline.run()
        pipeline.raise_from_status()
        return _told(file)

    return profile


def _recipe(target: dict[str, Any], file: Path) -> dict[str, Any]:
    place = target["connection"]
    config = {
        "host_port": f"{place['host']}:{place['port']}",
        "database": place["database"],
        "username": target["peer"],
        "password": target["password"],
        "include_view_lineage": False,
        "table_pattern": {"allow": [f".*{target['table']}$"]},
        "profiling": {"enabled": True} | {f"include_field_{metric}": True for metric in _METRICS},
    }
    sink = {"type": "file", "config": {"filename": str(file)}}
    return {"source": {"type": "postgres", "config": config}, "sink": sink}


def _told(file: Path) -> Told:
    aspects = (each.get("aspect", {}) for each in json.loads(file.read_text(encoding="utf-8")))
    profiles = [each["json"] for each in aspects if "fieldProfiles" in each.get("json", {})]
    return {
        field["fieldPath"]: {
            name for name, value in field.items() if name != "fieldPath" and value is not None
        }
        for profile in profiles
        for field in profile["fieldProfiles"]
    }
