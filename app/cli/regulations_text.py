"""A run through regulations, as text for a person; control characters of names are shown as escapes."""

from collections.abc import Iterator

from app.cli.document import Document
from app.model.names import visible

_MOST_PLACES = 20
_RULES = {"never": "must not be stored", "unreadable": "must be unreadable"}


def regulations_text(document: Document) -> str:
    """One line per regulation, under the sentence that it is no legal advice."""
    return "\n".join([document["guidance"], *map(_line, document["items"]), _looked_at(document)])


def regulation_text(document: Document) -> str:
    """One paragraph per category: its columns, what was not found, what nobody can tell."""
    head = [document["guidance"], f"{document['title']}: {document['name']} ({document['version']})"]
    paragraphs = ["\n".join(_category(each)) for each in document["categories"]]
    return "\n\n".join(["\n".join(head), *paragraphs, _looked_at(document)])


def _line(item: Document) -> str:
    if not item["columns"]:
        return f"  {item['title']}: nothing found"
    risks = ", ".join(f"{band} {number:,}" for band, number in item["by_risk"].items() if number)
    found = [each["title"] for each in item["categories"] if each["columns"] and each["at_rest"] == "never"]
    forbidden = f"; must not be stored: {', '.join(found)}" if found else ""
    return f"  {item['title']}: {_columns(item['columns'])}, risk {risks}{forbidden}"


def _category(category: Document) -> Iterator[str]:
    marks = [
        *(["sensitive"] if category["special"] else []),
        *filter(None, [_RULES.get(category["at_rest"])]),
    ]
    number = _columns(category["columns"]) if category["columns"] else "no column"
    title = category["title"] + (f" [{', '.join(marks)}]" if marks else "")
    yield f"{category['article']} {title}: {number}"
    yield f"  {category['guidance']}"
    if category["condition"]:
        yield f"  Condition: {category['condition']}."
    yield from map(_place, category["items"][:_MOST_PLACES])
    if (more := category["total"] - _MOST_PLACES) > 0:
        yield f"    and {more:,} more"
    if category["not_found"]:
        yield f"  Looked for and not found: {_kinds(category['not_found'])}."
    if category["by_name_only"]:
        yield f"  Not found, and only a column's name could tell: {_kinds(category['by_name_only'])}."
    if category["untold"]:
        yield f"  {category['untold']}"


def _place(place: Document) -> str:
    name = visible(".".join((place["schema"], place["table"], place["column"])))
    inside = "contains " if place["kind"] == "contains" else ""
    parts = ", ".join(f"{part['name'].lower()} {part['points']:+g}" for part in place["risk"]["parts"])
    return (
        f"    {name}: {inside}{place['type_id']} ({place['confidence']:.2f}), level {place['level']}, "
        f"risk {place['risk']['band']} ({place['risk']['points']:g}: {parts})"
    )


def _looked_at(document: Document) -> str:
    seen = document["looked_at"]
    unfinished = "" if document["complete"] else " The run is still going on."
    return (
        f"Looked at {seen['tables_read']:,} of {seen['tables']:,} tables, "
        f"values of {seen['columns_tested']:,} of {_columns(seen['columns'])}.{unfinished}"
    )


def _kinds(kinds: list[str]) -> str:
    return ", ".join(kind.replace("_", " ").lower() for kind in kinds)


def _columns(count: int) -> str:
    return f"{count:,} column{'' if count == 1 else 's'}"
