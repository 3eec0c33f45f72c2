"""``sourcesense lint``: remarks on the schema of one database, in this process and without a server."""

from typing import Annotated

import typer

from app.cli.endings import fail
from app.cli.options import (
    AsJson,
    Exclude,
    Include,
)
from app.cli.rendering import as_json
from app.cli.snapshots import is_snapshot_file, snapshot_in, snapshot_of
from app.cli.source_options import SourceOptions, about_a_source
from app.errors import SourceSenseError


@about_a_source
def lint(
    target: Annotated[
        str, typer.Argument(help="URL without password, path of a SQLite file, or of a schema.")
    ],
    *,
    rule: Annotated[list[str] | None, typer.Option(help="Only these rules.")] = None,
    include: Include = None,
    exclude: Exclude = None,
    json: AsJson = False,
    source: SourceOptions,
) -> None:
    """Remark on keys, indexes, names and types of a database; reads the catalog and no row."""
    import msgspec  # noqa: PLC0415 - what follows is of no use to other commands

    from app.cli.remarks import lint_text  # noqa: PLC0415 - as above
    from app.results.lint_document import lint_document  # noqa: PLC0415 - as above
    from app.schema.lint import linting  # noqa: PLC0415 - as above
    from app.schema.lint.rules import RULES  # noqa: PLC0415 - as above
    from app.schema.narrowing import narrowed  # noqa: PLC0415 - as above
    from app.schema.selection import Selection  # noqa: PLC0415 - as above

    unknown = set(rule or ()) - {each.id for each in RULES}
    if unknown:
        raise typer.BadParameter(f"There is no rule {', '.join(sorted(unknown))}; docs/lint.md lists them.")
    try:
        snapshot = snapshot_in(target) if is_snapshot_file(target) else snapshot_of(target, source)
    except SourceSenseError as error:
        fail(error)
    selection = Selection(include=tuple(include or ()), exclude=tuple(exclude or ()))
    chosen = [each for each in RULES if not rule or each.id in rule]
    document = msgspec.to_builtins(lint_document(linting.lint(narrowed(snapshot, selection), chosen)))
    if json:
        as_json(document)
    else:
        typer.echo(lint_text(document))
