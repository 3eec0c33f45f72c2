"""Other tools that read a schema, as whole processes beside our own command.

They are installed by whoever wants them in the run: SchemaCrawler as a folder of jars (``schemacrawler``,
``-commandline``, ``-text``, ``-postgresql`` and the JDBC driver, from Maven), DataHub as the Python of an environment
with ``acryl-datahub[postgres]``.
"""

import json
import sys
from pathlib import Path
from typing import Any

Command = dict[str, Any]
"""``command`` and ``environment`` for ``bench.whole_process``."""


def sourcesense(target: dict[str, Any], folder: Path) -> Command:
    """Our command, as a user runs it."""
    fields = target["connection"]
    url = f"postgresql://{fields['user']}@{fields['host']}:{fields['port']}/{fields['database']}?sslmode=disable"
    output = str(folder / "command.jsonl")
    command = [
        str(Path(sys.executable).with_name("sourcesense")),
        "schema",
        url,
        "--format",
        "jsonl",
        "--output",
        output,
    ]
    return {"command": command, "environment": {"SOURCESENSE_PASSWORD": target["password"]}}


def schemacrawler(target: dict[str, Any], folder: Path, jars: Path) -> Command:
    """Everything it knows, as text; its JSON needs further libraries."""
    fields = target["connection"]
    place = [f"--{name}={fields[name]}" for name in ("host", "port", "database", "user")]
    what = [
        "--info-level=maximum",
        "--command=schema",
        "--output-format=text",
        f"--output-file={folder / 'crawled.txt'}",
    ]
    command = ["java", "-cp", f"{jars}/*", "schemacrawler.Main", "--server=postgresql", *place]
    return {"command": [*command, f"--password={target['password']}", *what], "environment": {}}


def datahub(target: dict[str, Any], folder: Path, python: Path) -> Command:
    """Its PostgreSQL source into a file; profiling and lineage from views off."""
    fields = target["connection"]
    recipe = {
        "source": {
            "type": "postgres",
            "config": {
                "host_port": f"{fields['host']}:{fields['port']}",
                "database": fields["database"],
                "username": fields["user"],
                "password": target["password"],
                "include_view_lineage": False,
            },
        },
        "sink": {"type": "file", "config": {"filename": str(folder / "ingested.json")}},
    }
    file = folder / "recipe.yml"  # JSON is YAML
    file.write_text(json.dumps(recipe))
    environment = {"DATAHUB_TELEMETRY_ENABLED": "false", "HOME": str(folder)}
    return {"command": [str(python), "-m", "datahub", "ingest", "-c", str(file)], "environment": environment}
