"""A whole file as a relation of DuckDB: Parquet read by DuckDB itself, text as a stream of frames."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from app.errors import InputFileError
from app.files.csv_table import all_rows
from app.files.line_groups import numbered_lines
from app.files.opening import Form
from app.files.record_lines import all_records
from app.profiling.arrow_stream import Frames
from app.profiling.relation import Ask, TooMuchMemoryError, quoted

MEMORY: Final = "180MiB"
"""What DuckDB may take; the pass is made for less, and Parquet's row groups come on top."""

_CELLS_AT_ONCE: Final = 100_000
_TEXTS: Final = "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The file, opened in DuckDB.

    Attributes:
        source: what stands behind FROM.
        names: SQL of each column.
    """

    ask: Ask
    source: str
    names: tuple[str, ...]


@contextmanager
def opened_whole(
    file: BinaryIO, path: str, form: Form, names: Sequence[str], *, header: bool | None = None
) -> Generator[Whole]:
    """The rows of an open file, for as many readings as are asked for; ``names`` are those of ``FileTable``.

    DuckDB can reach this one file and nothing else, by its descriptor, so that no name of it is ever a pattern.

    Raises:
        InputFileError: the file breaks off or changes while it is read.
    """
    duckdb: Any = import_module("duckdb")  # here, because nothing else of the command needs it
    itself = f"/proc/self/fd/{file.fileno()}"
    with duckdb.connect(config={**_CLOSED, "memory_limit": MEMORY}) as connection:
        frames: Frames | None = None
        if form is not Form.PARQUET:
            frames = _frames(itself, form, names, header)
            connection.register(_TEXTS, frames)
        connection.execute(f"SET allowed_paths = ['{itself}']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")

        def ask(sql: str) -> list[tuple[object, ...]]:
            try:
                return connection.execute(sql).fetchall()
            except duckdb.OutOfMemoryException:
                raise TooMuchMemoryError from None
            except duckdb.Error as error:  # its text may hold values
                cause = error if frames is None or frames.failure is None else frames.failure
                problem = f"it could not be read to its end ({type(cause).__name__})"
                raise InputFileError(path=path, problem=problem) from None

        if form is Form.PARQUET:
            source = f"read_parquet('{itself}')"
            described = ask(f"DESCRIBE SELECT * FROM {source}")  # noqa: S608 - a number of ours
            yield Whole(ask=ask, source=source, names=tuple(quoted(str(row[0])) for row in described))
        else:
            yield Whole(ask=ask, source=_TEXTS, names=tuple(f"v{place}" for place in range(len(names))))


_CLOSED: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
    "threads": "2",
    "preserve_insertion_order": "false",
}


def _frames(path: str, form: Form, names: Sequence[str], header: bool | None) -> Frames:
    pl: Any = import_module("polars")
    schema = {f"v{place}": pl.String for place in range(len(names))}
    at_once = max(1, _CELLS_AT_ONCE // max(1, len(names)))

    def frames() -> Iterator[Any]:
        with Path(path).open("rb") as file:
            file.seek(0)
            rows = iter(_rows(file, form, names, header))
            while batch := list(islice(rows, at_once)):
                cells = zip(*batch, strict=True)
                yield pl.DataFrame(
                    {name: list(column) for name, column in zip(schema, cells, strict=True)}, schema=schema
                )

    return Frames(pl.DataFrame(schema=schema), frames)


def _rows(
    file: BinaryIO, form: Form, names: Sequence[str], header: bool | None
) -> Iterable[Sequence[str | None]]:
    """Rows of as many cells as there are names; an empty cell of CSV is NULL, as in a sample of it."""
    width = len(names)
    if form is Form.CSV:
        for row in all_rows(file, header):
            cells = [_encodable(cell) for cell in row[:width]]
            yield cells if len(cells) == width else [*cells, *[None] * (width - len(cells))]
        return
    for record in all_records(numbered_lines(file)):
        yield [_encodable(record.get(name)) for name in names]


def _encodable(cell: str | None) -> str | None:
    """Lone surrogates, which no text in UTF-8 can hold, as they are escaped in Python."""
    if not cell:
        return None
    return cell if cell.isascii() else cell.encode("utf-8", "backslashreplace").decode()
