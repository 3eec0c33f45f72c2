"""How a command ends: what it says on standard error, and its exit code."""

import sys
from typing import NoReturn

import typer

from app.cli.client import Document
from app.cli.exits import exit_of, exit_of_run, exit_of_status
from app.cli.rendering import visible
from app.errors import SourceSenseError


def end_with(run: Document) -> NoReturn:
    """End with the exit code of a run that is over; say why it failed, if it did."""
    failure = run["failure"]
    if run["state"] == "failed" and failure:
        _say(failure["message"], failure["next_step"], failure["code"])
    sys.exit(exit_of_run(run["state"], failure["code"] if failure else None))


def fail(error: SourceSenseError) -> NoReturn:
    """Say what happened, why, and what to do; end with the exit code of its category."""
    explained = error.explain()
    _say(explained.message, explained.next_step, explained.code)
    sys.exit(exit_of(error.category))


def fail_with(problem: Document) -> NoReturn:
    """The same for a problem the server answered."""
    _say(
        problem.get("detail") or problem.get("title", "The server refused the request."),
        problem.get("fix", ""),
        problem.get("code", ""),
    )
    sys.exit(exit_of_status(problem.get("status", 0)))


def _say(message: str, next_step: str, code: str) -> None:
    typer.echo(f"{visible(message)}\n  {visible(next_step)} [{visible(code)}]", err=True)
