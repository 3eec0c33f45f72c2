"""The JSON Schema of the format ``json``, made of the types that are written (docs/schema-format.json).

``python -m app.results.exports.json_schema > docs/schema-format.json``; a test fails when it is out of date.
"""

import json
import sys
from typing import Any

import msgspec

from app.model.lineage import ViewLineage
from app.model.schema import Snapshot
from app.results.exports.objects import FORMAT, FORMAT_VERSION, LISTS, Head

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of the whole document; every field is written and required but ``lineage``, which is asked for."""
    (head, snapshot, lineage), parts = msgspec.json.schema_components(
        (Head, Snapshot, list[ViewLineage]), ref_template="#/$defs/{name}"
    )
    for part in parts.values():
        _require_all(part)
    heads, bodies = (parts.pop(each["$ref"].rpartition("/")[2])["properties"] for each in (head, snapshot))
    heads |= {"format": {"const": FORMAT}, "format_version": {"const": FORMAT_VERSION}}
    properties = {**heads, **{name: bodies[name] for name in LISTS}}
    return {
        "$schema": _DRAFT,
        "title": "The schema of a database, as SourceSense writes it",
        "type": "object",
        "properties": {**properties, "lineage": lineage},
        "required": list(properties),
        "$defs": parts,
    }


def _require_all(part: dict[str, Any]) -> None:
    fields: dict[str, dict[str, Any]] = part.get("properties", {})
    for field in fields.values():
        field.pop("default", None)
    if fields:
        part["required"] = list(fields)


def main() -> None:
    """Print it."""
    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")


if __name__ == "__main__":
    main()
