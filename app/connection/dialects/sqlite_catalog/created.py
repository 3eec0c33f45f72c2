"""What only the text of CREATE TABLE says: names of constraints, checks, expressions, collations, AUTOINCREMENT.

Quoted text and comments are blanked out and letters made capitals in a copy of the text; then a few keywords are looked
for, and what belongs to each is cut from the text. Looking at every token took five times as long on 2,000 tables.
Grammar: https://www.sqlite.org/lang_createtable.html.
"""

import re
from dataclasses import dataclass, field

from app.connection.dialects.sqlite_catalog.tokens import (
    blanked,
    capitals,
    closing_of,
    name_at,
    top_level_names,
    words_in,
)
from app.model.schema import Check

_WORDS = re.compile(r"(?:CONSTRAINT|CHECK|COLLATE|AUTOINCREMENT|DEFERRABLE|AS|REFERENCES)(?![\w$])")
_WORTH_READING = (
    *("CONSTRAINT", "CHECK", "COLLATE", "AUTOINCREMENT", "DEFERRABLE"),
    *(" AS", "\nAS", "\tAS", "AS(", "AS ("),
)
_KEY = re.compile(r"\s*(?:PRIMARY\s+KEY|UNIQUE)\s*(\()?")
_FOREIGN = re.compile(r"\s*FOREIGN\s+KEY\s*\(")
_OPENS = re.compile(r"\s*\(")
_DEFERRED = re.compile(r"\s+INITIALLY\s+DEFERRED\b")
_NOT = re.compile(r"\bNOT\s+\Z")
_OF_THE_TABLE = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a foreign key, and whether it is looked at only when the transaction ends."""

    name: str | None
    deferred: bool


@dataclass(frozen=True, slots=True)
class Created:
    """What the text of one table says besides the pragmas; names of columns are in small letters.

    ``references`` stand in the order of the text; ``keys`` are the names of keys by their columns;
    ``numbered`` holds something where AUTOINCREMENT numbers the rows.
    """

    checks: list[Check] = field(default_factory=list[Check])
    generations: dict[str, str] = field(default_factory=dict[str, str])
    collations: dict[str, str] = field(default_factory=dict[str, str])
    references: list[Reference] = field(default_factory=list[Reference])
    keys: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    numbered: list[str] = field(default_factory=list[str])

    @property
    def is_silent_on_columns(self) -> bool:
        """Whether nothing is said of any column."""
        return not (self.collations or self.generations or self.numbered)


NOTHING = Created()
"""Of a table whose text says nothing that the pragmas do not."""


def created_table(sql: str) -> Created:
    """Read the text of a CREATE TABLE; what it does not understand it passes over.

    >>> created_table("CREATE TABLE t (a INT CONSTRAINT positive CHECK (a > 0))").checks
    [Check(expression='a > 0', name='positive', validated=None)]
    """
    upper = sql.upper()
    return _Reading(sql).said if any(word in upper for word in _WORTH_READING) else NOTHING


class _Reading:
    """One look at one text.

    ``named`` is where the last name of a constraint ends, or ends with the columns of its foreign key, and the name.
    """

    def __init__(self, sql: str) -> None:
        self.said = Created()
        self._sql = sql
        self._text = capitals(blanked(sql))
        self._named: tuple[int, str | None] = (-1, None)
        for found in words_in(self._text, _WORDS):
            if self._depth(found.start()) == 1:
                self._at(found[0], found.start(), found.end())

    def _at(self, word: str, begins: int, ends: int) -> None:
        match word:
            case "CONSTRAINT":
                self._constraint(ends)
            case "CHECK" if (expression := self._parenthesis(ends)) is not None:
                self.said.checks.append(Check(expression=expression, name=self._name(begins)))
            case "AS" if (expression := self._parenthesis(ends)) is not None:
                self.said.generations[self._column(begins) or ""] = expression
            case "COLLATE":
                self.said.collations[self._column(begins) or ""] = (
                    name_at(self._sql, self._text, ends)[0] or ""
                )
            case "AUTOINCREMENT":
                self.said.numbered.append(self._column(begins) or "")
            case "REFERENCES":
                self.said.references.append(Reference(self._name(begins), deferred=False))
            case "DEFERRABLE" if self._is_deferred(begins, ends):
                self.said.references[-1] = Reference(self.said.references[-1].name, deferred=True)
            case _:
                pass

    def _constraint(self, begins: int) -> None:
        """A name; if it is a key's, its columns are noted with it."""
        name, ends = name_at(self._sql, self._text, begins)
        self._named = ends, name
        if (foreign := _FOREIGN.match(self._text, ends)) is not None:
            self._named = closing_of(self._text, foreign.end()) + 1, name
        elif (key := _KEY.match(self._text, ends)) is not None and name is not None:
            self.said.keys[self._key_columns(begins, key)] = name

    def _key_columns(self, begins: int, key: re.Match[str]) -> tuple[str, ...]:
        column = self._column(begins)
        if column is not None:
            return (column,)
        inside = key.end(), closing_of(self._text, key.end())
        return tuple(name.lower() for name in top_level_names(self._sql, self._text, *inside))

    def _is_deferred(self, begins: int, ends: int) -> bool:
        before = self._text[max(0, begins - 64) : begins]
        return bool(self.said.references and _DEFERRED.match(self._text, ends) and not _NOT.search(before))

    def _name(self, begins: int) -> str | None:
        """The name given to what begins here, if nothing stands in between."""
        ends, name = self._named
        return name if ends >= 0 and not self._text[ends:begins].strip() else None

    def _parenthesis(self, place: int) -> str | None:
        opens = _OPENS.match(self._text, place)
        if opens is None:
            return None
        return self._sql[opens.end() : closing_of(self._text, opens.end())].strip()

    def _column(self, place: int) -> str | None:
        """The column that is being defined there; ``None`` in a constraint of the table."""
        begins = self._text.rfind(",", 0, place)
        while begins >= 0 and self._depth(begins) > 1:
            begins = self._text.rfind(",", 0, begins)
        begins = (begins if begins >= 0 else self._text.find("(")) + 1
        name, ends = name_at(self._sql, self._text, begins)
        if name is None or self._text[begins:ends].strip() in _OF_THE_TABLE:
            return None
        return name.lower()

    def _depth(self, place: int) -> int:
        return self._text.count("(", 0, place) - self._text.count(")", 0, place)
