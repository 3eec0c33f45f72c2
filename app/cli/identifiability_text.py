"""Who can be told apart, as text for a person; control characters of names are shown as escapes."""

from collections.abc import Iterator

from app.cli.document import Document
from app.model.names import visible


def identifiability_text(document: Document) -> str:
    """One paragraph per table of persons, under the sentence that it is no legal advice."""
    paragraphs = ["\n".join(_table(item)) for item in document["items"]]
    nothing = "No table of persons with columns that could tell them apart."
    unfinished = [] if document["complete"] else ["The run is still going on."]
    return "\n\n".join([document["guidance"], *(paragraphs or [nothing]), *unfinished])


def identifiability_lines(document: Document) -> list[str]:
    """One line per table for the end of a scan: its worst set."""
    if not document["items"]:
        return []
    return ["Who can be told apart (guidance, not legal advice):", *map(_worst, document["items"])]


def _worst(item: Document) -> str:
    each = max(item["sets"], key=lambda s: (s["alone"], s["under_five"], -len(s["columns"])))
    return f"  {_name(item)}: {_set(each, item)}"


def _table(item: Document) -> Iterator[str]:
    told = ", ".join(f"{visible(each['column'])} ({each['family']})" for each in item["quasi_identifiers"])
    yield f"{_name(item)}: {_rows(item)}; {told}"
    for each in item["sets"]:
        yield f"  {_set(each, item)}"
        for given in each["diversity"]:
            if given["rows_given_away"]:
                yield (
                    f"    gives {visible(given['column'])} away for {given['rows_given_away']:,} rows "
                    f"({given['share_given_away']:.1%}), fewest values {given['least_values']}"
                )
    if not item["all_examined"]:
        yield f"  {item['examined']:,} sets were looked at, not all."


def _set(each: Document, item: Document) -> str:
    names = " + ".join(map(visible, each["columns"]))
    where = "" if item["exact"] else " in the sample"
    words = [
        f"k = {each['k']:,}{where}",
        f"{each['alone']:,} of {item['rows']:,} rows alone ({each['alone_share']:.1%})",
        f"{each['under_five_share']:.1%} in groups under five",
    ]
    if each["unique"]:
        words.append("every row")
    if each["match_chance"] is not None:
        words.append(f"a match is right in {each['match_chance']:.0%} (estimate)")
    return f"{names}: {', '.join(words)}"


def _rows(item: Document) -> str:
    return f"all {item['rows']:,} rows" if item["exact"] else f"a sample of {item['rows']:,} rows"


def _name(item: Document) -> str:
    return visible(f"{item['schema']}.{item['table']}")
