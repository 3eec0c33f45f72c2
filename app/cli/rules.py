"""``sourcesense rules``: checking them, and looking at files of them."""

import json as json_module
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.cli.document import Document
from app.cli.endings import fail
from app.cli.exits import Exit
from app.cli.options import (
    AsJson,
    Exclude,
    Include,
    SampleRows,
    Stats,
)
from app.cli.rendering import as_json
from app.cli.rule_options import Earlier, FailedSeverity, FailOn, exit_of_rules, read_given_rules
from app.cli.rules_text import results_text
from app.cli.source_options import SourceOptions, Target, about_a_source
from app.errors import SourceSenseError

rules = typer.Typer(
    name="rules",
    help="Rules about the data: check them, look at files of them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
RulesFile = Annotated[Path, typer.Argument(help="File of rules, or a data contract, as YAML.")]


@rules.command()
@about_a_source
def check(
    target: Target,
    *,
    file: Annotated[
        Path,
        typer.Option(
            "--rules", exists=True, dir_okay=False, help="File of rules, or a data contract, as YAML."
        ),
    ],
    earlier: Earlier = None,
    json: AsJson = False,
    stats: Stats = False,
    fail_on: FailedSeverity = FailOn.ERROR,
    timeout: Annotated[int, typer.Option(min=1, max=3600, help="Seconds one statement may take.")] = 60,
    source: SourceOptions,
) -> None:
    """Check the rules of a file against a database: which hold, which do not, and the query that finds the rows."""
    from app.results.rules_document import rules_document  # noqa: PLC0415 - what follows is of no use to other commands
    from app.wiring.rules import check_here  # noqa: PLC0415 - as above

    try:
        wanted = read_given_rules(file, earlier)
        done = check_here(*source.of(target), wanted, timeout_seconds=timeout)
    except SourceSenseError as error:
        fail(error)
    tables = {table.id: table for table in done.snapshot.tables}
    document = msgspec.to_builtins(rules_document(done.checked.results, tables, complete=True))
    if json:
        as_json(document)
    else:
        typer.echo(results_text(document), nl=False)
    if stats:
        usage = msgspec.to_builtins(done.checked.usage)
        typer.echo(json_module.dumps(usage), err=True)
    sys.exit(exit_of_rules(document, fail_on))


@rules.command()
@about_a_source
def suggest(
    target: Target,
    *,
    json: AsJson = False,
    include: Include = None,
    exclude: Exclude = None,
    sample: SampleRows = 1000,
    source: SourceOptions,
) -> None:
    """Print rules that the data keeps and no constraint guarantees, each with its reason; keep those that are meant."""
    from app.wiring.suggesting import suggest_here  # noqa: PLC0415 - as above

    options: Document = {"sample_rows": sample, "include": include or [], "exclude": exclude or []}
    try:
        document = suggest_here(*source.of(target), options)
    except SourceSenseError as error:
        fail(error)
    if json:
        as_json(msgspec.to_builtins(document))
        return
    typer.echo(
        "".join(["rules:\n", *(item.yaml for item in document.items)]) if document.items else "rules: []"
    )


@rules.command()
def lint(file: RulesFile, *, json: AsJson = False) -> None:
    """Look at a file of rules without any database; every problem with its line and path."""
    from app.cli.rule_files_text import problems_text  # noqa: PLC0415 - as above
    from app.rules.file import ProblemKind  # noqa: PLC0415 - as above
    from app.rules.reading import read_rules  # noqa: PLC0415 - as above
    from app.wiring.rules import read_text  # noqa: PLC0415 - as above

    try:
        found = read_rules(read_text(file))
    except SourceSenseError as error:
        fail(error)
    if json:
        as_json({"rules": len(found.rules), "problems": msgspec.to_builtins(found.problems)})
    else:
        typer.echo(f"{problems_text(found.problems, str(file))}{len(found.rules)} rules")
    if any(problem.kind is ProblemKind.ERROR for problem in found.problems):
        sys.exit(Exit.USAGE)


@rules.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Checks of Soda, Great Expectations or dbt.")],
    *,
    table: Annotated[str | None, typer.Option(help="What a suite of Great Expectations is about.")] = None,
    json: AsJson = False,
) -> None:
    """Print checks of another tool as rules, and on standard error every one that has no rule, with the reason."""
    from app.cli.rule_files_text import brought_text  # noqa: PLC0415 - as above
    from app.rules.imports import bring  # noqa: PLC0415 - as above
    from app.rules.writing import write_rules  # noqa: PLC0415 - as above
    from app.wiring.rules import read_text  # noqa: PLC0415 - as above

    try:
        brought = bring(read_text(file), table=table)
    except SourceSenseError as error:
        fail(error)
    if json:
        as_json(msgspec.to_builtins(brought))
        return
    typer.echo(write_rules(brought.rules), nl=False)
    typer.echo(brought_text(brought, str(file)), err=True, nl=False)
