"""``sourcesense schema``: the schema of one database as a file, in this process and without a server."""

import gc
import json
from pathlib import Path
from typing import Annotated

import typer

from app.cli.cost import cost_of
from app.cli.endings import end_with_gaps, fail
from app.cli.options import (
    Exclude,
    Include,
    Stats,
)
from app.cli.output import write_out
from app.cli.source_options import SourceOptions, Target, about_a_source
from app.errors import SourceSenseError
from app.model.lineage import ViewLineage
from app.model.schema import Snapshot


@about_a_source
def schema(
    target: Target,
    *,
    form: Annotated[
        str, typer.Option("--format", help="json, jsonl, markdown, mermaid, dbml, sql, or a plugin's.")
    ] = "json",
    include: Include = None,
    exclude: Exclude = None,
    lineage: Annotated[bool, typer.Option("--lineage", help="Say where columns of views come from.")] = False,
    output: Annotated[
        Path | None, typer.Option(dir_okay=False, help="File to write; standard output without.")
    ] = None,
    stats: Stats = False,
    source: SourceOptions,
) -> None:
    """Write the schema of a database: tables, columns, keys, views, types, and what could not be read."""
    from app.results.exports import get_export  # noqa: PLC0415 - what follows is of no use to other commands
    from app.schema.narrowing import narrowed  # noqa: PLC0415 - as above
    from app.schema.selection import Selection  # noqa: PLC0415 - as above
    from app.wiring.schema import schema_here  # noqa: PLC0415 - as above

    gc.disable()  # what a catalog is made of lives until the end: looking for garbage in it only takes time
    try:
        export = get_export(form)
        read = schema_here(*source.of(target))
        selection = Selection(include=tuple(include or ()), exclude=tuple(exclude or ()))
        snapshot = narrowed(read.snapshot, selection)
        write_out(export.write(snapshot, _lineage(snapshot) if lineage else None), output)
    except SourceSenseError as error:
        fail(error)
    cost = cost_of(snapshot.statements, rows_read=0, reader_peak_bytes=read.reader_peak_bytes)
    end_with_gaps(snapshot, last=json.dumps(cost) if stats else None)


def _lineage(snapshot: Snapshot) -> tuple[ViewLineage, ...]:
    from app.schema.lineage import lineage_of  # noqa: PLC0415 - loads sqlglot, which most calls do not need

    return lineage_of(snapshot)
