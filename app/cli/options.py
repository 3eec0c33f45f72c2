"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

RunId = Annotated[str, typer.Argument(help="Id of a run.")]
Server = Annotated[str | None, typer.Option(help="Address of the server.")]
Include = Annotated[list[str] | None, typer.Option(help="Tables to take, as globs.")]
Exclude = Annotated[list[str] | None, typer.Option(help="Tables to leave out of these.")]
Tls = Annotated[str | None, typer.Option(help="off, encrypt, verify-ca or verify-host.")]
Ca = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Authorities to trust, PEM.")]
ClientCertificate = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Ours, for a server that asks, PEM.")
]
ClientKey = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Its private key, PEM.")]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="Read it from standard input.")]
PasswordFile = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Read it from this file.")
]
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
