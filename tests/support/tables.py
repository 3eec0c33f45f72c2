"""Small tables and samples for tests."""

from collections.abc import Iterable, Mapping

from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Key, Table, TableKind


def make_table(
    columns: Mapping[str, DataType],
    *,
    schema: str = "main",
    name: str = "customer",
    unique: Iterable[str] = (),
    row_estimate: int | None = None,
) -> Table:
    """A table with these columns; each of ``unique`` is a unique key of its own."""
    return Table(
        schema=schema,
        name=name,
        kind=TableKind.TABLE,
        columns=tuple(
            Column(name=column, position=position, native_type=data_type.value, data_type=data_type)
            for position, (column, data_type) in enumerate(columns.items(), 1)
        ),
        unique_keys=tuple(Key(columns=(column,)) for column in unique),
        row_estimate=row_estimate,
    )


def make_sample(
    values: Mapping[str, Iterable[str | None]], *, method: SamplingMethod = SamplingMethod.ALL
) -> Sample:
    """A sample of these cells by column."""
    cells = {column: tuple(each) for column, each in values.items()}
    rows = max(map(len, cells.values()), default=0)
    return Sample(facts=SampleFacts(method=method, rows=rows, seed=1), values=cells)
