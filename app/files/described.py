"""The sample of a file as a table and a sample of it, as those of a database are."""

from collections import Counter
from collections.abc import Sequence

from app.files.dtypes import data_type_of
from app.files.table import FileColumn, FileTable
from app.files.typing_texts import Writing
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind


def as_table(found: FileTable, writings: Sequence[Writing | None], *, seed: int) -> tuple[Table, Sample]:
    """The table without a schema, and the rows drawn with that seed.

    ``writings`` say, per column, how the values of one that comes as texts are written; ``None`` for any other.
    """
    names = distinct_names([column.name for column in found.columns])
    columns = tuple(
        _column(name, place, column, writing)
        for place, (name, column, writing) in enumerate(
            zip(names, found.columns, writings, strict=True), start=1
        )
    )
    table = Table(
        schema="", name=found.name, kind=TableKind.TABLE, columns=columns, row_estimate=found.rows_read
    )
    is_whole = found.rows_sampled == found.rows_read
    facts = SampleFacts(
        method=SamplingMethod.ALL if is_whole else SamplingMethod.BERNOULLI,
        rows=found.rows_sampled,
        seed=seed,
        table_rows=found.rows_read,
    )
    values = {name: column.values for name, column in zip(names, found.columns, strict=True)}
    return table, Sample(facts=facts, values=values)


def _column(name: str, place: int, column: FileColumn, writing: Writing | None) -> Column:
    if column.dtype:
        return Column(
            name=name, position=place, native_type=column.dtype, data_type=data_type_of(column.dtype)
        )
    data_type = writing.data_type if writing else DataType.TEXT
    return Column(name=name, position=place, native_type=data_type.value, data_type=data_type)


def distinct_names(given: Sequence[str]) -> tuple[str, ...]:
    """A name for every column: its own, with a number where it repeats, its place where it has none.

    >>> distinct_names(["a", "", "a"])
    ('a', 'column 2', 'a (2)')
    """
    seen: Counter[str] = Counter()
    names: list[str] = []
    taken = set(given)
    for place, name in enumerate(given, start=1):
        seen[name] += 1
        made = name or f"column {place}"
        while made in names or (made != name and made in taken):
            seen[name] += not name
            made = f"{name or 'column'} ({max(seen[name], 2)})"
            seen[name] += 1
        names.append(made)
    return tuple(names)
