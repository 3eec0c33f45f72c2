"""SQL by which DuckDB reads the columns of a SQLite table, every row or a drawn part of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from app.connection.pulling import literal
from app.connection.wire import PulledColumn
from app.model.schema import DataType
from app.profiling.relation import Ask, Relation, RelationColumn, quoted, share_to_probe

MOMENTS: Final = {DataType.DATE: "DATE", DataType.TIMESTAMP: "TIMESTAMP"}
"""Types whose cells DuckDB is given as text, and what it casts them to."""

_IDS_AT_ONCE: Final = 20_000
"""Of one statement; SQLite takes a million characters of SQL."""
_SPARSE: Final = 20
"""A row in so many numbers at least, or drawing numbers takes longer than visiting rows."""
_NUMBERS: Final = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_TEXTS: Final = frozenset({DataType.TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteTable:
    """The table as the file has it; ``ids`` are its least and greatest row number."""

    name: str
    path: str
    rows: int
    ids: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteCell:
    """A column in the pass: DuckDB's SQL of a cell of the table, and of the text that a drawn row gives for it."""

    column: PulledColumn
    whole: str
    drawn: str


def declared_cells(ask: Ask, table: SqliteTable, columns: Iterable[PulledColumn]) -> Iterator[SqliteCell]:
    """Columns that DuckDB reads as numbers or texts; it reads the others as bytes, or not at all."""
    natives = {str(row[0]): str(row[1]) for row in ask(f"DESCRIBE file.main.{table.name}")}
    for column in columns:
        name, native = quoted(column.name), natives.get(column.name, "")
        if native in {"BIGINT", "DOUBLE"} and column.data_type in _NUMBERS:
            yield SqliteCell(column=column, whole=name, drawn=f"CAST({name} AS {native})")
        elif native == "BIGINT" and column.data_type is DataType.BOOLEAN:
            yield SqliteCell(column=column, whole=_truth(name), drawn=_truth(f"CAST({name} AS BIGINT)"))
        elif native == "VARCHAR" and column.data_type in _TEXTS:
            yield SqliteCell(column=column, whole=f"decode(encode({name}))", drawn=f"decode(encode({name}))")


def _truth(name: str) -> str:
    """0 and 1 as truth values; any other number ends the pass."""
    return (
        f"CASE WHEN {name} IN (0, 1) THEN {name} = 1 WHEN {name} IS NOT NULL THEN error('no truth value') END"
    )


def moment_cells(ask: Ask, table: SqliteTable, columns: list[PulledColumn]) -> Iterator[SqliteCell]:
    """Columns of which every cell is written as DuckDB writes such a moment."""
    casts = [f"TRY_CAST({quoted(each.name)} AS {MOMENTS[each.data_type]})" for each in columns]
    counts = ", ".join(
        f"count({quoted(each.name)}) = count_if(CAST({cast} AS VARCHAR) = {quoted(each.name)})"
        for each, cast in zip(columns, casts, strict=True)
    )
    (row,) = ask(f"SELECT {counts} FROM file.main.{table.name}")  # noqa: S608 - quoted names from the catalog
    for column, cast, is_plain in zip(columns, casts, row, strict=True):
        if is_plain:
            yield SqliteCell(column=column, whole=cast, drawn=cast)


def relation_of(table: SqliteTable, cells: list[SqliteCell]) -> Relation:
    """All rows by DuckDB's scan, and a part of them by SQLite itself, which finds rows by their numbers."""
    whole = ", ".join(f'{each.whole} AS "p{place}"' for place, each in enumerate(cells))
    share = share_to_probe(table.rows)
    source = f"(SELECT {whole} FROM file.main.{table.name})"  # noqa: S608 - quoted names from the catalog
    return Relation(
        source=source,
        probe=source if share == 1 else _probe(table, cells, share),
        probe_share=share,
        columns=tuple(
            RelationColumn(name=each.column.name, data_type=each.column.data_type, sql=f'"p{place}"')
            for place, each in enumerate(cells)
        ),
    )


def _probe(table: SqliteTable, cells: list[SqliteCell], share: float) -> str:
    """Each row with the same chance: by numbers drawn here, or where they are sparse by SQLite's own random numbers.

    What SQLite sends comes as text, of a float with all the digits it has.
    """
    read = ", ".join(
        f"CASE typeof({name}) WHEN 'real' THEN printf('%!.17g', {name}) ELSE {name} END AS {name}"
        for name in (quoted(each.column.name) for each in cells)
    )
    typed = ", ".join(f'{each.drawn} AS "p{place}"' for place, each in enumerate(cells))
    parts = " UNION ALL ".join(
        f"SELECT * FROM sqlite_query('file', {literal(f'SELECT {read} FROM {table.name} WHERE {chosen}')})"  # noqa: S608 - likewise
        for chosen in _chosen(table, share)
    )
    return f"(SELECT {typed} FROM ({parts}))"  # noqa: S608 - likewise


def _chosen(table: SqliteTable, share: float) -> Iterator[str]:
    low, high = table.ids
    numbers = high - low + 1
    if numbers > _SPARSE * table.rows:
        yield f"abs(random() % 1000000) < {round(share * 1_000_000)}"
        return
    chance = Random(1)  # noqa: S311 - a sample, not a secret
    drawn = sorted(low + place for place in chance.sample(range(numbers), _binomial(chance, numbers, share)))
    for start in range(0, len(drawn), _IDS_AT_ONCE):
        yield f"rowid IN ({','.join(map(str, drawn[start : start + _IDS_AT_ONCE]))})"


def _binomial(chance: Random, count: int, share: float) -> int:
    """How many of so many are drawn where each has that chance; normal, as thousands are expected."""
    mean, spread = count * share, (count * share * (1 - share)) ** 0.5
    return min(count, max(1, round(chance.gauss(mean, spread))))
