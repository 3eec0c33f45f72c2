"""Kinds of rules: each is a name, what it takes, and a function that writes its SQL. Built in and installed ones alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, cast

from app.model.measurements import Dimension
from app.model.rules import NO_ROW, Rule, Tolerance
from app.model.schema import Column, Table
from app.plugins import load_plugins
from app.rules.checks import Check, RuleUnusableError
from app.rules.words import Words

GROUP: Final = "sourcesense.rules"


class Takes(StrEnum):
    """What an argument holds."""

    TEXT = "text"
    NUMBER = "number"
    VALUE = "number or text"
    VALUES = "list of numbers or texts"
    NAMES = "list of names"
    TRUTH = "true or false"
    DURATION = "duration such as 36h"
    SQL = "SQL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One argument of a kind of rule."""

    takes: Takes
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule is checked on.

    Attributes:
        table: the rule's own.
        words: how the database writes SQL.
        find: another table by the name somebody wrote; raises ``RuleUnusableError`` if there is none or several.
        every: all tables of the schema, which custom SQL may name.
        rows_before: rows of the table in an earlier run; ``None`` without one.
    """

    table: Table
    words: Words
    find: Callable[[str], Table]
    every: tuple[Table, ...]
    rows_before: int | None = None

    def column(self, name: str) -> Column:
        """The column of the rule's table with that name, as written or but for its case."""
        return column_of(self.table, name)


def column_of(table: Table, name: str) -> Column:
    """The column with that name: exactly, or the only one but for its case; ``RuleUnusableError`` if there is none."""
    exact = [each for each in table.columns if each.name == name]
    near = [each for each in table.columns if each.name.casefold() == name.casefold()]
    found = exact or near
    if len(found) == 1:
        return found[0]
    raise RuleUnusableError(f"The table has no column {name}.", code="column_unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKind:
    """One kind of rule.

    Attributes:
        name: as it stands in rules.
        dimension: what it speaks about unless a rule says otherwise.
        about: what it demands, for a person.
        nulls: what NULL does to it.
        columns: how many it takes, least and most; ``None`` for no limit.
        arguments: what else it takes.
        check: writes the SQL; raises ``RuleUnusableError`` where that is not possible.
        accepts: the tolerance of a rule that has none, or how it follows from the rule; ``None`` where every rule
            must have one.
        one_of: arguments at least one of which must be there.
    """

    name: str
    dimension: Dimension
    about: str
    nulls: str
    check: Callable[[Rule, Subject], Check]
    columns: tuple[int, int | None] = (1, 1)
    arguments: Mapping[str, Taken]
    accepts: Tolerance | Callable[[Rule], Tolerance] | None = NO_ROW
    one_of: tuple[str, ...] = ()


@cache
def rule_kinds() -> Mapping[str, RuleKind]:
    """Every kind that could be loaded, by name; a plugin that cannot is left out."""
    found: dict[str, RuleKind] = {}
    for offered in load_plugins(GROUP).loaded.values():
        for kind in cast("Callable[[], tuple[RuleKind, ...]]", offered)():
            found.setdefault(kind.name, kind)
    return found


def tolerance_of(rule: Rule) -> Tolerance:
    """What the rule accepts: what it says itself, else what its kind does."""
    accepts = rule_kinds()[rule.kind].accepts
    return rule.tolerance or (accepts(rule) if callable(accepts) else accepts) or NO_ROW


def dimension_of(rule: Rule) -> Dimension:
    """What the rule speaks about; consistency for a kind that nobody knows any more."""
    kind = rule_kinds().get(rule.kind)
    return rule.dimension or (kind.dimension if kind else Dimension.CONSISTENCY)
