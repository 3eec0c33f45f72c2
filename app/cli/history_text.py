"""A run beside earlier ones, as text for a person; control characters of names are shown as escapes."""

from collections.abc import Iterator

from app.cli.document import Document
from app.model.names import visible

_MOST_REASONS = 15
_LEAST = 0.005


def history_text(document: Document) -> str:
    """What is out of the ordinary, then what moved the score."""
    return "\n\n".join(
        "\n".join(lines) for lines in (_history(document["history"]), _change(document["score_change"]))
    )


def _history(document: Document) -> Iterator[str]:
    runs, needed = document["runs"], document["runs_needed"]
    if not document["complete"]:
        yield "The run is still going on."
    elif runs < needed:
        yield f"{runs} of {needed} earlier runs seen; what is ordinary is not known yet."
    elif not document["items"]:
        yield f"Nothing out of the ordinary: {document['judged']:,} numbers, by {runs:,} earlier runs."
    else:
        yield f"Out of the ordinary, by {runs:,} earlier runs ({document['judged']:,} numbers judged):"
        for item in document["items"]:
            yield f"  {_place(item, [item['column']] if item['column'] else [])}: {item['title']}: {visible(item['text'])}"
        if document["total"] > len(document["items"]):
            yield f"  and {document['total'] - len(document['items']):,} more."


def _change(document: Document) -> Iterator[str]:
    if document["difference"] is None:
        yield "No earlier run whose score could be compared."
        return
    difference = document["difference"]
    yield (
        f"Score {document['before']:.2f} → {document['after']:.2f} ({_points(difference)}), since run {document['against']}"
        + (":" if document["items"] else "; nothing moved it.")
    )
    for item in document["items"][:_MOST_REASONS]:
        yield f"  {_points(item['points'])}  {_place(item, item['columns'])}: {visible(item['text'])}"
    rest = document["items"][_MOST_REASONS:]
    if rest:
        yield f"  {_points(sum(item['points'] for item in rest))}  {len(rest):,} smaller reasons"


def _points(points: float) -> str:
    """With its sign; a small move never reads as none.

    >>> _points(-1.234), _points(0.001), _points(0.0)
    ('-1.23', '+< 0.01', '+0.00')
    """
    return f"{'-' if points < 0 else '+'}< 0.01" if 0 < abs(points) < _LEAST else f"{points:+.2f}"


def _place(item: Document, columns: list[str]) -> str:
    name = visible(f"{item['schema']}.{item['table']}")
    return f"{name}.{', '.join(map(visible, columns))}" if columns else name
