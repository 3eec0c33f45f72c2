"""Results of rules in words."""

from collections.abc import Iterable

from app.cli.document import Document
from app.model.names import visible

_SIGNS = {"passed": "✓", "failed": "✗", "error": "!", "skipped": "-"}


def results_text(document: Document) -> str:
    """A line per rule, the worst first; failed ones with the query that finds the rows."""
    lines = [line for item in document["items"] for line in _lines(item)]
    counts = ", ".join(f"{document[status]} {status}" for status in ("passed", "failed", "error", "skipped"))
    return "\n".join([*lines, counts]) + "\n"


def _lines(item: Document) -> Iterable[str]:
    what = ".".join((item["table"], *item["columns"]))
    told = f"{_SIGNS[item['status']]} {item['severity']:<7} {visible(item['id'])}  {visible(what)}: {item['kind']}"
    yield f"{told}, {_numbers(item)}" if _numbers(item) else told
    if item["reason"]:
        yield f"    {visible(item['reason']['message'])}"
    if item["query"] and item["status"] == "failed":
        yield f"    {visible(item['query'])}"


def _numbers(item: Document) -> str:
    if item["failing"] is not None:
        looked_at = "" if item["checked"] is None else f" of {item['checked']:,}"
        return f"{item['failing']:,}{looked_at} rows against it"
    if item["value"] is None:
        return ""
    unit = " s" if item["kind"] == "freshness" else ""
    return f"{item['value']:,.10g}{unit}, {item['accepts']}"
