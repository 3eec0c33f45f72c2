"""The differences between two schemas, as programs read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.schema import table_id
from app.schema.changes import Change, Effect
from app.schema.parts import PartKind, Place

_TABLES = frozenset({PartKind.TABLE, PartKind.VIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeItem:
    """One change: of ``part`` ``name`` in ``schema`` and ``table`` as they are, or were if it is gone.

    ``table_id`` is that of the table it is or belongs to, ``None`` for other objects.
    """

    kind: str
    part: str
    schema: str
    table: str | None
    table_id: str | None
    name: str
    attribute: str | None
    before: str | None
    after: str | None
    score: float | None
    evidence: str
    effect: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffDocument:
    """Changes by kind of part. ``counts`` are those of all by their effect, ``items`` the first of them."""

    counts: dict[str, int]
    total: int
    items: list[ChangeItem]


def diff_document(changes: Iterable[Change], *, most: int | None = None) -> DiffDocument:
    """The changes in their order, at most so many; all of them without a limit."""
    changes = tuple(changes)
    counts = {effect.value: sum(change.effect is effect for change in changes) for effect in Effect}
    return DiffDocument(
        counts=counts, total=len(changes), items=[change_item(change) for change in changes[:most]]
    )


def change_item(change: Change) -> ChangeItem:
    """One change."""
    place = change.place
    return ChangeItem(
        kind=change.kind.value,
        part=place.kind.value,
        schema=place.schema,
        table=place.table,
        table_id=_table_id(place),
        name=place.name,
        attribute=change.attribute,
        before=change.before,
        after=change.after,
        score=change.score,
        evidence=change.evidence,
        effect=change.effect.value,
        reason=change.reason,
    )


def _table_id(place: Place) -> str | None:
    if place.table is not None:
        return table_id(place.schema, place.table)
    return table_id(place.schema, place.name) if place.kind in _TABLES else None
