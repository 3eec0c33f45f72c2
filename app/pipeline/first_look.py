"""What the catalog's own statistics say of the tables of a batch, asked at once before any of them is measured."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.connection.session import Session
from app.extraction.catalog_statistics import catalog_statistics
from app.model.measurements import ColumnProfile
from app.model.results import TableDetection
from app.model.run import TableOutcome
from app.model.sample import SamplingMethod
from app.model.schema import Table
from app.pipeline.reading import BatchReader

Statistics = Mapping[str, Sequence[ColumnProfile]]
"""Estimates by table id; a table nobody analysed is not in it."""

NO_STATISTICS: Final[Statistics] = {}


async def first_look(
    reader: BatchReader,
    dialect: str,
    tables: Sequence[Table],
    detections: Mapping[str, TableDetection],
) -> Statistics:
    """Statistics of the tables of which the sample holds a part only.

    A first look that fails costs no table anything: nothing is told then.
    """
    due = [table for table in tables if _is_due(detections.get(table.id))]

    async def look(session: Session, _: Table) -> Statistics:
        return await catalog_statistics(session, dialect, due)

    return await reader.read(due[0], look, _nothing_told) if due else NO_STATISTICS


def _is_due(found: TableDetection | None) -> bool:
    return found is not None and found.sample is not None and found.sample.method is not SamplingMethod.ALL


def _nothing_told(_: TableOutcome) -> Statistics:
    return NO_STATISTICS
