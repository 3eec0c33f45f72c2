"""Detection judged on columns made for it: ``python -m bench.detection --presidio PYTHON --errors FILE``."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.detection import contenders, report
from bench.detection.assembly import single_columns
from bench.detection.columns import LabelledColumn, as_json_lines
from bench.detection.scores import Answer, Judged


def main() -> None:
    """Make the columns, let every contender answer, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="1 gives about 3,500 columns")
    parser.add_argument("--presidio", help="Python with presidio-analyzer")
    parser.add_argument("--errors", type=Path, help="write every wrong column here")
    parser.add_argument("--columns", type=Path, help="only write the columns here, without labels")
    chosen = parser.parse_args()
    began = time.perf_counter()
    columns = list(single_columns(chosen.seed, chosen.scale))
    sys.stderr.write(f"{len(columns):,} columns made in {time.perf_counter() - began:.1f} s\n")
    if chosen.columns:
        with chosen.columns.open("w", encoding="utf-8") as file:
            file.writelines(as_json_lines(columns))
        return
    judged, seconds = _judged(columns, _contenders(chosen.presidio))
    for line in _figures(judged, seconds, columns):
        sys.stdout.write(f"{line}\n")
    if chosen.errors:
        with chosen.errors.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(
                report.mistakes([one for one in judged["sourcesense"] if not one.column.judged_apart])
            )


_Contender = Callable[[Sequence[LabelledColumn]], list[Answer]]


def _contenders(presidio: str | None) -> dict[str, _Contender]:
    chosen: dict[str, _Contender] = {
        "sourcesense": contenders.sourcesense,
        "header names": contenders.header_names,
    }
    if presidio:
        chosen["presidio patterns"] = partial(contenders.presidio, presidio)
    return chosen


def _judged(
    columns: Sequence[LabelledColumn], chosen: dict[str, _Contender]
) -> tuple[dict[str, list[Judged]], dict[str, float]]:
    judged: dict[str, list[Judged]] = {}
    seconds: dict[str, float] = {}
    for name, contender in chosen.items():
        began = time.perf_counter()
        judged[name] = [Judged(c, a) for c, a in zip(columns, contender(columns), strict=True)]
        seconds[name] = time.perf_counter() - began
    return judged, seconds


def _figures(
    judged: dict[str, list[Judged]], seconds: dict[str, float], columns: Sequence[LabelledColumn]
) -> list[str]:
    typed = {name: [one for one in found if not one.column.judged_apart] for name, found in judged.items()}
    apart = {name: [one for one in found if one.column.judged_apart] for name, found in judged.items()}
    ours = typed["sourcesense"]
    ordinary = sum(one.column.label is None for one in ours)
    lines = [
        f"{len(ours):,} columns, {len(ours) - ordinary:,} of them sensitive",
        "",
        *report.summary(typed, seconds),
    ]
    if any(column.judged_apart for column in columns):
        lines += ["", "## Found inside longer text", "", *report.inside(apart)]
    for title, part in (
        ("By kind of column", report.kinds),
        ("By family", report.families),
        ("False alarms by trap", report.traps),
        ("Most confused", report.worst),
        ("Missed most, by source", report.sources),
        ("Calibration", report.calibration),
    ):
        lines += ["", f"## {title} (sourcesense)", "", *part(ours)]
    return lines


if __name__ == "__main__":
    main()
