"""What only the text of CREATE TABLE says: names of constraints, checks, expressions, collations, AUTOINCREMENT.

One pass over the parentheses, commas and keywords of the text; quoted text and comments are blanked out before, so
that nothing in them looks like one. Grammar: https://www.sqlite.org/lang_createtable.html.
"""

import re
from dataclasses import dataclass, field

from app.connection.dialects.sqlite_catalog.tokens import blanked, name_at, top_level_names
from app.model.schema import Check

_WORTH_READING = ("CONSTRAINT", "CHECK", "COLLATE", "AUTOINCREMENT", "DEFERRABLE")
_GENERATED = re.compile(r"(?<![\w$])AS\s*\(", re.IGNORECASE)
_STEP = re.compile(
    r"""
    [(),]
    | (?<![\w$]) (?:
        CONSTRAINT | CHECK | AS | COLLATE | AUTOINCREMENT | PRIMARY\s+KEY | UNIQUE | FOREIGN | REFERENCES
        | (?:NOT\s+)? DEFERRABLE (?:\s+INITIALLY\s+DEFERRED)?
    ) (?![\w$])
    """,
    re.VERBOSE | re.IGNORECASE,
)
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


NOTHING = Created()
"""Of a table whose text says nothing that the pragmas do not."""


def created_table(sql: str) -> Created:
    """Read the text of a CREATE TABLE; what it does not understand it passes over.

    >>> created_table("CREATE TABLE t (a INT CONSTRAINT positive CHECK (a > 0))").checks
    [Check(expression='a > 0', name='positive', validated=None)]
    """
    upper = sql.upper()
    if any(word in upper for word in _WORTH_READING) or _GENERATED.search(sql):
        return _Reading(sql).said
    return NOTHING


class _Reading:
    """One pass over one text.

    ``opened`` is what the parenthesis that is open one level down belongs to, a keyword and its constraint's name.
    """

    def __init__(self, sql: str) -> None:
        self.said = Created()
        self._sql = sql
        self._blanked = blanked(sql)
        self._part_begins = 0
        self._name: str | None = None
        self._name_ends = -1
        self._foreign: str | None = None
        self._opened: tuple[str, str | None] | None = None
        self._read()

    def _read(self) -> None:
        depth = begins = 0
        for found in _STEP.finditer(self._blanked):
            step = found[0]
            if step == "(":
                depth += 1
                if depth == 1:
                    self._part_begins = found.end()
                elif depth == 2:  # noqa: PLR2004 - inside of one definition
                    begins = found.end()
            elif step == ")":
                depth -= 1
                if depth == 0:
                    return
                if depth == 1:
                    self._closed(begins, found.start())
            elif depth == 1:
                self._at(step.upper(), found.start(), found.end())

    def _at(self, step: str, start: int, end: int) -> None:
        if step == ",":
            self._part_begins, self._opened, self._foreign = end, None, None
            return
        name = (
            self._name
            if self._name_ends >= 0 and not self._blanked[self._name_ends : start].strip()
            else None
        )
        match step.split(maxsplit=1)[0]:
            case "CONSTRAINT":
                self._name, self._name_ends = name_at(self._sql, self._blanked, end)
            case "FOREIGN":
                self._foreign = name
            case "REFERENCES":
                self.said.references.append(Reference(name or self._foreign, deferred=False))
            case "DEFERRABLE" if step.endswith("DEFERRED") and self.said.references:
                self.said.references[-1] = Reference(self.said.references[-1].name, deferred=True)
            case "AUTOINCREMENT":
                self.said.numbered.append(self._column() or "")
            case "COLLATE":
                self.said.collations[self._column() or ""] = name_at(self._sql, self._blanked, end)[0] or ""
            case "PRIMARY" | "UNIQUE" if name is not None and (column := self._column()) is not None:
                self.said.keys[(column,)] = name
            case "CHECK" | "AS" | "PRIMARY" | "UNIQUE" as word:
                self._opened = word, name
            case _:
                pass

    def _closed(self, begins: int, ends: int) -> None:
        """A parenthesis that belongs to a keyword has closed."""
        if self._opened is None:
            return
        (word, name), self._opened = self._opened, None
        if word == "CHECK":
            self.said.checks.append(Check(expression=self._sql[begins:ends].strip(), name=name))
        elif word == "AS" and (column := self._column()) is not None:
            self.said.generations[column] = self._sql[begins:ends].strip()
        elif name is not None:
            members = top_level_names(self._sql, self._blanked, begins, ends)
            self.said.keys[tuple(member.lower() for member in members)] = name

    def _column(self) -> str | None:
        """The column that is being defined; ``None`` in a constraint of the table."""
        name, ends = name_at(self._sql, self._blanked, self._part_begins)
        if name is None or self._sql[self._part_begins : ends].strip().upper() in _OF_THE_TABLE:
            return None
        return name.lower()
