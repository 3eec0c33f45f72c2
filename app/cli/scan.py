"""``sourcesense scan``: one database, through the server or in this process."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.document import Document
from app.cli.endings import end_with, fail, fail_with
from app.cli.evidence import evidence_file
from app.cli.following import follow
from app.cli.options import (
    AsJson,
    Connections,
    DetectorFiles,
    EvidenceOut,
    Exclude,
    Include,
    SampleRows,
    Server,
    Stats,
    Views,
)
from app.cli.rendering import as_json, as_table
from app.cli.rule_options import (
    Earlier,
    FailedSeverity,
    FailOn,
    RulesAlong,
    exit_of_rules,
    read_given_rules,
)
from app.cli.source_options import SourceOptions, Target, about_a_source
from app.connection.credential import Credential
from app.errors import SourceSenseError
from app.model.ways import Mode

if TYPE_CHECKING:
    from app.pipeline.given_rules import GivenRules


_INSTEAD = {
    "detectors": "a server takes SOURCESENSE_DETECTORS",
    "evidence": "a server keeps it with the run",
    "rules": "a server keeps the rules of a source",
}
"""What takes the place of an option that goes with ``--local`` alone."""


@about_a_source
def scan(
    target: Target,
    *,
    local: Annotated[bool, typer.Option("--local", help="In this process, without any server.")] = False,
    as_document: AsJson = False,
    stats: Stats = False,
    sample: SampleRows = 1000,
    quality: Annotated[bool, typer.Option(help="Analyse data quality too.")] = True,
    mode: Annotated[Mode, typer.Option(help="How much of each table is measured.")] = Mode.DEFAULT,
    views: Views = False,
    include: Include = None,
    exclude: Exclude = None,
    refresh_schema: Annotated[
        bool, typer.Option("--refresh-schema", help="Read the schema anew, however fresh the last one is.")
    ] = False,
    detectors: DetectorFiles = None,
    evidence: EvidenceOut = None,
    rules: RulesAlong = None,
    earlier: Earlier = None,
    fail_on: FailedSeverity = FailOn.ERROR,
    connections: Connections = 2,
    source: SourceOptions,
    server: Server = None,
) -> None:
    """Scan a database: schema, sensitive data, quality."""
    _only_here(local, detectors=detectors, evidence=evidence, rules=rules)
    if rules and not quality:
        raise typer.BadParameter("--rules are checked with quality.")
    options: Document = {
        "sample_rows": sample,
        "quality": quality,
        "measure": mode.value,
        "views": views,
        "max_connections": connections,
        "include": include or [],
        "exclude": exclude or [],
        "refresh_schema": refresh_schema,
    }
    try:
        connection, credential = source.of(target)
        if local:
            given = read_given_rules(rules, earlier)
            run, results, cost = _here(
                connection, credential, options, given, detectors=detectors or (), evidence=evidence
            )
        else:
            run, results, cost = _on_server(Client.found(server), connection, credential, options)
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if as_document:
        as_json({"run": run, **results})
    else:
        as_table(run, results)
    if stats:
        sys.stderr.write(json.dumps(cost) + "\n")
    end_with(run, rules=exit_of_rules(results.get("rules"), fail_on))


def _only_here(local: bool, **given: object) -> None:
    """Refuses options that mean something without a server alone."""
    for name, instead in _INSTEAD.items():
        if given[name] and not local:
            raise typer.BadParameter(f"--{name} goes with --local; {instead}.")


def _on_server(
    client: Client, connection: Document, credential: Credential, options: Document
) -> tuple[Document, Document, Document]:
    run = follow(client, client.start(connection, credential, options))
    totals = run["totals"]
    cost = {
        "connections": totals["connections_opened"],
        "statements": totals["statements"],
        "rows_read": totals["rows_read"],
    }
    return run, client.results(run["id"]), cost


def _here(
    connection: Document,
    credential: Credential,
    options: Document,
    rules: "GivenRules",
    *,
    detectors: Sequence[Path],
    evidence: Path | None,
) -> tuple[Document, Document, Document]:
    from app.wiring.cli import scan_here  # noqa: PLC0415 - loads the catalogue and the drivers' side

    with evidence_file(evidence) as out:
        return scan_here(connection, credential, options, rules, detectors=detectors, evidence=out)
