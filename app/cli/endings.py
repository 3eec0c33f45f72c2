"""How a command ends: what it says on standard error, and its exit code."""

import sys
from collections import Counter
from typing import NoReturn

import typer

from app.cli.document import Document
from app.cli.exits import Exit, exit_of, exit_of_run, exit_of_status, exit_with_rules
from app.errors import SourceSenseError
from app.model.names import visible
from app.model.schema import Skipped, SkipReason, Snapshot

_MOST_GRANTS = 20


def end_with(run: Document, *, rules: Exit = Exit.OK) -> NoReturn:
    """End with the exit code of a run that is over and of the rules it checked; say why it failed, if it did."""
    failure = run["failure"]
    if run["state"] == "failed" and failure:
        _say(failure["message"], failure["next_step"], failure["code"])
    sys.exit(exit_with_rules(exit_of_run(run["state"], failure["code"] if failure else None), rules))


def end_with_gaps(snapshot: Snapshot, *, last: str | None) -> NoReturn:
    """End with what is missing from a schema, told by reason with the GRANTs that would help, then the last line."""
    gaps = [skipped for skipped in snapshot.skipped if skipped.reason is not SkipReason.FILTERED]
    if gaps:
        typer.echo("\n".join(_gap_lines(gaps)), err=True)
    if last is not None:
        typer.echo(last, err=True)
    sys.exit(Exit.PARTIAL if gaps else Exit.OK)


def _gap_lines(gaps: list[Skipped]) -> list[str]:
    counts = ", ".join(f"{count} {reason}" for reason, count in Counter(g.reason for g in gaps).most_common())
    grants = list(dict.fromkeys(gap.grant for gap in gaps if gap.grant))
    more = len(grants) - _MOST_GRANTS
    return [
        f"Finished with gaps: {len(gaps)} objects are missing, wholly or in part ({counts}).",
        *(f"  {visible(grant)}" for grant in grants[:_MOST_GRANTS]),
        *([f"  and {more} statements more, in the output under “skipped”"] if more > 0 else []),
    ]


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
