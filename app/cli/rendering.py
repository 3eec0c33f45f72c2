"""Results on a terminal: a table for people, one JSON document for programs."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.cli.identifiability_text import identifiability_lines
from app.cli.proposals_text import proposals_line
from app.cli.regulations_text import regulations_text
from app.cli.rules_text import results_text
from app.cli.words import score_text, score_words, state_words
from app.model.names import visible

Document = dict[str, Any]

_MOST_FINDINGS = 40
_MOST_OBJECTS = 20
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
    for line in missing_lines(results["manifest"]):
        console.print(escape(line))
    console.print(escape(regulations_text(results["regulations"])))
    for line in (*identifiability_lines(results["identifiability"]), *proposals_line(results["proposals"])):
        console.print(escape(line))
    if results.get("rules"):
        console.print(escape(f"Rules:\n{results_text(results['rules'])}"), end="")
    if run.get("catalog"):
        console.print(escape(catalog_line(run["catalog"], datetime.now(UTC))))
    console.print(escape(summary(run)))


def summary(run: Document) -> str:
    """One line: state, tables, findings by level, score with its coverage."""
    totals = run["totals"]
    counts = totals["findings_by_level"]
    levels = ", ".join(f"{counts[level]} {level}" for level in _LEVELS if counts.get(level))
    score = totals["score"]
    quality = (
        "quality not analysed" if score is None else f"quality {score_words(score, totals['score_coverage'])}"
    )
    found = f"{totals['findings']} findings" + (f" ({levels})" if levels else "")
    cost = ", ".join(
        f"{totals[name]:,} {words}"
        for name, words in (
            ("connections_opened", "connections"),
            ("statements", "statements"),
            ("rows_read", "rows read"),
        )
    )
    tables = f"{totals['tables']} tables, {totals['columns']} columns"
    return f"{run['state_text']}: {tables}, {found}, {quality}; {cost}"


def missing_lines(manifest: Document) -> list[str]:
    """What else is missing of the schema: numbers by reason, the first objects, the statements that would help."""
    if not manifest["missing"]:
        return []
    reasons = ", ".join(f"{count} {reason}" for reason, count in manifest["by_reason"].items())
    objects = [_missing(each) for each in manifest["objects"][:_MOST_OBJECTS]]
    more = manifest["missing"] - len(objects)
    return [
        f"Missing of the schema, wholly or in part: {manifest['missing']} ({reasons})",
        *objects,
        *([f"  and {more} more"] if more else []),
        *(f"  {visible(grant)}" for grant in manifest["grants"][:_MOST_OBJECTS]),
    ]


def catalog_line(catalog: Document, now: datetime) -> str:
    """How old the schema is, and whose it is if another run has read it.

    >>> now = datetime(2026, 1, 1, 8, 3, 20, tzinfo=UTC)
    >>> catalog_line({"read_at": "2026-01-01T08:00:00Z", "run_id": "run_1", "cached": True}, now)
    'Schema read 3 minutes ago by run run_1; --refresh-schema reads it anew.'
    """
    minutes = int((now - datetime.fromisoformat(catalog["read_at"])).total_seconds()) // 60
    age = "just now" if minutes < 1 else "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"
    origin = f" by run {catalog['run_id']}; --refresh-schema reads it anew" if catalog["cached"] else ""
    return f"Schema read {age}{origin}."


def _missing(missing: Document) -> str:
    name = visible(f"{missing['schema']}.{missing['name']}")
    part = f", {missing['missing']}" if missing["missing"] else ""
    return f"  {missing['kind']} {name}{part}: {missing['reason']}"


def _tables(tables: list[Document]) -> Table:
    grid = Table(title="Tables", title_justify="left", box=None, pad_edge=False)
    grid.add_column("Table", overflow="fold")
    grid.add_column("State", no_wrap=True)
    for name in ("Columns", "Rows", "Score"):
        grid.add_column(name, justify="right")
    grid.add_column("Sensitive data", overflow="fold")
    for table in tables:
        rows = table["rows"] if table["rows"] is not None else table["row_estimate"]
        grid.add_row(
            escape(visible(f"{table['schema']}.{table['name']}")),
            state_words(table),
            str(table["columns"]),
            "?" if rows is None else f"{rows:,}",
            "" if table["score"] is None else score_text(table["score"]),
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
            escape(visible(_place(finding))),
            f"{finding['confidence']:.2f}",
            escape(_example(finding)),
        )
    return grid


def _place(finding: Document) -> str:
    column = f"{finding['table']}.{finding['column']}"
    return f"{column} at {path}" if (path := finding.get("path")) else column


def _example(finding: Document) -> str:
    example = visible(next(iter(finding["exemplars"]), ""))
    return example if len(example) <= _EXEMPLAR_CHARACTERS else example[: _EXEMPLAR_CHARACTERS - 1] + "…"
