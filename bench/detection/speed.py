"""How fast detection is, and how much memory it takes: ``python -m bench.detection.speed``.

Every figure is the best of three. What runs on one core is measured in processor time, so that others on the machine
disturb it little; commands and polars are measured by the clock. Cells are generated first, so drawing them costs nothing here.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import polars as pl

from app.detection.catalogue import Catalogue, load_catalogue
from app.detection.cells.values import column_values
from app.detection.classifier import classify_table
from app.detection.matching.matcher import Matcher
from app.detection.matching.spans import SpanFinder
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind
from app.wiring.detectors import load_classifier
from bench.detection import contact, holdings, identity, ordinary
from bench.detection.drawing import Source

_ROUNDS, _PATTERNS = 3, 20
_KINDS = ("email", "card digits", "national spain dni", "iban mixed", "phone gb", "ipv4", "name full mixed", "company", "city latin", "9-digit ids", "unix milliseconds", "prices", "uuids", "products", "comments", "floats", "skus")  # fmt: skip

_HOLDING_NOTHING = {"name full mixed", "company", "city latin", "products", "comments", "uuids", "skus", "prices", "floats"}  # fmt: skip


def _drawn(rows: int) -> dict[str, list[str]]:
    known: dict[str, Source] = {}
    for source in (*identity.SOURCES, *contact.SOURCES, *holdings.SOURCES, *ordinary.SOURCES):
        known.setdefault(source.name, source)
    columns: dict[str, list[str]] = {}
    for kind in _KINDS:
        draw = known[kind].make(Random(kind))
        columns[kind] = [draw() for _ in range(rows)]
    return columns


def _best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    seconds: list[float] = []
    for _ in range(_ROUNDS):
        began = clock()
        work()
        seconds.append(clock() - began)
    return min(seconds)


def patterns_in_bulk(catalogue: Catalogue, cells: Sequence[str]) -> Iterator[str]:
    """Patterns of the catalogue that Rust's regex takes, by polars on all cores: the limit of a bulk engine."""
    series = pl.Series(cells)
    whole = _accepted([f"^(?:{t.pattern})$" for t in catalogue.types.values() if t.shape and t.pattern])
    search = _accepted([t.search for t in catalogue.types.values() if t.search])
    for name, chosen in (("whole value", whole), ("search", search)):
        seconds = _best(
            lambda chosen=chosen: [series.str.contains(pattern) for pattern in chosen], time.perf_counter
        )
        yield f"| polars, {len(chosen)} patterns of the catalogue, {name} | {len(cells) / seconds / 1e6:.2f} M |"


def _accepted(patterns: Sequence[str]) -> list[str]:
    empty, kept = pl.Series([""]), list[str]()
    for pattern in patterns:
        try:
            empty.str.contains(pattern)
        except pl.exceptions.ComputeError:
            continue
        kept.append(pattern)
    return kept[:_PATTERNS]


def patterns_of_ours(catalogue: Catalogue, columns: dict[str, list[str]]) -> Iterator[str]:
    """What the product runs, column by column on one core: gates and patterns, and searches inside the values."""
    values = [column_values(cells) for cells in columns.values()]
    distinct = sum(each.distinct for each in values)
    bare = {k: replace(t, test=None, population=None) for k, t in catalogue.types.items()}
    some = dict(list({k: t for k, t in bare.items() if t.shape}.items())[:_PATTERNS])
    for name, types in (
        ("patterns", some),
        ("patterns", bare),
        ("patterns and value tests", catalogue.types),
    ):
        matcher = Matcher(Catalogue(types=types))
        seconds = _best(lambda matcher=matcher: [matcher.tallies(each, ()) for each in values])
        yield f"| our matcher, one core, {len(types)} types, {name}, whole value | {distinct / seconds / 1e6:.2f} M |"
    spans = SpanFinder(catalogue)
    column = Column(name="c1", position=1, native_type="text", data_type=DataType.TEXT)
    plain = [v for kind, v in zip(columns, values, strict=True) if kind in _HOLDING_NOTHING]
    for name, chosen in (("holding nothing", plain), ("all kinds", values)):
        seconds = _best(lambda chosen=chosen: [spans.evidence(column, each) for each in chosen])
        found = sum(each.distinct for each in chosen)
        searches = sum(t.search is not None for t in catalogue.types.values())
        yield f"| our search, one core, {searches} types, values {name} | {found / seconds / 1e6:.2f} M |"


def all_evidence(rows: int) -> Iterator[str]:
    """Whole verdicts, by kind of column, one core; every round has values of its own, none was seen before."""
    classifier = load_classifier()
    column = Column(name="c1", position=1, native_type="text", data_type=DataType.TEXT)
    table = Table(schema="", name="t", kind=TableKind.TABLE, columns=(column,))
    facts = SampleFacts(method=SamplingMethod.ALL, rows=rows, seed=1)
    total_seconds = 0.0
    for kind, cells in _drawn(rows * (_ROUNDS + 1)).items():
        samples = [
            Sample(facts=facts, values={"c1": tuple(cells[start : start + rows])})
            for start in range(0, len(cells), rows)
        ]
        classify_table(classifier, table, samples.pop())  # what is compiled once is not counted
        seconds = _best(lambda samples=samples: classify_table(classifier, table, samples.pop()))
        total_seconds += seconds
        yield f"| {kind} | {len(set(cells[:rows])):,} | {rows / seconds:,.0f} |"
    yield f"| all together | | {rows * len(_KINDS) / total_seconds:,.0f} |"


def whole_command(columns: dict[str, list[str]], count: int) -> Iterator[str]:
    """``sourcesense classify`` as a process: one column, then many; memory of all its processes together."""
    kinds = list(columns.values())
    with tempfile.TemporaryDirectory() as folder:
        for name, number in (("one column of 200 values", 1), (f"{count:,} columns of 200 values", count)):
            file = Path(folder) / "columns.jsonl"
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(
                    json.dumps({"id": n, "values": kinds[n % len(kinds)][:200]}) + "\n" for n in range(number)
                )
            seconds, largest, together = _run(
                [str(Path(sys.executable).with_name("sourcesense")), "classify", str(file)]
            )
            yield f"| {name} | {seconds:.2f} | {number * 200 / seconds:,.0f} | {largest:.0f} | {together:.0f} |"  # fmt: skip


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds, peak of the largest process and peak of all together, in MB."""
    peaks: dict[int, float] = {}
    together, began = 0.0, time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command line
        while process.poll() is None:
            now = {pid: memory for pid in _tree(process.pid) if (memory := _resident_mb(pid)) is not None}
            together = max(together, sum(now.values()))
            peaks.update({pid: max(memory, peaks.get(pid, 0)) for pid, memory in now.items()})
            time.sleep(0.02)
    return time.perf_counter() - began, max(peaks.values(), default=0), together


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(grandchild for child in children for grandchild in _tree(int(child)))]


def _resident_mb(pid: int) -> float | None:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000, help="cells per column")
    parser.add_argument("--columns", type=int, default=5000, help="of the large file")
    chosen = parser.parse_args()
    catalogue = load_catalogue(load_classifier().catalogue.types.values())
    columns = _drawn(chosen.rows)
    cells = [cell for column in columns.values() for cell in column]
    many = cells * max(1, 1_000_000 // len(cells))
    parts = (
        ("| patterns alone | values/s |\n|---|---|", [*patterns_in_bulk(catalogue, many), *patterns_of_ours(catalogue, columns)]),
        ("| all evidence, one core | distinct | values/s |\n|---|---|---|", all_evidence(chosen.rows)),
        ("| command | seconds | values/s | largest process MB | all processes MB |\n|---|---|---|---|---|", whole_command(columns, chosen.columns)),
    )  # fmt: skip
    for head, lines in parts:
        sys.stdout.write(f"{head}\n")
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.write("\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
