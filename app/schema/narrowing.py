"""A snapshot of only the tables somebody asked for; what was left out stays in its list of what is missing."""

from dataclasses import replace

from app.model.schema import ObjectKind, Skipped, SkipReason, Snapshot, Table
from app.schema.selection import Selection

_OF_TABLES = {ObjectKind.TABLE, ObjectKind.VIEW}


def narrowed(snapshot: Snapshot, selection: Selection) -> Snapshot:
    """Tables and views the selection takes; each of the others stands in ``skipped`` as ``filtered``.

    Gaps of tables that were not asked for are no gaps. Schemas, types, sequences and routines stay as they are.
    """
    left_out = [t for t in snapshot.tables if not selection.takes(t.schema, t.name)]
    if not left_out and not snapshot.skipped:
        return snapshot
    gaps = [
        gap for gap in snapshot.skipped if gap.kind not in _OF_TABLES or selection.takes(gap.schema, gap.name)
    ]
    return replace(
        snapshot,
        tables=tuple(t for t in snapshot.tables if selection.takes(t.schema, t.name)),
        skipped=(*gaps, *(_filtered(table) for table in left_out)),
    )


def _filtered(table: Table) -> Skipped:
    kind = ObjectKind.VIEW if table.is_view else ObjectKind.TABLE
    return Skipped(kind=kind, schema=table.schema, name=table.name, reason=SkipReason.FILTERED)
