"""Rules from a file: the options that several commands have for them, and which exit code they lead to."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.document import Document
from app.cli.exits import Exit

if TYPE_CHECKING:
    from app.pipeline.given_rules import GivenRules


class FailOn(StrEnum):
    """Down to which severity a failed rule fails the command."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


_SEVERITIES = [severity.value for severity in FailOn if severity is not FailOn.NEVER]

RulesAlong = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        exists=True,
        dir_okay=False,
        help="File of rules, or a data contract, as YAML; checked along with the tables.",
    ),
]
Earlier = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, help="What --json printed before, for rules about a change of rows."
    ),
]
FailedSeverity = Annotated[
    FailOn,
    typer.Option("--fail-on", help="Down to which severity a failed rule ends the command with 3."),
]


def read_given_rules(file: Path | None, earlier: Path | None) -> "GivenRules":
    """The rules of a file with the rows of an earlier run; what is odd in the file is told on standard error.

    Raises:
        InputFileError: one of them cannot be read.
        RuleFileError: the rules have an error.
        ProfileFileError: the earlier run is none.
    """
    from app.cli.rule_files_text import problems_text  # noqa: PLC0415 - what follows is of no use without rules
    from app.pipeline.given_rules import NO_RULES_GIVEN, GivenRules  # noqa: PLC0415 - as above
    from app.results.earlier_rows import earlier_rows  # noqa: PLC0415 - as above
    from app.rules.reading import read_rules  # noqa: PLC0415 - as above
    from app.wiring.rules import read_text  # noqa: PLC0415 - as above

    if file is None:
        return NO_RULES_GIVEN
    found = read_rules(read_text(file))
    typer.echo(problems_text(found.problems, str(file)), err=True, nl=False)
    rows = earlier_rows(str(earlier), read_text(earlier)) if earlier else {}
    return GivenRules(rules=found.usable(), earlier_rows=rows)


def exit_of_rules(document: Document | None, fail_on: FailOn) -> Exit:
    """3 for a failed rule of that severity or worse, 6 where a rule could not be checked, else 0."""
    if document is None:
        return Exit.OK
    down_to = _SEVERITIES.index(fail_on) if fail_on is not FailOn.NEVER else -1
    failed = (item["severity"] for item in document["items"] if item["status"] == "failed")
    if any(_SEVERITIES.index(severity) <= down_to for severity in failed):
        return Exit.RULE_FAILED
    return Exit.PARTIAL if document["error"] else Exit.OK
