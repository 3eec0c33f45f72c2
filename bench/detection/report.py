"""The figures as Markdown."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.detection.columns import LabelledColumn
from bench.detection.scores import (
    Judged,
    Scores,
    calibration_bins,
    calibration_error,
    confusions,
    contained,
    scored,
    scored_by,
)

_WORST, _SHOWN_VALUES = 25, 8


def summary(judged: Mapping[str, Sequence[Judged]], seconds: Mapping[str, float]) -> Iterator[str]:
    """One line per contender."""
    yield "| contender | micro F1 | macro F1 | precision | recall | false alarms | ECE | seconds |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, answers in judged.items():
        scores = scored(answers)
        error = calibration_error(answers)
        yield (
            f"| {name} | {scores.overall.f1:.3f} | {scores.macro_f1:.3f} | {scores.overall.precision:.3f} "
            f"| {scores.overall.recall:.3f} | {scores.false_alarms:.2%} | {'-' if error is None else f'{error:.3f}'} | {seconds[name]:.1f} |"
        )


def families(judged: Sequence[Judged]) -> Iterator[str]:
    """Precision, recall and F1 per family, worst first."""
    yield "| family | columns | precision | recall | F1 |"
    yield "|---|---|---|---|---|"
    rates = scored(judged).families
    for family, rate in sorted(rates.items(), key=lambda item: item[1].f1):
        columns = rate.right + rate.missed
        yield f"| {family} | {columns} | {rate.precision:.2f} | {rate.recall:.2f} | {rate.f1:.2f} |"


def kinds(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures by header, number of values, mess, script and kind of column."""
    parts: dict[str, Callable[[LabelledColumn], str]] = {
        "header": lambda c: c.header,
        "values": lambda c: f"{len(c.values):>4}",
        "mess": lambda c: c.mess,
        "script": lambda c: c.script,
        "kind": lambda c: c.kind,
    }
    yield "| kind | columns | micro F1 | precision | recall | ordinary | false alarms |"
    yield "|---|---|---|---|---|---|---|"
    for title, part in parts.items():
        for name, scores in scored_by(judged, part).items():
            yield _kind(f"{title}: {name.strip()}", scores)


def _kind(name: str, scores: Scores) -> str:
    rate = scores.overall
    columns = rate.right + rate.missed
    return f"| {name} | {columns} | {rate.f1:.3f} | {rate.precision:.3f} | {rate.recall:.3f} | {scores.ordinary} | {scores.false_alarms:.2%} |"


def traps(judged: Sequence[Judged]) -> Iterator[str]:
    """False alarms per kind of ordinary column, and what they were taken for; kinds without any are counted."""
    ordinary = [one for one in judged if one.column.label is None]
    yield "| trap | columns | alarms | taken for |"
    yield "|---|---|---|---|"
    quiet = 0
    for name, scores in scored_by(ordinary, lambda c: c.source).items():
        if not scores.alarms:
            quiet += 1
            continue
        said = sorted(
            {one.answer.family or "" for one in ordinary if one.column.source == name and not one.right}
        )
        yield f"| {name} | {scores.ordinary} | {scores.alarms} | {', '.join(said)} |"
    yield f"| {quiet} further kinds | | 0 | |"


def sources(judged: Sequence[Judged]) -> Iterator[str]:
    """Recall of the sources that are missed most."""
    yield "| source | columns | recall | taken for |"
    yield "|---|---|---|---|"
    sensitive = [one for one in judged if one.column.label is not None]
    parts = scored_by(sensitive, lambda c: c.source)
    for name, scores in sorted(parts.items(), key=lambda item: -item[1].overall.missed)[:40]:
        if scores.overall.missed:
            said = sorted(
                {one.answer.family or "-" for one in sensitive if one.column.source == name and not one.right}
            )
            columns = scores.overall.right + scores.overall.missed
            yield f"| {name} | {columns} | {scores.overall.recall:.2f} | {', '.join(said)} |"


def worst(judged: Sequence[Judged]) -> Iterator[str]:
    """What is taken for what, most frequent first."""
    yield "| is | taken for | columns |"
    yield "|---|---|---|"
    for (label, said), count in confusions(judged).most_common(_WORST):
        yield f"| {label} | {said} | {count} |"


def calibration(judged: Sequence[Judged]) -> Iterator[str]:
    """Stated confidence against the share that is right."""
    yield "| columns | mean confidence | right |"
    yield "|---|---|---|"
    for columns, confidence, right in calibration_bins(judged):
        yield f"| {columns} | {confidence:.3f} | {right:.3f} |"


def inside(judged: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """``contains`` findings."""
    yield "| contender | columns | precision | recall | F1 |"
    yield "|---|---|---|---|---|"
    for name, answers in judged.items():
        rate = contained(answers)
        yield f"| {name} | {len(answers)} | {rate.precision:.3f} | {rate.recall:.3f} | {rate.f1:.3f} |"


def mistakes(judged: Sequence[Judged]) -> Iterator[str]:
    """Every wrong column with some of its made-up values."""
    for one in judged:
        if not one.right:
            yield f"{_told(one.column)}  said {one.answer.family or '-'} ({one.answer.confidence or 0:.2f})  {list(one.column.values[:_SHOWN_VALUES])!r}\n"


def _told(column: LabelledColumn) -> str:
    return f"{column.label or '-'}  {column.source}  {column.header} {column.name!r}  {column.mess}  {len(column.values)}"
