"""What other rules say, as text for a person; control characters are shown as escapes."""

from collections.abc import Iterator

from app.cli.document import Document
from app.model.names import visible

_MOST_SHOWN = 40
_NOTHING = "nothing"


def redecision_text(document: Document) -> str:
    """Per column from what to what and why, then what only another scan can tell, then the sum."""
    told = [each for each in document["items"] if each["movement"] != "weighed"]
    lines = [line for item in told[:_MOST_SHOWN] for line in _change(item)]
    if len(told) > _MOST_SHOWN:
        lines.append(f"and {len(told) - _MOST_SHOWN:,} columns more, in the output of --json")
    lines += _stale(document)
    lines += _rescan(document["rescan"])
    return visible_lines([*lines, *([""] if lines else []), _summary(document)])


def visible_lines(lines: list[str]) -> str:
    """The lines as they can be shown."""
    return "\n".join(visible(line) for line in lines)


def _change(item: Document) -> Iterator[str]:
    yield f"{_place(item)}: {_said(item['before'])} → {_said(item['after'])}"
    for part in item["moved"]:
        yield f"  {part['type_id']}, {part['name']}: {_weight(part['before'])} → {_weight(part['after'])} ({part['detail']})"


def _place(item: Document) -> str:
    return (
        ".".join(filter(None, (item["schema"], item["table"], item["column"]))) or "a column without a name"
    )


def _said(findings: list[Document]) -> str:
    return "; ".join(_finding(found) for found in findings) or _NOTHING


def _finding(found: Document) -> str:
    what = "" if found["kind"] == "type" else "contains "
    where = f" at {found['path']}" if found["path"] else ""
    return f"{what}{found['title']}{where} ({found['level']}, {found['confidence']:.1%})"


def _weight(log_odds: float | None) -> str:
    return _NOTHING if log_odds is None else f"{log_odds:+.2f}"


def _stale(document: Document) -> Iterator[str]:
    for each in document["stale"]:
        yield f"Scan again for {each['type_id']}: {each['text']}."
    for gone in document["gone"]:
        yield f"There is no type {gone} any more."


def _rescan(doubts: list[Document]) -> Iterator[str]:
    for doubt in doubts[:_MOST_SHOWN]:
        yield f"Scan again for {_place(doubt)}: {doubt['why']}."
    if len(doubts) > _MOST_SHOWN:
        yield f"and {len(doubts) - _MOST_SHOWN:,} columns more, in the output of --json"


def _summary(document: Document) -> str:
    counts = document["counts"]
    weighed = counts["weighed"]
    told = [f"{count:,} {kind}" for kind, count in counts.items() if count and kind != "weighed"]
    said = f"{', '.join(told) or 'no verdict changed'}" + (
        f"; {weighed:,} only surer or less sure" if weighed else ""
    )
    before = ", ".join(document["rules_before"])
    return f"{document['columns']:,} columns, rules {before} → {document['rules_after']}: {said}."
