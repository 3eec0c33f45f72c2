"""A snapshot read back from what the formats ``json`` and ``jsonl`` wrote."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from app.errors import SnapshotFileError
from app.model.schema import Snapshot
from app.results.exports.objects import FORMAT, FORMAT_VERSION, LISTS

_LIST_OF = {kind: name for name, kind in LISTS.items()}


def read_snapshot(data: bytes) -> Snapshot:
    """The snapshot that was written, whichever of the two formats it is in.

    Fields this version does not know are left out; fields it knows and the file lacks are unknown.

    Raises:
        SnapshotFileError: it is no such file, is cut off, or comes from a later version of the format.
    """
    try:
        document = _document(data)
        is_whole = all(len(document[name]) == count for name, count in document["objects"].items())
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SnapshotFileError(problem="it is no JSON document and no JSON lines of a snapshot") from None
    _check_format(document)
    if not is_whole:
        raise SnapshotFileError(problem="it is cut off")
    try:
        return msgspec.convert(document, Snapshot)
    except msgspec.ValidationError:
        raise SnapshotFileError(problem="a field is missing or has another type") from None


def _document(data: bytes) -> dict[str, Any]:
    first, _, rest = data.lstrip().partition(b"\n")
    if first.startswith(b'{"kind":'):
        return _gathered(json.loads(first)["object"], rest)
    document = json.loads(data)  # msgspec refuses the escaped lone surrogates that hostile names hold
    return dict(document)


def _gathered(head: dict[str, Any], rest: bytes) -> dict[str, Any]:
    document: dict[str, Any] = {**head, **{name: [] for name in LISTS}}
    for line in _lines(rest):
        name = _LIST_OF.get(line["kind"])
        if name is not None:
            document[name].append(line["object"])
    return document


def _lines(rest: bytes) -> Iterator[dict[str, Any]]:
    for line in rest.split(b"\n"):
        if line:
            yield json.loads(line)


def _check_format(document: dict[str, Any]) -> None:
    if document.get("format") != FORMAT:
        raise SnapshotFileError(problem="it does not say that it is a schema of ours")
    if document.get("format_version") != FORMAT_VERSION:
        raise SnapshotFileError(problem="it is written in another version of the format")
