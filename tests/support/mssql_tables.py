"""Tables that the SQL Server test server holds, and the few statements over them that a pull asks.

It evaluates what ``mssql_lossless`` selects by what the documentation says of those functions; it is no SQL Server.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from app.connection.dialects.mssql_catalog.native_types import data_type
from app.connection.dialects.mssql_lossless import LONG_CHARACTERS
from app.model.schema import Column, Table, TableKind
from tests.support.tds_server import Answer
from tests.support.tds_wire import Result

_STATEMENT = re.compile(
    r"SELECT (.+) FROM \[(\w+)\]\.\[(\w+)\] AS t(?: WHERE CHECKSUM\(NEWID\(\).*\) & \d+ < (\d+))?"
)
_ODDS = 2**31


@dataclass(frozen=True)
class Stored:
    """One table: its columns by name with their declared types, and its rows as JSON has values."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Any]]

    @cached_property
    def table(self) -> Table:
        """As the catalog would have it."""
        made = (
            Column(
                name=name, position=place, native_type=native, data_type=data_type(native.partition("(")[0])
            )
            for place, (name, native) in enumerate(self.columns.items(), 1)
        )
        return Table(
            schema="dbo",
            name=self.name,
            kind=TableKind.TABLE,
            columns=tuple(made),
            row_estimate=len(self.rows),
        )

    def result(self, selected: str, rows: Sequence[Sequence[Any]]) -> Result:
        """What ``selected`` gives over these rows."""
        names = list(self.columns)
        columns: list[tuple[str, str]] = []
        cells: list[list[Any]] = []
        for name, kind, convert in (self._converted(each) for each in _split(selected)):
            place = names.index(name)
            columns.append(("", kind))
            cells.append([None if row[place] is None else convert(row[place]) for row in rows])
        return Result(columns, list(zip(*cells, strict=True)))

    def _converted(self, selected: str) -> tuple[str, str, Callable[[Any], Any]]:
        """The column of an expression, its type, and what becomes of a value that is not NULL."""
        for pattern, kind, convert in _EXPRESSIONS:
            if found := re.fullmatch(pattern, selected):
                name = found["name"]
                return name, _on_the_wire(found["kind"] or kind or self.columns[name]), convert
        raise AssertionError(selected)


@dataclass
class Tables(dict[str, Answer]):
    """Answers of a server with tables; ``asked`` are the statements over them.

    Attributes:
        grows_by: rows a table has more each time that all of it is read.
    """

    stored: Sequence[Stored] = ()
    grows_by: int = 0
    asked: list[str] = field(default_factory=list[str])

    def get(self, sql: str, default: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] - of one type
        """The answer over a table, else what is recorded."""
        found = _STATEMENT.fullmatch(sql)
        if found is None or sql in self:
            return super().get(sql, default)
        selected, _, name, limit = found.groups()
        table = next(each for each in self.stored if each.name == name)
        self.asked.append(sql)
        if selected == "COUNT_BIG(*)":
            return Result([("", "bigint")], [[len(table.rows)]])
        if limit is None:
            more = self.grows_by * (len(self.asked) - 2)
            return table.result(selected, [*table.rows, *table.rows[:more]])
        random = Random(7)  # noqa: S311 - a test's own
        return table.result(selected, [row for row in table.rows if random.randrange(_ODDS) < int(limit)])


def _split(selected: str) -> list[str]:
    """The expressions of a select list."""
    return re.split(r", (?=(?:t\.|CONVERT\(|LEFT\(|CASE ))(?![^()]*\))", selected)


def _on_the_wire(native: str) -> str:
    """How a declared type is told to ``tds_types``, which knows times with all their digits only."""
    kind = "nvarchar(128)" if native == "sysname" else native.replace(" ", "")
    base = kind.partition("(")[0]
    return base if base in {"datetime2", "time"} else kind


def _cut(value: Any) -> str:
    return str(value)[:LONG_CHARACTERS]


def _one(_: Any) -> int:
    return 1


_EXPRESSIONS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    (r"(?P<kind>)t\.\[(?P<name>\w+)\]", "", lambda value: value),
    (r"CONVERT\((?P<kind>nvarchar\(\d+\)), t\.\[(?P<name>\w+)\]\)", "", str),
    (rf"LEFT\(CONVERT\((?P<kind>nvarchar\(max\)), t\.\[(?P<name>\w+)\]\), {LONG_CHARACTERS}\)", "", _cut),
    (r"CONVERT\((?P<kind>datetime2\(3\)), t\.\[(?P<name>\w+)\]\)", "", str),
    (r"CONVERT\((?P<kind>decimal\(\d+, \d+\)), t\.\[(?P<name>\w+)\]\)", "", str),
    (r"(?P<kind>)CASE WHEN t\.\[(?P<name>\w+)\] IS NOT NULL THEN 1 END", "int", _one),
)
"""Every expression a pull selects: the type it says or else has, that of its column where neither, and its values."""
