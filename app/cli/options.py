"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

RunId = Annotated[str, typer.Argument(help="Id of a run.")]
Server = Annotated[str | None, typer.Option(help="Address of the server.")]
Include = Annotated[
    list[str] | None, typer.Option(help="Only these tables, as globs such as sales.*; repeatable.")
]
Exclude = Annotated[list[str] | None, typer.Option(help="Without these tables; repeatable.")]
SampleRows = Annotated[int, typer.Option("--sample", min=1, max=100_000, help="Rows sampled per table.")]
Views = Annotated[bool, typer.Option(help="Read views too; that runs their queries.")]
Connections = Annotated[int, typer.Option(min=1, max=16, help="Connections to the source.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Stats = Annotated[bool, typer.Option("--stats", help="End standard error with the cost, as JSON.")]
DetectorFiles = Annotated[
    list[Path] | None,
    typer.Option("--detectors", help="TOML file of custom detectors; repeatable."),
]
EvidenceOut = Annotated[
    Path | None,
    typer.Option("--evidence", help="File for what the verdicts rest on; sourcesense redecide reads it."),
]
