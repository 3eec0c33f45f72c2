"""Types, examined values and remarks as text for a person; control characters are shown as escapes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.cli.document import Document
from app.files.table import count
from app.model.names import visible

_COLUMNS = ("Type", "Family", "Tier", "Level", "By chance", "Regions", "Regulations")
_MOST_REGIONS = 4


def list_text(document: Document) -> str:
    """A table of types."""
    rows = [_COLUMNS, *(_row(item) for item in document["items"])]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
    return "\n".join([*map(visible, lines), count(document["total"], "type")])


def examination_text(document: Document) -> str:
    """A paragraph per value."""
    return "\n".join(line for item in document["items"] for line in _examined(item))


def remarks_text(document: Document) -> str:
    """One line per remark, and how many there are."""
    lines = [
        visible(
            f"{item['file']}: {item['detector'] or 'the file'}: {item['severity']}: {item['message']} [{item['rule']}]"
        )
        for item in document["items"]
    ]
    counts = Counter(item["severity"] for item in document["items"])
    told = ", ".join(
        f"{number} {severity}{'s' if number != 1 else ''}" for severity, number in counts.items()
    )
    return "\n".join([*lines, told or "Nothing to remark."])


def _row(item: Document) -> Sequence[str]:
    chance = "not testable" if item["p0"] is None else f"{item['p0']:.2g}"
    regions = item["regions"]
    more = f" +{len(regions) - _MOST_REGIONS}" if len(regions) > _MOST_REGIONS else ""
    return (
        item["id"],
        item["family"],
        item["tier"],
        item["level"],
        chance,
        " ".join(regions[:_MOST_REGIONS]) + more,
        ", ".join(item["regulations"]),
    )


def _examined(item: Document) -> Iterator[str]:
    verdict = "passes" if item["passed"] else "fails"
    untested = "" if item["testable"] else "; only the name of a column can tell this type"
    yield visible(f"{item['value'] or '(blank)'} {verdict}{untested}")
    for step in item["steps"]:
        yield visible(f"  {'ok  ' if step['passed'] else 'FAIL'}  {step['name']}: {step['detail']}")
    if item["found_inside"]:
        yield f"  found inside the text: {item['found_inside']}"
