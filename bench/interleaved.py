"""Contenders side by side: each trial a fresh process, in the order A B C A B C, so that noise meets all alike."""

import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one process measured of itself; ``None`` is unknown.

    Attributes:
        whole_seconds: from its start to its end, where ``seconds`` leaves out its start.
        told: the metrics that have a value, by column.
    """

    seconds: float
    statements: int | None = None
    rows: int | None = None
    peak_mb: float | None = None
    processor_seconds: float | None = None
    whole_seconds: float | None = None
    told: Mapping[str, Sequence[str]] | None = None


def run_interleaved(
    commands: Mapping[str, Sequence[str]], rounds: int, *, guests: Collection[str] = ()
) -> dict[str, list[Trial]]:
    """Every command that many times; each ends its standard output with a ``Trial`` as one line of JSON.

    One of ``guests`` that fails is not asked again and has no trials in the result; any other ends the run.
    """
    trials: dict[str, list[Trial]] = {name: [] for name in commands}
    for number in range(rounds):
        for name in [*trials]:
            sys.stderr.write(f"round {number + 1} of {rounds}: {name}\n")
            try:
                trials[name].append(_trial(commands[name]))
            except subprocess.CalledProcessError as error:
                if name not in guests:
                    raise
                sys.stderr.write(f"{name} failed with {error.returncode}, so it is left out\n")
                del trials[name]
    return trials


def _trial(command: Sequence[str]) -> Trial:
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - our own command line
    return Trial(**json.loads(done.stdout.splitlines()[-1]))


def table(trials: Mapping[str, list[Trial]], against: str) -> Iterator[str]:
    """Lines of a Markdown table: medians, their ratio to one contender, and the spread of that ratio by round."""
    busy = all(trial.processor_seconds is not None for made in trials.values() for trial in made)
    more = f" processor s | x {against} |" if busy else ""
    yield f"| contender | seconds (median) | x {against} | by round | statements | rows | peak MB |{more}"
    yield f"|---|---|---|---|---|---|---|{'---|---|' if busy else ''}"
    reference = [trial.seconds for trial in trials[against]]
    for name, made in trials.items():
        seconds = [trial.seconds for trial in made]
        ratios = [mine / theirs for mine, theirs in zip(seconds, reference, strict=True)]
        peaks = [trial.peak_mb for trial in made if trial.peak_mb is not None]
        cells = (
            name,
            f"{median(seconds):.3f}",
            f"{median(seconds) / median(reference):.2f}",
            f"{min(ratios):.2f}-{max(ratios):.2f}",
            _shown(made[0].statements),
            _shown(made[0].rows),
            f"{max(peaks):.0f}" if peaks else "-",
            *(_processor(made, trials[against]) if busy else ()),
        )
        yield f"| {' | '.join(cells)} |"


def _processor(made: Sequence[Trial], reference: Sequence[Trial]) -> tuple[str, str]:
    mine, theirs = (median(trial.processor_seconds or 0.0 for trial in each) for each in (made, reference))
    return f"{mine:.2f}", f"{mine / theirs:.2f}" if theirs else "-"


def _shown(count: int | None) -> str:
    return "-" if count is None else f"{count:,}"
