"""What a file is, and its columns as lines: by its suffix where it tells, else by its first bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from app.errors import InputFileError
from app.files.column_lines import LONGEST_LINE, LineRefusedError, has_values, read_object
from app.files.line_groups import numbered_lines
from app.files.peeking import Peeked
from app.files.table import FileTable, Refuse, unheard


class Form(StrEnum):
    """How columns stand in a file: one per JSON line, or as a table of CSV, JSON or Parquet rows."""

    COLUMNS = "columns"
    RECORDS = "records"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file of rows is read.

    Attributes:
        sample: rows drawn at most.
        seed: of the draw.
        header: whether the first row of a CSV file names the columns; ``None`` to judge by it.
        refuse: told of lines that are not of the form.
    """

    sample: int
    seed: int = 0
    header: bool | None = None
    refuse: Refuse = unheard


_SUFFIXES = {".csv": Form.CSV, ".tsv": Form.CSV, ".tab": Form.CSV, ".txt": Form.CSV, ".parquet": Form.PARQUET,
             ".pq": Form.PARQUET}  # fmt: skip
_MAGIC = b"PAR1"
_LINES_AHEAD = 100


def form_of(name: str, source: Peeked) -> Form:
    """What the file is.

    Raises:
        InputFileError: it is a JSON array, which cannot be read line by line.
    """
    known = _SUFFIXES.get(Path(name).suffix.lower())
    if known is not None:
        return known
    line = source.first_line(LONGEST_LINE + 1)
    if line.startswith(_MAGIC):
        return Form.PARQUET
    if not line.startswith(b"{") and not _is_json(name):
        # A first line may be spoilt like any other.
        return Form.COLUMNS if any(map(_is_column, source.lines_ahead()[:_LINES_AHEAD])) else Form.CSV
    if line.startswith(b"["):
        raise InputFileError(path=name, problem="it is one JSON array; write one object per line")
    try:
        return Form.COLUMNS if has_values(read_object(line)) else Form.RECORDS
    except LineRefusedError:
        return Form.COLUMNS


def _is_column(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and has_values(read_object(line))
    except LineRefusedError:
        return False


def _is_json(name: str) -> bool:
    return Path(name).suffix.lower() in {".json", ".jsonl", ".ndjson"}


def lines_in(source: Peeked) -> Iterable[tuple[int, bytes]]:
    """The lines of a file whose lines are columns."""
    return numbered_lines(source)


def table_in(form: Form, name: str, source: Peeked, reading: Reading) -> FileTable:
    """The table in a file of rows; raises ``InputFileError``."""
    stem = "" if name == "-" else Path(name).stem
    match form:
        case Form.CSV:
            from app.files.csv_table import read_csv  # noqa: PLC0415 - of no use for the other forms

            return read_csv(source, stem, sample=reading.sample, seed=reading.seed, header=reading.header)
        case Form.PARQUET:
            from app.files.parquet_table import MOST_PIPED, read_parquet  # noqa: PLC0415 - as above

            if name != "-":
                return read_parquet(Path(name), name, sample=reading.sample, seed=reading.seed)
            piped = source.read(MOST_PIPED + 1)
            if len(piped) > MOST_PIPED:
                problem = f"standard input takes {MOST_PIPED >> 20} MiB of Parquet at most"
                raise InputFileError(path=name, problem=problem)
            return read_parquet(piped, name, sample=reading.sample, seed=reading.seed)
        case _:
            from app.files.record_lines import read_records  # noqa: PLC0415 - as above

            lines = numbered_lines(source)
            return read_records(lines, stem, sample=reading.sample, seed=reading.seed, refuse=reading.refuse)


def opened_file(path: Path) -> BinaryIO:
    """The file, if it is one that can be read twice and holds anything; raises ``InputFileError``."""
    try:
        if path.is_dir():
            raise InputFileError(path=str(path), problem="it is a folder")
        file = path.open("rb")
    except OSError as error:
        raise InputFileError(path=str(path), problem=error.strerror or type(error).__name__) from None
    if not file.seekable():
        file.close()
        raise InputFileError(path=str(path), problem="it is no regular file, and a profile reads it twice")
    if not file.seek(0, 2):
        file.close()
        raise InputFileError(path=str(path), problem="it is empty")
    file.seek(0)
    return file
