"""Tables of a run beside that of ``bench.interleaved``: what each contender tells, and how its costs grow with the rows."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.interleaved import Trial

Trials = Mapping[str, Sequence[Trial]]


def told(trials: Trials) -> Iterator[str]:
    """Of those whose answers are known: seconds from start to end, and the metrics that had a value, by their own names."""
    known = {name: (made, made[0].told) for name, made in trials.items() if made[0].told}
    if not known:
        return
    yield "| contender | seconds from start to end (median) | columns | values per column | which |"
    yield "|---|---|---|---|---|"
    for name, (made, columns) in known.items():
        values = [metric for metrics in (columns or {}).values() for metric in metrics]
        whole = median(trial.whole_seconds or trial.seconds for trial in made)
        names = ", ".join(sorted(set(values)))
        yield f"| {name} | {whole:.2f} | {len(columns or {})} | {len(values) / len(columns or {}):.1f} | {names} |"


def growth(by_rows: Mapping[int, Trials]) -> Iterator[str]:
    """A line for each contender and size of table; nothing for a single size."""
    if len(by_rows) < 2:
        return
    yield "| contender | rows of the table | seconds (median) | statements | rows read | peak MB | processor s |"
    yield "|---|---|---|---|---|---|---|"
    for name in dict.fromkeys(name for trials in by_rows.values() for name in trials):
        for rows, trials in by_rows.items():
            if name in trials:
                yield f"| {name} | {rows:,} | {' | '.join(_costs(trials[name]))} |"


def _costs(made: Sequence[Trial]) -> Iterator[str]:
    first = made[0]
    peaks = [trial.peak_mb for trial in made if trial.peak_mb is not None]
    busy = [trial.processor_seconds for trial in made if trial.processor_seconds is not None]
    yield f"{median(trial.seconds for trial in made):.3f}"
    yield "-" if first.statements is None else f"{first.statements:,}"
    yield "-" if first.rows is None else f"{first.rows:,}"
    yield f"{max(peaks):.0f}" if peaks else "-"
    yield f"{median(busy):.2f}" if busy else "-"
