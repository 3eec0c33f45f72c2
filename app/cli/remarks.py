"""Remarks on a schema and differences between two, as text for a person; control characters are shown as escapes."""

from collections.abc import Iterator
from itertools import groupby

from app.cli.document import Document
from app.model.names import visible


def lint_text(document: Document) -> str:
    """One paragraph per rule: what it is, where, and what to do."""
    paragraphs = [
        "\n".join(_paragraph(list(items)))
        for _, items in groupby(document["items"], key=lambda item: item["rule"])
    ]
    return "\n\n".join([*paragraphs, _counted(document, "remark")])


def diff_text(document: Document) -> str:
    """One line per change, and what it means for readers."""
    lines = [_change(item) for item in document["items"]]
    summary = _counted(document, "change") if lines else "No difference."
    return "\n".join([*lines, *([""] if lines else []), summary])


def _paragraph(items: list[Document]) -> Iterator[str]:
    first = items[0]
    yield f"{first['title']} [{first['severity']}, {first['rule']}]"
    for item in items:
        place = ".".join(part for part in (item["schema"], item["table"]) if part)
        yield f"  {visible(place)}: {visible(item['message'])}"
    yield f"  → {first['fix']}"


def _change(item: Document) -> str:
    home = (item["schema"], item["table"]) if item["part"] != "schema" else ()
    place = ".".join(part for part in (*home, item["name"]) if part)
    what = f"{item['effect']}: {item['part']} {place} {item['kind']}"
    if item["attribute"]:
        what += f" in {item['attribute'].replace('_', ' ')}"
    if item["kind"] in {"changed", "renamed"}:
        what += f" from {_value(item['before'])} to {_value(item['after'])}"
    guess = f" (a guess, {item['score']:.0%}: {item['evidence']})" if item["score"] is not None else ""
    return visible(f"{what}{guess}. {item['reason']}")


def _value(value: str | None) -> str:
    return "nothing" if value is None else value


def _counted(document: Document, noun: str) -> str:
    kinds = ", ".join(_plural(count, kind) for kind, count in document["counts"].items() if count)
    total = document["total"]
    more = f", the first {len(document['items'])} shown" if total > len(document["items"]) else ""
    return _plural(total, noun) + (f" ({kinds})" if kinds else "") + more + "."


def _plural(count: int, word: str) -> str:
    """Effects are adjectives and have no plural."""
    is_noun = word in {"remark", "change", "error", "warning", "notice"}
    return f"{count} {word}{'s' if is_noun and count != 1 else ''}"
