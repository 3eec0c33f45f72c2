"""What the SQL files of MySQL and SQLite samples declare, by a small parser that knows nothing of the app.

It reads only what those files use: CREATE TABLE, CREATE INDEX, CREATE VIEW and ALTER TABLE … ADD CONSTRAINT.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"""'(?:[^'\\]|\\.|'')*'|`[^`]*`|\[[^\]]*\]|"[^"]*"|\w+(?:\.\d+)?|\S""", re.DOTALL)
_COMMENT = re.compile(r"--[^\n]*|/\*(?!!).*?\*/", re.DOTALL)
_CONDITIONAL = re.compile(r"/\*!(\d+)(.*?)\*/", re.DOTALL)
_ACTION = {"NO": "NO ACTION", "SET": "SET NULL"}


@dataclass
class DeclaredColumn:
    """A column as it is written; ``default`` is the word behind DEFAULT, ``None`` without one or for NULL."""

    name: str
    type: str
    not_null: bool = False
    default: str | None = None
    numbered: bool = False
    binary: bool = False


@dataclass(frozen=True)
class DeclaredKey:
    """A foreign key as it is written."""

    name: str | None
    columns: tuple[str, ...]
    referred: str
    referred_columns: tuple[str, ...]
    on_delete: str
    on_update: str


@dataclass
class DeclaredTable:
    """A table; indexes are ``(name, columns, unique, method)``, the name ``None`` where it is left to the server."""

    name: str
    columns: list[DeclaredColumn] = field(default_factory=list[DeclaredColumn])
    primary_key: tuple[str, ...] = ()
    foreign_keys: list[DeclaredKey] = field(default_factory=list[DeclaredKey])
    indexes: list[tuple[str | None, tuple[str, ...], bool, str]] = field(
        default_factory=list[tuple[str | None, tuple[str, ...], bool, str]]
    )
    checks: list[str] = field(default_factory=list[str])


def declared(script: str, *, conditional: bool = False) -> tuple[dict[str, DeclaredTable], list[str]]:
    """Tables by name, and names of views; ``conditional``: what stands in comments for MySQL 5.7 and later counts."""
    tables: dict[str, DeclaredTable] = {}
    views: list[str] = []
    for statement in _statements(script, conditional=conditional):
        words = [token.upper() for token in statement[:5]]
        if words[:2] == ["CREATE", "TABLE"]:
            table = _Reader(statement, 2).table()
            tables[table.name] = table
        elif words[:2] == ["ALTER", "TABLE"] and "CONSTRAINT" in words:
            reader = _Reader(statement, 2)
            reader.item(tables[reader.name()], skip="ADD")
        elif words[:2] == ["CREATE", "INDEX"]:
            reader = _Reader(statement, 2)
            name, _, table_name = reader.name(), reader.word(), reader.name()
            tables[table_name].indexes.append((name, reader.names(), False, "BTREE"))
        elif words[0] == "CREATE" and "VIEW" in (upper := [token.upper() for token in statement[:12]]):
            views.append(_Reader(statement, upper.index("VIEW") + 1).name())
    return tables, views


def _statements(script: str, *, conditional: bool) -> Iterator[list[str]]:
    kept = _CONDITIONAL.sub(lambda found: found[2] if conditional or int(found[1]) < 50700 else "", script)
    statement: list[str] = []
    for piece in _TOKEN.findall(_COMMENT.sub(" ", kept)):
        if piece != ";":
            statement.append(piece)
        elif statement:
            yield statement
            statement = []


class _Reader:
    """Walks over the tokens of one statement."""

    def __init__(self, tokens: list[str], place: int) -> None:
        self.tokens = tokens
        self.place = place

    def peek(self) -> str:
        return self.tokens[self.place].upper() if self.place < len(self.tokens) else ""

    def word(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def takes(self, *words: str) -> bool:
        """Step over these words if they come next."""
        fits = [token.upper() for token in self.tokens[self.place : self.place + len(words)]] == list(words)
        self.place += len(words) if fits else 0
        return fits

    def name(self) -> str:
        """The last part of a qualified name."""
        name = self.word()
        while self.takes("."):
            name = self.word()
        return name[1:-1] if name[0] in '`["' else name

    def names(self) -> tuple[str, ...]:
        assert self.takes("("), self.tokens[self.place :]
        found: list[str] = []
        while not self.takes(")"):
            found.append(self.name())
            if not self.takes("ASC"):
                self.takes("DESC")
            self.takes(",")
        return tuple(found)

    def inside(self) -> list[str]:
        """The tokens between a parenthesis and its partner."""
        assert self.takes("("), self.tokens[self.place :]
        begins, depth = self.place, 1
        while depth:
            depth += {"(": 1, ")": -1}.get(self.word(), 0)
        return self.tokens[begins : self.place - 1]

    def table(self) -> DeclaredTable:
        self.takes("IF", "NOT", "EXISTS")
        table = DeclaredTable(self.name())
        self.takes("(")
        while not self.takes(")"):
            self.item(table)
            self.takes(",")
        return table

    def item(self, table: DeclaredTable, *, skip: str = "") -> None:
        """One definition: a constraint, an index or a column."""
        self.takes(skip)
        name = self.name() if self.takes("CONSTRAINT") else None
        if self.takes("PRIMARY", "KEY"):
            table.primary_key = self.names()
        elif self.takes("FOREIGN", "KEY"):
            table.foreign_keys.append(self._foreign_key(name))
        elif self.takes("CHECK"):
            table.checks.append("".join(self.inside()))
        elif self.peek() in {"UNIQUE", "INDEX", "KEY", "FULLTEXT", "SPATIAL"}:
            table.indexes.append(self._index())
        else:
            self._column(table)

    def _index(self) -> tuple[str | None, tuple[str, ...], bool, str]:
        kind = self.peek()
        if kind in {"UNIQUE", "FULLTEXT", "SPATIAL"}:
            self.word()
        assert self.takes("INDEX") or self.takes("KEY")
        name = None if self.peek() == "(" else self.name()
        return name, self.names(), kind == "UNIQUE", kind if kind in {"FULLTEXT", "SPATIAL"} else "BTREE"

    def _foreign_key(self, name: str | None) -> DeclaredKey:
        columns = self.names()
        assert self.takes("REFERENCES")
        referred, referred_columns = self.name(), self.names()
        actions = {"DELETE": "NO ACTION", "UPDATE": "NO ACTION"}
        while self.takes("ON"):
            event, action = self.word().upper(), self.word().upper()
            if action in _ACTION:
                self.word()
            actions[event] = _ACTION.get(action, action)
        return DeclaredKey(name, columns, referred, referred_columns, actions["DELETE"], actions["UPDATE"])

    def _column(self, table: DeclaredTable) -> None:
        column = DeclaredColumn(self.name(), self.word())
        if self.peek() == "(":
            column.type += f"({','.join(self.inside())})".replace(",,,", ",")
        if self.takes("UNSIGNED"):
            column.type += " UNSIGNED"
        table.columns.append(column)
        while self.peek() not in {",", ")"}:
            self._attribute(column, table)

    def _attribute(self, column: DeclaredColumn, table: DeclaredTable) -> None:
        if self.takes("NOT", "NULL"):
            column.not_null = True
        elif self.takes("PRIMARY", "KEY"):
            table.primary_key = (column.name,)
        elif self.takes("DEFAULT"):
            word = self.word()
            column.default = None if word.upper() == "NULL" else word
        elif self.takes("AUTO_INCREMENT") or self.takes("AUTOINCREMENT"):
            column.numbered = True
        elif self.takes("BINARY"):
            column.binary = True
        elif not (self.takes("ON", "UPDATE", "CURRENT_TIMESTAMP") or self.takes("NULL")):
            raise AssertionError(self.tokens[self.place :])
