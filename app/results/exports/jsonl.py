"""JSON lines: the head, then one line per object; ``{"kind": …, "object": …}`` with the objects of the JSON format."""

from collections.abc import Iterator

from app.model.schema import Snapshot
from app.results.encoding import encoded
from app.results.exports import Export, Lineage
from app.results.exports.objects import LISTS, head_of, lists_of


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:
    """Each object on its line as soon as it is encoded."""
    yield _line("snapshot", head_of(snapshot))
    for name, objects in lists_of(snapshot):
        for each in objects:
            yield _line(LISTS[name], each)
    for view in lineage or ():
        yield _line("lineage", view)


def _line(kind: str, value: object) -> str:
    return f'{{"kind":"{kind}","object":{encoded(value).decode()}}}\n'


EXPORT = Export(title="JSON lines", media_type="application/jsonl", suffix=".jsonl", write=write)
