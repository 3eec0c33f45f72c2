"""Results on a terminal: a table for people, one JSON document for programs."""

import json
import sys
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.model.names import visible

Document = dict[str, Any]

_MOST_FINDINGS = 40
_WIDTH = 120
"""Of a file or pipe, where no terminal says how wide it is."""
_EXEMPLAR_CHARACTERS = 24
_LEVELS = ("critical", "high", "medium", "low")


def as_json(document: Document) -> None:
    """One document on standard output; characters JSON cannot hold in UTF-8 stay escaped."""
    sys.stdout.write(json.dumps(document, ensure_ascii=True, indent=2) + "\n")


def as_table(run: Document, results: Document) -> None:
    """Tables, findings and score on standard output."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    console.print(_tables(results["tables"]))
    if results["findings"]:
        console.print(_findings(results["findings"]))
    for table in results["tables"]:
        reason = table.get("reason")
        if reason and table["state"] != "filtered":
            console.print(
                f"[bold]{escape(visible(reason['message']))}[/] {escape(visible(reason['next_step']))}"
            )
    console.print(escape(summary(run)))


def summary(run: Document) -> str:
    """One line: state, tables, findings by level, score with its coverage."""
    totals = run["totals"]
    counts = totals["findings_by_level"]
    levels = ", ".join(f"{counts[level]} {level}" for level in _LEVELS if counts.get(level))
    score = totals["score"]
    quality = (
        "quality not analysed"
        if score is None
        else f"quality {score:.1f} of 100 (measured {totals['score_coverage']:.0%} of it)"
    )
    found = f"{totals['findings']} findings" + (f" ({levels})" if levels else "")
    return f"{run['state_text']}: {totals['tables']} tables, {totals['columns']} columns, {found}, {quality}"


def _tables(tables: list[Document]) -> Table:
    grid = Table(title="Tables", title_justify="left", box=None, pad_edge=False)
    for name in ("Table", "State"):
        grid.add_column(name, overflow="fold")
    for name in ("Columns", "Rows", "Score"):
        grid.add_column(name, justify="right")
    grid.add_column("Sensitive data", overflow="fold")
    for table in tables:
        rows = table["rows"] if table["rows"] is not None else table["row_estimate"]
        grid.add_row(
            escape(visible(f"{table['schema']}.{table['name']}")),
            str(table["state"]),
            str(table["columns"]),
            "?" if rows is None else f"{rows:,}",
            "" if table["score"] is None else f"{table['score']:.0f}",
            ", ".join(dict.fromkeys(finding["type_id"] for finding in table["findings"])),
        )
    return grid


def _findings(findings: list[Document]) -> Table:
    title = f"Findings ({len(findings)}" + (
        f", first {_MOST_FINDINGS})" if len(findings) > _MOST_FINDINGS else ")"
    )
    grid = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in ("Level", "Type", "Column"):
        grid.add_column(name, overflow="fold")
    grid.add_column("Confidence", justify="right")
    grid.add_column("Masked example", no_wrap=True)
    for finding in findings[:_MOST_FINDINGS]:
        grid.add_row(
            finding["level"],
            finding["type_id"] if finding["kind"] == "type" else f"contains {finding['type_id']}",
            escape(visible(f"{finding['table']}.{finding['column']}")),
            f"{finding['confidence']:.2f}",
            escape(_example(finding)),
        )
    return grid


def _example(finding: Document) -> str:
    example = visible(next(iter(finding["exemplars"]), ""))
    return example if len(example) <= _EXEMPLAR_CHARACTERS else example[: _EXEMPLAR_CHARACTERS - 1] + "…"
