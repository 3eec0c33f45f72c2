"""What the machine-readable formats have in common: the head of a snapshot, and the lists of its objects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.model.schema import Snapshot

FORMAT: Final = "sourcesense-schema"
FORMAT_VERSION: Final = 1
"""Grows when a field changes its meaning or goes; a new field alone does not count."""

LISTS: Final = {
    "schemas": "schema",
    "types": "type",
    "sequences": "sequence",
    "routines": "routine",
    "extensions": "extension",
    "tables": "table",
    "skipped": "skipped",
}
"""The lists of a snapshot in the order they are written in, each with the kind of its objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a snapshot says of itself.

    Attributes:
        objects: how many there are of each list, so that a file that was cut off can be told.
    """

    format: str
    format_version: int
    product: str
    version: str
    database: str
    taken_at: datetime
    statements: int
    reader: str
    objects: dict[str, int]


def head_of(snapshot: Snapshot) -> Head:
    """The head of a snapshot."""
    return Head(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        product=snapshot.product,
        version=snapshot.version,
        database=snapshot.database,
        taken_at=snapshot.taken_at,
        statements=snapshot.statements,
        reader=snapshot.reader,
        objects={name: len(objects) for name, objects in lists_of(snapshot)},
    )


def lists_of(snapshot: Snapshot) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Each list of the snapshot by name."""
    for name in LISTS:
        yield name, getattr(snapshot, name)
