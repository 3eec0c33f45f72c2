"""What the tasks of the worker share.

The SDK makes a new App for every activity (docs: SDK trap F17), so what is expensive lives here, once per process:
stores, reader processes, the catalogue, and the snapshots of the runs this worker is busy with.
"""

import asyncio
from collections import OrderedDict
from functools import cache

from app.detection.classifier import Classifier
from app.model.schema import Snapshot
from app.wiring.egress import read_settings
from app.wiring.services import Services, observe

_SNAPSHOTS_KEPT = 4

_lock = asyncio.Lock()
_services: Services | None = None
_snapshots: OrderedDict[str, Snapshot] = OrderedDict()


async def services() -> Services:
    """The collaborators of this worker, made at the first call."""
    global _services  # noqa: PLW0603 - one per process is the point
    async with _lock:
        if _services is None:
            settings = read_settings()
            observe(settings, "worker")
            _services = await Services.open(settings)
        return _services


@cache
def classifier() -> Classifier:
    """The classifier with all detector plugins that loaded."""
    from app.wiring.detectors import load_classifier  # noqa: PLC0415 - reads the whole catalogue

    return load_classifier()


async def snapshot(run_id: str) -> Snapshot:
    """The schema of a run; kept, because every batch of the run asks for it and it never changes."""
    if run_id not in _snapshots:
        _snapshots[run_id] = await (await services()).runs.read_snapshot(run_id)
        while len(_snapshots) > _SNAPSHOTS_KEPT:
            _snapshots.popitem(last=False)
    return _snapshots[run_id]
