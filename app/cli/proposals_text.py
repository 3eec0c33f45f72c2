"""Proposals as text for a person; control characters of names are shown as escapes."""

from collections.abc import Iterator

from app.cli.document import Document
from app.model.names import visible

_STANDINGS = {
    "new": "",
    "stronger": "also found there, less surely: ",
    "contradicted": "found there instead: ",
}


def proposals_text(document: Document) -> str:
    """Two lines per proposal: what and why."""
    lines = [line for item in document["items"] for line in _item(item)]
    more = document["total"] - len(document["items"])
    return "\n".join(
        [
            _counted(document["total"]),
            *lines,
            *([f"and {more:,} more"] if more else []),
            *([] if document["complete"] else ["The run is still going on."]),
        ]
    )


def proposals_line(document: Document) -> list[str]:
    """One line for the end of a scan."""
    return [_counted(document["total"])] if document["total"] else []


def _counted(total: int) -> str:
    if not total:
        return "Nothing to propose: no key or view leads from a finding to a column without it."
    plural = "" if total == 1 else "s"
    return f"{total:,} proposal{plural} by keys and views; none of them is a finding."


def _item(item: Document) -> Iterator[str]:
    inside = "contains " if item["kind"] == "contains" else ""
    place = visible(f"{item['schema']}.{item['table']}.{item['column']}")
    yield f"  {place}: {inside}{item['type_id']}? ({item['confidence']:.2f}, {item['via']})"
    yield f"    {visible(item['reason'])}"
    own = ", ".join(f"{each['type_id']} ({each['confidence']:.2f})" for each in item["own"])
    if item["standing"] != "new":
        yield f"    {_STANDINGS[item['standing']]}{own}"
