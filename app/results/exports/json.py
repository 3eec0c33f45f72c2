"""One JSON document, readable again by ``app.results.snapshot_file`` (docs/schema-formats.md)."""

from collections.abc import Iterable, Iterator

from app.model.schema import Snapshot
from app.results.encoding import encoded
from app.results.exports import Export, Lineage
from app.results.exports.objects import head_of, lists_of


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:
    """The head's fields first, then each list with one object a line; ``lineage`` only where it was asked for."""
    yield encoded(head_of(snapshot)).decode().removesuffix("}")
    for name, objects in lists_of(snapshot):
        yield from _list(name, objects)
    if lineage is not None:
        yield from _list("lineage", lineage)
    yield "}\n"


def _list(name: str, objects: Iterable[object]) -> Iterator[str]:
    yield f',\n"{name}":['
    separator = "\n"
    for each in objects:
        yield separator + encoded(each).decode()
        separator = ",\n"
    yield "]"


EXPORT = Export(title="JSON document", media_type="application/json", suffix=".json", write=write)
