"""``sourcesense profile``: the numbers of tables or of a file, in this process and without a server."""

import json
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.cli.cost import cost_of
from app.cli.endings import fail
from app.cli.exits import exit_of_run, exit_with_rules
from app.cli.options import (
    AsJson,
    Connections,
    DetectorFiles,
    Exclude,
    Include,
    SampleRows,
    Stats,
    Views,
)
from app.cli.profile_text import print_profile
from app.cli.rendering import as_json
from app.cli.rule_options import (
    Earlier,
    FailedSeverity,
    FailOn,
    RulesAlong,
    exit_of_rules,
    read_given_rules,
)
from app.cli.source_options import SourceOptions, about_a_source
from app.errors import SourceSenseError
from app.model.run import ScanOptions
from app.model.ways import Mode

_LIMITS = {Mode.FAST: 30, Mode.DEFAULT: 30, Mode.EXACT: 600}
"""Seconds a statement may take unless told otherwise; exact mode asks for every row, whatever that costs."""


@about_a_source
def profile(
    target: Annotated[
        str,
        typer.Argument(help="URL without password, or path of a SQLite, CSV, Parquet or JSON lines file."),
    ],
    *,
    table: Annotated[
        list[str] | None, typer.Option(help="Only this table: name, schema.name or a glob; repeatable.")
    ] = None,
    mode: Annotated[Mode, typer.Option(help="How much is read.")] = Mode.DEFAULT,
    as_document: AsJson = False,
    stats: Stats = False,
    sample: SampleRows = 1000,
    views: Views = False,
    include: Include = None,
    exclude: Exclude = None,
    timeout: Annotated[
        int | None, typer.Option(min=1, max=3600, help="Seconds per statement; 30, in exact mode 600.")
    ] = None,
    detectors: DetectorFiles = None,
    rules: RulesAlong = None,
    earlier: Earlier = None,
    fail_on: FailedSeverity = FailOn.ERROR,
    connections: Connections = 2,
    source: SourceOptions,
) -> None:
    """Profile tables: every number exact or with its bound, what seems wrong, a score with its coverage."""
    from app.wiring.profile import profile_here  # noqa: PLC0415 - loads the catalogue and the drivers' side
    from app.wiring.profile_file import is_table_file, profile_file_here  # noqa: PLC0415 - as above

    options = ScanOptions(
        sample_rows=sample,
        views=views,
        max_connections=connections,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        statement_timeout_seconds=timeout or _LIMITS[mode],
    )
    try:
        if is_table_file(target):
            if table or include or exclude or rules:
                raise typer.BadParameter("--table, --include, --exclude and --rules go with a database.")
            done = profile_file_here(Path(target), mode=mode, sample_rows=sample, detectors=detectors or ())
        else:
            done = profile_here(
                *source.of(target),
                options,
                tables=table or (),
                mode=mode,
                detectors=detectors or (),
                rules=read_given_rules(rules, earlier),
            )
    except SourceSenseError as error:
        fail(error)
    document = msgspec.to_builtins(done.document)
    (as_json if as_document else print_profile)(document)
    if stats:
        cost = cost_of(done.statements, rows_read=done.rows_read, reader_peak_bytes=done.reader_peak_bytes)
        typer.echo(json.dumps(cost), err=True)
    ruled = exit_of_rules(document["rules"], fail_on)
    sys.exit(exit_with_rules(exit_of_run(done.document.state, None), ruled))
