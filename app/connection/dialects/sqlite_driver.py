"""SQLite in the reader process: a file opened read-only, and everything that could write or leave it switched off.

Source of the recipe: https://www.sqlite.org/security.html and RELIABILITY M15 (measured).
"""

import os
import random
import sqlite3
import stat
import time
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy.exc import DBAPIError

from app.connection.dialects.base import Failure
from app.connection.dialects.sqlite_catalog.columns import OF_ONE
from app.connection.driver import FileError, KnownFailureError, Source, engine_connection
from app.connection.fields import real_path
from app.connection.wire import Order

_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 2
_STEPS_BETWEEN_CHECKS = 10_000
_LONGEST_VALUE_BYTES = 16 * 1024 * 1024
_READABLE_PRAGMAS = frozenset(
    {
        "database_list",
        "table_list",
        "table_info",
        "table_xinfo",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "data_version",
        "read_uncommitted",
    }
)
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
_PLAIN_READS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
)


class SqliteDriver:
    """One SQLite file; the reader process serves one session, so the statement's state lives here."""

    def __init__(self) -> None:
        self._deadline = float("inf")
        self._draws: dict[int, random.Random] = {}

    def open(self, order: Order) -> Source:
        """Open the file read-only; ``FileError`` if it may not or cannot be opened."""
        path = checked_path(str(order.fields["path"]), order.file_roots)
        connection = engine_connection("sqlite", lambda: self._connect(path))
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the file is first read here
        return Source(connection, "SQLite", sqlite3.sqlite_version, None)

    def _connect(self, path: Path) -> sqlite3.Connection:
        uri = f"file:{quote(str(path))}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.text_factory = _tolerant
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE_BYTES)
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA trusted_schema = 0")
        connection.create_function("sourcesense_draw", 1, self._draw)
        connection.create_function("sourcesense_columns", 1, partial(_columns, connection))
        connection.create_function("regexp", 2, _fits, deterministic=True)
        connection.set_progress_handler(self._overdue, _STEPS_BETWEEN_CHECKS)
        connection.set_authorizer(_authorize)
        return connection

    def begin(self, source: Source, timeout_seconds: float) -> None:  # noqa: ARG002 - the file needs no BEGIN
        """Start the statement's clock and its random numbers."""
        self._deadline = time.monotonic() + timeout_seconds
        self._draws.clear()

    def describe(self, error: BaseException) -> Failure:
        """SQLite's own name of the error."""
        match error:
            case DBAPIError(orig=BaseException() as cause):
                return self.describe(cause)
            case FileError():
                return Failure("server", str(error.args[0]))
            case KnownFailureError():
                return error.failure
            case sqlite3.Error():
                return Failure("server", _code(error))
            case _:
                return Failure("crash", type(error).__name__)

    def stop(self, source: Source, session: int) -> None:
        """Nothing is left behind by a reader that is gone."""

    def cell(self, value: object) -> object:
        """SQLite has no values beyond the plain ones."""
        return value

    def _overdue(self) -> int:
        return int(time.monotonic() > self._deadline)

    def _draw(self, seed: int) -> float:
        """The next of a seeded sequence of uniform numbers in [0, 1): one per row, so rows are independent."""
        if seed not in self._draws:
            self._draws[seed] = random.Random(seed)  # noqa: S311 - sampling, not secrecy
        return self._draws[seed].random()


def _columns(connection: sqlite3.Connection, name: str) -> str | None:
    """The columns of a view or virtual table as JSON; NULL for one that does not work, which is no failure of others."""
    try:
        return str(connection.execute(OF_ONE, (name,)).fetchone()[0])
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise
        return None


@cache
def _compiled(pattern: str) -> Callable[[str], object]:
    re2: Any = import_module("re2")  # only rules with patterns need it, and it has no types
    return cast("Callable[[str], object]", re2.compile(pattern).search)


def _fits(pattern: str | None, value: str | None) -> bool | None:
    """``value REGEXP pattern``: SQLite has the operator and no function behind it. By RE2, in time linear in the text."""
    return None if pattern is None or value is None else _compiled(pattern)(value) is not None


def _tolerant(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def checked_path(text: str, roots: tuple[str, ...] | None) -> Path:
    """The real path, if it is a readable regular file below a root that starts like a SQLite database."""
    path = Path(real_path(text))
    if roots is not None and not any(path.is_relative_to(root) for root in roots):
        raise FileError("FILE_OUTSIDE")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise FileError("FILE_MISSING") from None
    except OSError:
        raise FileError("FILE_UNREADABLE") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileError("FILE_NOT_REGULAR")
    with os.fdopen(descriptor, "rb") as file:
        if file.read(len(_HEADER)) not in {_HEADER, b""}:  # an empty file is an empty database
            raise FileError("SQLITE_NOTADB")
    return path


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Reading is allowed, and nothing else.

    Declaring a virtual table (full-text tables, pragma functions) looks like an UPDATE of the schema to SQLite;
    a real one is refused all the same, as the file is read-only and ``writable_schema`` cannot be set.
    """
    allowed = (
        action in _PLAIN_READS
        or (action == sqlite3.SQLITE_UPDATE and first == "sqlite_master")
        or (action == sqlite3.SQLITE_FUNCTION and second not in _FORBIDDEN_FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _READABLE_PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _code(error: sqlite3.Error) -> str:
    """The error's name; a missing table is told apart because SQLite has no number for it."""
    name = getattr(error, "sqlite_errorname", "") or "SQLITE_ERROR"
    return "SQLITE_ERROR_NO_TABLE" if "no such table" in str(error) else name


DRIVER = SqliteDriver()
