"""Our own command as a contender: ``sourcesense profile`` from its start to its end, as its user runs it."""

import json
import sys
from pathlib import Path
from typing import Any

from bench.interleaved import Trial
from bench.quality.outside import watch
from bench.quality.server import Target


def profile(target: Target, mode: str) -> Trial:
    """The table in that mode; statements as the command counts them, memory that of all its processes together."""
    place = target["connection"]
    url = f"postgresql://{place['user']}@{place['host']}:{place['port']}/{place['database']}?sslmode=disable"
    command = str(Path(sys.executable).with_name("sourcesense"))
    asked = [command, "profile", url, "--table", target["table"], "--mode", mode, "--json"]
    environment = {"SOURCESENSE_PASSWORD": target["password"]}
    seen = watch(asked, server=target["process"], environment=environment)
    document = json.loads(seen.printed)
    return Trial(
        seconds=seen.seconds,
        statements=document["statements"],
        peak_mb=seen.peak_mb,
        processor_seconds=seen.own_seconds + seen.server_seconds,
        whole_seconds=seen.seconds,
        told=_told(document["tables"][0]["columns"]),
    )


def _told(columns: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        column["name"]: [
            *(each["metric"] for each in column["measurements"] if each["value"] is not None),
            *(name for name, found in column["distribution"].items() if found),
        ]
        for column in columns
    }
