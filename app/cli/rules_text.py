"""Results of rules in words."""

from collections.abc import Iterable

from app.cli.document import Document
from app.cli.words import counted
from app.model.names import visible

_SIGNS = {"passed": "✓", "failed": "✗", "error": "!", "skipped": "-"}


def results_text(document: Document) -> str:
    """A line per rule, the worst first; failed ones with the query that finds the rows."""
    unread = [item for item in document["items"] if _is_unread(item)]
    lines = [line for item in document["items"] if not _is_unread(item) for line in _lines(item)]
    if unread:
        lines.append(f"- {counted(len(unread), 'rule')} about tables that are not read in this run")
    counts = ", ".join(f"{document[status]} {status}" for status in ("passed", "failed", "error", "skipped"))
    return "\n".join([*lines, counts]) + "\n"


def _is_unread(item: Document) -> bool:
    return item["reason"] is not None and item["reason"]["code"] == "table_not_read"


def _lines(item: Document) -> Iterable[str]:
    what = ".".join((item["table"], *item["columns"]))
    about = f"{item['id']}  {what}: {item['kind']}" if item["id"] != f"{what}.{item['kind']}" else item["id"]
    told = f"{_SIGNS[item['status']]} {item['severity']:<7} {visible(about)}"
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
