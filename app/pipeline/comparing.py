"""What changed in a schema since another run, by default the one before."""

import asyncio
from dataclasses import dataclass

from app.errors import ResultNotReadyError, RunNotFoundError
from app.model.results import RunRecord
from app.model.schema import Snapshot
from app.results.index import cursor_after, entry_name
from app.results.runs import RunRepository
from app.schema.changes import Change
from app.schema.diff import diff
from app.schema.fingerprint import fingerprint

MOST_LOOKED_AT = 500
"""Earlier runs, of any source, among which the previous one of this source is looked for."""
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier run and the schema it read."""

    run: RunRecord
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs compared.

    Attributes:
        against: the earlier run; ``None`` if there is none, and nothing to compare.
        fingerprint: of the schema as it is.
        fingerprint_before: of the schema as it was.
    """

    against: RunRecord | None
    fingerprint: str
    fingerprint_before: str | None
    changes: tuple[Change, ...]


async def compare_runs(runs: RunRepository, run_id: str, against: str | None) -> Comparison:
    """The changes since that run, whichever source it read, or since the previous one of the same source.

    Raises:
        RunNotFoundError: there is no such run.
        ResultNotReadyError: a schema is not read yet.
    """
    run = await runs.load(run_id)
    after = await runs.read_snapshot(run_id)
    if against is not None:
        earlier = Earlier(await runs.load(against), await runs.read_snapshot(against))
    else:
        earlier = await previous_run(runs, run)
    return await asyncio.to_thread(_compared, earlier, after)


def _compared(earlier: Earlier | None, after: Snapshot) -> Comparison:
    whole = fingerprint(after).whole
    if earlier is None:
        return Comparison(against=None, fingerprint=whole, fingerprint_before=None, changes=())
    return Comparison(
        against=earlier.run,
        fingerprint=whole,
        fingerprint_before=fingerprint(earlier.snapshot).whole,
        changes=diff(earlier.snapshot, after),
    )


async def previous_run(runs: RunRepository, run: RunRecord) -> Earlier | None:
    """The newest earlier run of the source whose schema was read; ``None`` among the last few hundred there is none."""
    cursor: str | None = cursor_after(entry_name(run.created_at, run.id))
    for _ in range(0, MOST_LOOKED_AT, _PAGE):
        page = await runs.list(_PAGE, cursor)
        for earlier in page.runs:
            is_same_source = earlier.source.source_id == run.source.source_id
            snapshot = await _schema_of(runs, earlier) if is_same_source else None
            if snapshot is not None:
                return Earlier(earlier, snapshot)
        cursor = page.next_cursor
        if cursor is None:
            break
    return None


async def _schema_of(runs: RunRepository, run: RunRecord) -> Snapshot | None:
    try:
        return await runs.read_snapshot(run.id)
    except (ResultNotReadyError, RunNotFoundError):
        return None
