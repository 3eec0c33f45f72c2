"""A profile on a terminal: per table its plan, score, defects and columns, each number marked as exact or not."""

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.cli.document import Document
from app.cli.rendering import missing_lines
from app.model.names import visible

_WIDTH = 140
"""Of a file or pipe, where no terminal says how wide it is."""
_DETAILED = 20
"""Tables whose columns are printed; of further ones one line each."""
_MOST_DEFECTS = 10
_LONGEST_VALUE = 24
_WAYS = {
    "sample": "that alone",
    "push_down": "the server counted every row",
    "pull": "every row was read here",
}
_LEGEND = (
    "Numbers are exact unless marked: ~ estimated from a sample, ± half width of its 95 % interval, "
    "? where the sample allows no bound; “masked” hides values of sensitive or untested columns."
)


def print_profile(document: Document) -> None:
    """The whole profile on standard output."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    for place, table in enumerate(document["tables"]):
        _print_table(console, table, detailed=place < _DETAILED)
    for note in document["source"]["notes"]:
        console.print(escape(f"{note}."))
    for line in missing_lines(document["missing"]):
        console.print(escape(line))
    console.print(_LEGEND)
    console.print(escape(_summary(document)))


def _print_table(console: Console, table: Document, *, detailed: bool) -> None:
    console.print(f"[bold]{escape(_heading(table))}[/]")
    if table["reason"]:
        console.print(escape(visible(f"  {table['reason']['message']} {table['reason']['next_step']}")))
        return
    console.print(escape(f"  {plan_line(table)}"))
    for line in _defect_lines(table["defects"]):
        console.print(escape(line))
    if detailed:
        console.print(_grid(table["columns"]))
    console.print()


def _heading(table: Document) -> str:
    name = visible(".".join(part for part in (table["schema"], table["name"]) if part))
    if table["rows"] is not None:
        rows = f"{table['rows']:,} rows"
    elif table["row_estimate"] is not None:
        rows = f"~{table['row_estimate']:,} rows?"
    else:
        rows = "rows unknown"
    score = (
        "no score"
        if table["score"] is None
        else f"score {table['score']:.1f} of 100 (measured {table['coverage']:.0%} of it)"
    )
    return f"{name}: {rows}, {len(table['columns'])} columns, {table['state']}, {score}"


def plan_line(table: Document) -> str:
    """Which way was taken, why, what it cost and was expected to cost."""
    plan, sample = table["plan"], table["sample"]
    if not table["statements"] and not plan["statements"]:
        return f"Plan: sample of {sample['rows']:,} rows, {_WAYS[plan['way']]}: {plan['reason']}"
    drawn = f"sample of {sample['rows']:,} rows ({sample['method']})" if sample else "no sample"
    expected = f"; expected {plan['seconds']:.1f} s" if plan["seconds"] else ""
    statements = f"{table['statements']} statement{'' if table['statements'] == 1 else 's'}"
    return f"Plan: {drawn}, {_WAYS[plan['way']]}: {plan['reason']}{expected}; {statements}"


def _defect_lines(defects: list[Document]) -> Iterator[str]:
    for defect in defects[:_MOST_DEFECTS]:
        columns = visible(", ".join(defect["columns"]))
        share = f"{defect['count']:,} of {defect['rows']:,}" + ("" if defect["exact"] else " sampled")
        reasons = "; ".join(defect["reasons"])
        examples = f" e.g. {', '.join(map(visible, defect['examples'][:3]))}" if defect["examples"] else ""
        kind = defect["kind"].replace("_", " ")
        yield f"  ! {kind} in {columns}: {share} rows, confidence {defect['confidence']:.2f}. {visible(reasons)}{examples}"
    if len(defects) > _MOST_DEFECTS:
        yield f"  ! and {len(defects) - _MOST_DEFECTS} more"


def _grid(columns: list[Document]) -> Table:
    grid = Table(box=None, pad_edge=True)
    grid.add_column("Column", overflow="fold")
    grid.add_column("Type", overflow="fold")
    for name in ("Null", "Blank", "Distinct", "Smallest", "Median", "Largest", "Mean"):
        grid.add_column(name, justify="right", overflow="fold")
    grid.add_column("Holds", overflow="fold")
    for column in columns:
        found = {each["metric"]: each for each in column["measurements"]}
        grid.add_row(
            escape(visible(column["name"])),
            escape(visible(column["native_type"])),
            share_cell([found.get("null_share")]),
            share_cell([found.get("blank_share"), found.get("placeholder_share")]),
            value_cell(found.get("distinct_count")),
            escape(value_cell(found.get("min"))),
            escape(value_cell(_median(column["distribution"]))),
            escape(value_cell(found.get("max"))),
            value_cell(found.get("mean")),
            ", ".join(dict.fromkeys(each["type_id"] for each in column["findings"])),
        )
    return grid


def _median(distribution: Document | None) -> Document | None:
    quantiles = distribution["quantiles"] if distribution else ()
    return next((each for each in quantiles if each["share"] == 0.5), None)  # noqa: PLR2004 - the median


def share_cell(measurements: Iterable[Document | None]) -> str:
    """Shares added up, in per cent; the widest bound counts.

    >>> share_cell([{"value": 0.125, "exact": False, "bound": 0.01}])
    '~12.5 %±1.0'
    """
    found = [each for each in measurements if each is not None and each["value"] is not None]
    if not found:
        return ""
    total = min(sum(each["value"] for each in found), 1.0)
    text = "0" if total == 0 else f"{100 * total:.1f} %" if total >= 0.001 else "<0.1 %"  # noqa: PLR2004 - a tenth of a per cent
    if all(each["exact"] for each in found):
        return text
    bounds = [each["bound"] for each in found if not each["exact"]]
    return f"~{text}?" if None in bounds else f"~{text}±{100 * max(bounds):.1f}"


def value_cell(measurement: Document | None) -> str:
    """A number or value, marked as exact or not; empty where there is none.

    >>> value_cell({"value": 1234567.0, "exact": True}), value_cell({"value": 90.0, "exact": False, "bound": 12.0})
    ('1,234,567', '~90±12')
    """
    if measurement is None or (measurement["value"] is None and not measurement.get("masked")):
        return ""
    value = measurement["value"]
    text = (
        "masked"
        if value is None
        else _number(value)
        if isinstance(value, int | float)
        else _cut(visible(value))
    )
    if measurement["exact"]:
        return text
    bound = measurement.get("bound")
    if bound is None and measurement.get("low") is not None:
        return f"~{text}"
    return f"~{text}?" if bound is None else f"~{text}±{_number(bound)}"


def _number(value: float) -> str:
    """Whole numbers whole, others to six digits."""
    if float(value).is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - beyond, a float is not exact
        return f"{value:,.0f}"
    return f"{value:,.6g}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _summary(document: Document) -> str:
    score = (
        "no score"
        if document["score"] is None
        else f"score {document['score']:.1f} of 100 (measured {document['coverage']:.0%} of it)"
    )
    left_out = f", {document['left_out']} left out" if document["left_out"] else ""
    state = "Finished with gaps" if document["state"] == "partial" else "Finished"
    return (
        f"{state}: {len(document['tables'])} tables{left_out}, {score}; {document['mode']} mode, "
        f"{document['statements']} statements on tables, {document['rows_read']:,} rows read"
    )
