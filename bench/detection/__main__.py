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
from bench.detection.inside import columns_with_something_inside
from bench.detection.samples import sample_columns
from bench.detection.scores import Answer, Judged
from bench.detection.tables import whole_tables
from bench.detection.unseen.columns import unseen_columns


def main() -> None:
    """Make the columns, let every contender answer, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="1 gives about 3,500 columns")
    parser.add_argument("--presidio", help="Python with presidio-analyzer")
    parser.add_argument("--errors", type=Path, help="write every wrong column here")
    parser.add_argument("--columns", type=Path, help="only write the columns here, without labels")
    parser.add_argument(
        "--unseen", action="store_true", help="judge the set nobody tunes on, and nothing else"
    )
    chosen = parser.parse_args()
    began = time.perf_counter()
    columns = (unseen_columns if chosen.unseen else _columns)(chosen.seed, chosen.scale)
    sys.stderr.write(f"{len(columns):,} columns made in {time.perf_counter() - began:.1f} s\n")
    if chosen.columns:
        with chosen.columns.open("w", encoding="utf-8") as file:
            file.writelines(as_json_lines(columns))
        return
    judged, seconds = _judged(columns, _contenders(chosen.presidio))
    for line in _figures(judged, seconds):
        sys.stdout.write(f"{line}\n")
    if chosen.errors:
        with chosen.errors.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(
                report.mistakes([one for one in judged["sourcesense"] if not one.column.judged_apart])
            )


def _columns(seed: int, scale: float) -> list[LabelledColumn]:
    made = (single_columns, whole_tables, columns_with_something_inside)
    return [*(column for make in made for column in make(seed, scale)), *sample_columns()]


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


def _figures(judged: dict[str, list[Judged]], seconds: dict[str, float]) -> list[str]:
    def part(wanted: Callable[[LabelledColumn], bool]) -> dict[str, list[Judged]]:
        return {name: [one for one in found if wanted(one.column)] for name, found in judged.items()}

    typed = part(lambda c: not c.judged_apart and c.kind != "sample database")
    ours = typed["sourcesense"]
    ordinary = sum(one.column.label is None for one in ours)
    lines = [f"{len(ours):,} columns, {len(ours) - ordinary:,} of them sensitive", ""]
    lines += [*report.summary(typed, seconds), "", "## Found inside longer text", ""]
    lines += [
        *report.inside(part(lambda c: c.judged_apart)),
        "",
        "## Sample databases, known to everybody",
        "",
    ]
    lines += report.summary(part(lambda c: c.kind == "sample database"), seconds)
    for title, part_of in (
        ("By kind of column", report.kinds),
        ("By family", report.families),
        ("False alarms by trap", report.traps),
        ("Most confused", report.worst),
        ("Missed most, by source", report.sources),
        ("Calibration", report.calibration),
    ):
        lines += ["", f"## {title} (sourcesense)", "", *part_of(ours)]
    return lines


if __name__ == "__main__":
    main()
