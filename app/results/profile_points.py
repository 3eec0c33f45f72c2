"""Saved documents of ``sourcesense profile --json`` as runs that can be compared: history without a server."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from app.errors import ProfileFileError
from app.history.points import RunPoint, TablePoint
from app.history.taking import table_point
from app.model.measurements import ColumnProfile, DimensionScore, Measurement, Score, TableProfile
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind
from app.results.profile_document import FORM, ProfiledColumn, ProfileDocument, ProfiledTable


def profile_points(files: Sequence[tuple[str, bytes]]) -> tuple[RunPoint, ...]:
    """One run per file, by the name it is told by; the files from the oldest to the newest.

    What lowered a score stands in no profile, so a change of it is told by dimension.

    Raises:
        ProfileFileError: one is no profile, says not when it was made, or is not newer than the one before.
    """
    points = tuple(_run(path, data) for path, data in files)
    for before, after in pairwise(points):
        if after.at <= before.at:
            raise ProfileFileError(path=after.run_id, problem="it is not newer than the one before it")
    return points


def _run(path: str, data: bytes) -> RunPoint:
    try:
        document = msgspec.json.decode(data, type=ProfileDocument)
    except msgspec.DecodeError:
        raise ProfileFileError(path=path, problem="it is no profile") from None
    if document.form != FORM or document.measured_at is None:
        raise ProfileFileError(path=path, problem="it is of another version")
    return RunPoint(run_id=path, at=_aware(document.measured_at), tables=tuple(_tables(document)))


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.astimezone()


def _tables(document: ProfileDocument) -> list[TablePoint]:
    return [_table(each) for each in document.tables if each.score is not None or each.rows is not None]


def _table(document: ProfiledTable) -> TablePoint:
    sample = document.sample
    facts = SampleFacts(method=SamplingMethod(sample.method), rows=sample.rows, seed=0) if sample else None
    return table_point(_catalogued(document), _profile(document), facts)


def _catalogued(document: ProfiledTable) -> Table:
    return Table(
        schema=document.schema,
        name=document.name,
        kind=TableKind(document.kind),
        columns=tuple(
            Column(
                name=each.name,
                position=each.position,
                native_type=each.native_type,
                data_type=DataType(each.data_type),
            )
            for each in document.columns
        ),
    )


def _profile(document: ProfiledTable) -> TableProfile:
    return TableProfile(
        rows=document.rows,
        columns=tuple(map(_column, document.columns)),
        score=Score(
            value=document.score,
            coverage=document.coverage or 0.0,
            dimensions=tuple(
                DimensionScore(
                    dimension=each.dimension,
                    numerator=each.numerator,
                    denominator=each.denominator,
                    exact=each.exact,
                )
                for each in document.dimensions
            ),
        ),
        statements=document.statements,
    )


def _column(document: ProfiledColumn) -> ColumnProfile:
    measurements = tuple(
        Measurement(
            metric=each.metric, value=each.value, exact=each.exact, bound=each.bound, masked=each.masked
        )
        for each in document.measurements
    )
    if document.distribution is None:
        return ColumnProfile(column=document.name, measurements=measurements)
    return ColumnProfile(column=document.name, measurements=measurements, distribution=document.distribution)
