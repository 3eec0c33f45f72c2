"""A profile on a terminal: per table its plan, score, defects and columns, each number marked as exact or not."""

import sys
from collections.abc import Iterator
from functools import partial
from textwrap import fill

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.cli.document import Document
from app.cli.integrity_text import integrity_lines
from app.cli.profile_cells import share_cell, value_cell
from app.cli.rendering import missing_lines
from app.cli.rules_text import results_text
from app.cli.words import counted, score_words, state_words
from app.model.names import visible

_WIDTH = 140
"""Of a file or pipe, where no terminal says how wide it is."""
_DETAILED = 20
"""Tables whose columns are printed; of further ones one line each."""
_MOST_DEFECTS = 10
_WORTH_TELLING = 0.5
"""Seconds."""
_WAYS = {
    "sample": "that alone",
    "push_down": "the server counted every row",
    "pull": "every row was read here",
}
_LEGEND = (
    "Numbers are exact unless marked: ~ estimated, ± half width of its 95 % interval, ? a sample without a bound, "
    "* statistics of the catalog.\n“masked” and dots hide values of sensitive or untested columns."
)


def print_profile(document: Document) -> None:
    """The whole profile on standard output."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    for place, table in enumerate(document["tables"]):
        _print_table(console, table, detailed=place < _DETAILED)
    if len(document["tables"]) > _DETAILED:
        console.print(
            f"Columns of the first {_DETAILED} tables are shown; --table shows others, --json all of them."
        )
    for line in integrity_lines(document["integrity"]):
        console.print(escape(fill(line, console.width, subsequent_indent="    ")))
    if document["rules"]:
        console.print(escape(f"Rules:\n{results_text(document['rules'])}"))
    for note in document["source"]["notes"]:
        console.print(escape(f"{note}."))
    for line in missing_lines(document["missing"]):
        console.print(escape(line))
    console.print(_LEGEND)
    console.print(escape(_summary(document)))


def _print_table(console: Console, table: Document, *, detailed: bool) -> None:
    console.print(f"[bold]{escape(_heading(table))}[/]")
    if table["reason"]:
        lines = [visible(f"{table['reason']['message']} {table['reason']['next_step']}")]
    else:
        lines = [plan_line(table), *_defect_lines(table["defects"])]
    for line in lines:
        console.print(escape(fill(line, console.width, initial_indent="  ", subsequent_indent="    ")))
    if table["reason"]:
        return
    if detailed:
        console.print(_grid(table["columns"]))
    console.print()


def _heading(table: Document) -> str:
    name = visible(".".join(part for part in (table["schema"], table["name"]) if part))
    if table["rows"] is not None:
        rows = counted(table["rows"], "row")
    elif table["row_estimate"] is not None:
        rows = f"~{table['row_estimate']:,} rows?"
    else:
        rows = "rows unknown"
    columns = counted(len(table["columns"]), "column")
    return f"{name}: {rows}, {columns}, {state_words(table)}, {_score(table)}"


def _score(document: Document) -> str:
    """Of a table or of the whole."""
    if document["score"] is None:
        return "no score"
    return f"score {score_words(document['score'], document['coverage'])}"


def plan_line(table: Document) -> str:
    """Which way was taken, why, what it cost and was expected to cost."""
    plan, sample = table["plan"], table["sample"]
    if not table["statements"] and not plan["statements"]:
        return f"Plan: sample of {counted(sample['rows'], 'row')}, {_WAYS[plan['way']]}: {plan['reason']}"
    looked = "; statistics of the catalog, no row read" if plan["catalog"] else ""
    listed = f"; every value of {counted(len(plan['listed']), 'column')} listed" if plan["listed"] else ""
    drawn = f"sample of {counted(sample['rows'], 'row')} ({sample['method']})" if sample else "no sample"
    expected = f"; expected {plan['seconds']:.1f} s" if plan["seconds"] >= _WORTH_TELLING else ""
    statements = counted(table["statements"], "statement")
    return f"Plan: {drawn}, {_WAYS[plan['way']]}: {plan['reason']}{listed}{expected}; {statements}{looked}"


def _defect_lines(defects: list[Document]) -> Iterator[str]:
    for defect in defects[:_MOST_DEFECTS]:
        columns = visible(", ".join(defect["columns"]))
        share = f"{defect['count']:,} of {defect['rows']:,}" + ("" if defect["exact"] else " sampled")
        reasons = "; ".join(defect["reasons"])
        examples = f" e.g. {', '.join(map(visible, defect['examples'][:3]))}" if defect["examples"] else ""
        kind = defect["kind"].replace("_", " ")
        yield f"! {kind} in {columns}: {share} rows, confidence {defect['confidence']:.2f}. {visible(reasons)}{examples}"
    if len(defects) > _MOST_DEFECTS:
        yield f"! and {len(defects) - _MOST_DEFECTS} more"


def _grid(columns: list[Document]) -> Table:
    grid = Table(box=None, pad_edge=True)
    grid.add_column("Column", overflow="fold")
    grid.add_column("Type", overflow="fold")
    for name in ("Null", "Blank", "Distinct", "Smallest", "Median", "Largest", "Mean"):
        grid.add_column(name, justify="right", overflow="fold")
    grid.add_column("Holds", overflow="fold")
    for column in columns:
        found = {each["metric"]: each for each in column["measurements"]}
        cell = partial(value_cell, nominal=column["nominal"])
        grid.add_row(
            escape(visible(column["name"])),
            escape(visible(column["native_type"])),
            share_cell([found.get("null_share")]),
            share_cell([found.get("blank_share"), found.get("placeholder_share")]),
            value_cell(found.get("distinct_count")),
            escape(cell(found.get("min"))),
            escape(cell(_median(column["distribution"]))),
            escape(cell(found.get("max"))),
            cell(found.get("mean")),
            ", ".join(dict.fromkeys(each["type_id"] for each in column["findings"])),
        )
    return grid


def _median(distribution: Document | None) -> Document | None:
    quantiles = distribution["quantiles"] if distribution else ()
    return next((each for each in quantiles if each["share"] == 0.5), None)  # noqa: PLR2004 - the median


def _summary(document: Document) -> str:
    left_out = f", {document['left_out']} left out" if document["left_out"] else ""
    state = "Finished with gaps" if document["state"] == "partial" else "Finished"
    return (
        f"{state}: {counted(len(document['tables']), 'table')}{left_out}, {_score(document)}; {document['mode']} mode, "
        f"{counted(document['statements'], 'statement')} on tables, {counted(document['rows_read'], 'row')} read"
    )
