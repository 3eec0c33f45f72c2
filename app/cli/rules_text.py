"""Rules and their results in words."""

from collections.abc import Iterable

from app.cli.document import Document
from app.model.names import visible
from app.rules.file import RuleProblem
from app.rules.imports.brought import Brought

_SIGNS = {"passed": "✓", "failed": "✗", "error": "!", "skipped": "-"}


def results_text(document: Document) -> str:
    """A line per rule, the worst first; failed ones with the query that finds the rows."""
    lines = [line for item in document["items"] for line in _lines(item)]
    counts = ", ".join(f"{document[status]} {status}" for status in ("passed", "failed", "error", "skipped"))
    return "\n".join([*lines, counts]) + "\n"


def problems_text(problems: Iterable[RuleProblem], file: str) -> str:
    """A line per problem, as compilers write them; empty without any."""
    return "".join(
        f"{visible(file)}:{each.line}: {each.kind.value}: {visible(each.path)}: {visible(each.text)}\n"
        for each in problems
    )


def brought_text(brought: Brought, file: str) -> str:
    """A line per check that has no rule, and how many there are of both."""
    left = [f"{visible(file)}:{each.line}: {visible(each.check)}: {each.why}\n" for each in brought.unmapped]
    return "".join([*left, f"{brought.tool}: {len(brought.rules)} rules, {len(left)} checks without one\n"])


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
