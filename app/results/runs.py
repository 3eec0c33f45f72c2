"""Runs and what they leave behind, over the two stores.

Records of a run, all of them readable only with its data key (``sealed.RunKeys``):

    key.<run>                      the wrapped data key
    run.<run>                      the head: a ``RunRecord``
    run.<run>:snapshot             values in pages (``pages``): schema, plan, tables left out,
    run.<run>:plan                 and one per batch of a stage, so what is written so far can be read
    run.<run>:left_out             while the run goes on
    run.<run>:suggestions
    run.<run>:detection:<batch>
    run.<run>:evidence:<batch>
    run.<run>:quality:<batch>
    run.<run>:points               what later runs are compared with, written at the end

Tasks run at least once; results are stored exactly once: the first complete write of a name stays, a later
one is no error and changes nothing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import uniform
from typing import TypeVar

from app.errors import (
    DamagedRecordError,
    ResultNotReadyError,
    RunFinishedError,
    RunNotFoundError,
    StaleRecordError,
)
from app.history.points import RunPoint
from app.model.evidence import EvidenceBatch
from app.model.relations import Suggestion
from app.model.results import DetectionBatch, QualityBatch, RunRecord
from app.model.run import Plan, RunState, TableOutcome
from app.model.schema import Snapshot
from app.results.encoding import decoded, encoded
from app.results.evidence_record import EvidenceRecord, packed, unpacked
from app.results.index import RunIndex, cursor_after, name_in, run_id_of
from app.results.pages import Pages, delete_pages, read_manifest
from app.results.point_record import PointRecord
from app.results.point_record import packed as packed_point
from app.results.point_record import unpacked as unpacked_point
from app.results.sealed import RunKeys, SealedStore
from app.results.source_index import SourceIndex
from app.results.store import ObjectStore, StateStore
from app.security.cipher import Cipher, MasterKey

UPDATE_ATTEMPTS = 50
RETRY_SECONDS = 0.02
PARALLEL_READS = 16

T = TypeVar("T")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RunPage:
    """Some runs, newest first; ``next_cursor`` is ``None`` on the last page."""

    runs: tuple[RunRecord, ...]
    next_cursor: str | None


class RunRepository:
    """All runs. Every method raises ``StoreUnavailableError`` when a store does not answer."""

    def __init__(
        self, store: StateStore, objects: ObjectStore, master_key: MasterKey, clock: Clock = utc_now
    ) -> None:
        self._store = store
        self._index = RunIndex(objects)
        self._sources = SourceIndex(objects, master_key.cipher("runs of sources"))
        self._keys = RunKeys(store, master_key)
        self._clock = clock

    # ── heads ────────────────────────────────────────────────────────────────────────────────────

    async def create(self, run: RunRecord) -> bool:
        """Store a new run; ``False`` if one of that id exists, which then stays as it is.

        Calling it again after a crash completes what the crash left out.
        """
        cipher = await self._keys.create(run.id)
        created = await SealedStore(self._store, cipher).create(_head(run.id), encoded(run))
        kept = run if created else await self.load(run.id)
        await self._index.add(kept.created_at, kept.id)
        return created

    async def load(self, run_id: str) -> RunRecord:
        """The head of the run; ``RunNotFoundError`` if there is none, or no longer."""
        run, _ = await self._load(run_id, await self._cipher(run_id))
        return run

    async def update(self, run_id: str, change: Callable[[RunRecord], RunRecord]) -> RunRecord:
        """Store what ``change`` makes of the run, and give it; ``change`` may be called several times.

        A run that has ended never changes again: it is given as it is. ``started_at`` and ``ended_at`` are set
        here when the state says so and ``change`` did not. Raises ``RunNotFoundError``, and
        ``StaleRecordError`` when others kept getting in between.
        """
        cipher = await self._cipher(run_id)
        for _ in range(UPDATE_ATTEMPTS):
            run, etag = await self._load(run_id, cipher)
            if run.state.is_final:
                return run
            changed = self._stamped(change(run))
            try:
                await SealedStore(self._store, cipher).replace(_head(run_id), encoded(changed), etag)
            except StaleRecordError:
                await asyncio.sleep(uniform(0, RETRY_SECONDS))  # noqa: S311 - spreads the retries, no secret
            else:
                return changed
        raise StaleRecordError

    async def list(self, limit: int, cursor: str | None = None) -> RunPage:
        """At most ``limit`` runs, newest first, from ``cursor`` on; ``ValueError`` for a cursor it never gave.

        A run that cannot be read (just being created or deleted, or damaged) is left out, so a page may hold
        fewer than there are places; ``load`` says why.
        """
        after = None if cursor is None else name_in(cursor)
        names = [name async for name in self._index.newest(after=after)]
        listed = names[:limit]
        runs = await asyncio.gather(*[self._readable(run_id_of(name)) for name in listed])
        return RunPage(
            tuple(run for run in runs if run is not None),
            cursor_after(listed[-1]) if listed and len(names) > limit else None,
        )

    async def delete(self, run_id: str) -> None:
        """Make the run unreadable for ever, then remove its records; no error if it is gone already.

        The key goes first: from then on nothing of the run can be read, whatever of the rest fails.
        """
        await self._keys.destroy(run_id)
        plan = await read_manifest(self._store, _name(run_id, "plan"))
        for number in range(plan.items if plan else 0):
            await delete_pages(self._store, _name(run_id, "detection", number))
            await delete_pages(self._store, _name(run_id, "evidence", number))
            await delete_pages(self._store, _name(run_id, "quality", number))
        for kind in ("snapshot", "left_out", "suggestions", "points", "plan"):
            await delete_pages(self._store, _name(run_id, kind))
        await self._store.delete(_head(run_id))
        await self._index.remove(run_id)
        await self._sources.remove(run_id)

    # ── results ──────────────────────────────────────────────────────────────────────────────────
    # Writing gives False if another value was there, which then stays. It raises RunNotFoundError for a
    # deleted run and RunFinishedError for one that has ended: a task that outlives its run changes nothing.

    async def write_snapshot(self, run_id: str, snapshot: Snapshot) -> bool:
        """Store the schema."""
        return await self._write(run_id, _name(run_id, "snapshot"), snapshot, len(snapshot.tables))

    async def read_snapshot(self, run_id: str) -> Snapshot:
        """The schema; ``ResultNotReadyError`` before it is written."""
        snapshot = await self._read(run_id, _name(run_id, "snapshot"), Snapshot)
        if snapshot is None:
            raise ResultNotReadyError(run_id=run_id)
        return snapshot

    async def write_plan(self, run_id: str, plan: Plan) -> bool:
        """Store the batches."""
        return await self._write(run_id, _name(run_id, "plan"), plan, len(plan.batches))

    async def read_plan(self, run_id: str) -> Plan:
        """The batches; ``ResultNotReadyError`` before they are written."""
        plan = await self._read(run_id, _name(run_id, "plan"), Plan)
        if plan is None:
            raise ResultNotReadyError(run_id=run_id)
        return plan

    async def write_left_out(self, run_id: str, outcomes: tuple[TableOutcome, ...]) -> bool:
        """Store the tables that are in no batch, each with its reason."""
        return await self._write(run_id, _name(run_id, "left_out"), outcomes, len(outcomes))

    async def read_left_out(self, run_id: str) -> tuple[TableOutcome, ...]:
        """The tables that are in no batch; empty before they are written."""
        return await self._read(run_id, _name(run_id, "left_out"), tuple[TableOutcome, ...]) or ()

    async def write_suggestions(self, run_id: str, suggestions: tuple[Suggestion, ...]) -> bool:
        """Store the undeclared foreign keys that names suggest."""
        return await self._write(run_id, _name(run_id, "suggestions"), suggestions, len(suggestions))

    async def read_suggestions(self, run_id: str) -> tuple[Suggestion, ...]:
        """The undeclared foreign keys that names suggest; empty before they are written."""
        return await self._read(run_id, _name(run_id, "suggestions"), tuple[Suggestion, ...]) or ()

    async def write_detection(self, run_id: str, batch: DetectionBatch) -> bool:
        """Store what one batch of the detection stage found."""
        return await self._write(run_id, _name(run_id, "detection", batch.number), batch, len(batch.tables))

    async def read_detection(self, run_id: str, number: int) -> DetectionBatch | None:
        """What that batch of the detection stage found; ``None`` before it is written."""
        return await self._read(run_id, _name(run_id, "detection", number), DetectionBatch)

    async def read_detections(self, run_id: str) -> tuple[DetectionBatch, ...]:
        """The batches of the detection stage that are written so far, by number."""
        return await self._read_batches(run_id, "detection", DetectionBatch)

    async def write_evidence(self, run_id: str, batch: EvidenceBatch) -> bool:
        """Store what the values of one batch showed."""
        name = _name(run_id, "evidence", batch.number)
        return await self._write(run_id, name, packed(batch), len(batch.tables))

    async def read_evidences(self, run_id: str) -> tuple[EvidenceBatch, ...]:
        """What the values showed, by batch, as far as it is written; ``EvidenceOutdatedError`` for another format."""
        records = await self._read_batches(run_id, "evidence", EvidenceRecord)
        return await asyncio.to_thread(lambda: tuple(map(unpacked, records)))

    async def write_quality(self, run_id: str, batch: QualityBatch) -> bool:
        """Store what one batch of the quality stage measured."""
        return await self._write(run_id, _name(run_id, "quality", batch.number), batch, len(batch.tables))

    async def read_qualities(self, run_id: str) -> tuple[QualityBatch, ...]:
        """The batches of the quality stage that are written so far, by number."""
        return await self._read_batches(run_id, "quality", QualityBatch)

    async def write_point(self, run_id: str, point: RunPoint) -> bool:
        """Store what later runs of the source are compared with."""
        written = await self._write(run_id, _name(run_id, "points"), packed_point(point), len(point.tables))
        run = await self.load(run_id)
        await self._sources.add(run.source.source_id, run.created_at, run.id)
        return written

    async def read_point(self, run_id: str) -> RunPoint | None:
        """What later runs are compared with; ``None`` before it is written, and of another version of the product."""
        record = await self._read(run_id, _name(run_id, "points"), PointRecord)
        return None if record is None else await asyncio.to_thread(unpacked_point, record)

    async def read_earlier_points(self, run: RunRecord, most: int) -> tuple[RunPoint, ...]:
        """Of at most so many earlier runs of the source, newest first; those that cannot be read are left out."""
        earlier = self._sources.before(run.source.source_id, run.created_at, run.id)
        ids = [run_id async for run_id in earlier][:most]
        turns = asyncio.Semaphore(PARALLEL_READS)

        async def point(run_id: str) -> RunPoint | None:
            async with turns:
                try:
                    return await self.read_point(run_id)
                except (RunNotFoundError, DamagedRecordError):
                    return None

        points = await asyncio.gather(*map(point, ids))
        return tuple(point for point in points if point is not None)

    # ── underneath ───────────────────────────────────────────────────────────────────────────────

    async def _cipher(self, run_id: str) -> Cipher:
        cipher = await self._keys.open(run_id)
        if cipher is None:
            raise RunNotFoundError(run_id=run_id)
        return cipher

    async def _load(self, run_id: str, cipher: Cipher) -> tuple[RunRecord, str]:
        record = await SealedStore(self._store, cipher).get(_head(run_id))
        if record is None:
            raise RunNotFoundError(run_id=run_id)
        try:
            return decoded(record.value, RunRecord), record.etag
        except ValueError:
            raise DamagedRecordError(key=_head(run_id)) from None

    async def _readable(self, run_id: str) -> RunRecord | None:
        try:
            return await self.load(run_id)
        except (RunNotFoundError, DamagedRecordError):
            return None

    async def _write(self, run_id: str, name: str, value: object, items: int) -> bool:
        cipher = await self._cipher(run_id)
        run, _ = await self._load(run_id, cipher)
        if run.state.is_final:
            raise RunFinishedError(run_id=run_id, state=run.state)
        return await Pages(self._store, cipher).write(name, value, items=items)

    async def _read(self, run_id: str, name: str, kind: type[T]) -> T | None:
        return await Pages(self._store, await self._cipher(run_id)).read(name, kind)

    async def _read_batches(self, run_id: str, stage: str, kind: type[T]) -> tuple[T, ...]:
        pages = Pages(self._store, await self._cipher(run_id))
        plan = await read_manifest(self._store, _name(run_id, "plan"))
        turns = asyncio.Semaphore(PARALLEL_READS)

        async def batch(number: int) -> T | None:
            async with turns:
                return await pages.read(_name(run_id, stage, number), kind)

        batches = await asyncio.gather(*[batch(number) for number in range(plan.items if plan else 0)])
        return tuple(written for written in batches if written is not None)

    def _stamped(self, run: RunRecord) -> RunRecord:
        if run.state is not RunState.QUEUED and run.started_at is None:
            run = replace(run, started_at=self._clock())
        if run.state.is_final and run.ended_at is None:
            run = replace(run, ended_at=self._clock())
        return run


def _head(run_id: str) -> str:
    return f"run.{run_id}"


def _name(run_id: str, kind: str, number: int | None = None) -> str:
    return f"{_head(run_id)}:{kind}" if number is None else f"{_head(run_id)}:{kind}:{number}"
