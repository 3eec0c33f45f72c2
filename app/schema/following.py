"""What parts of an old schema say, said with the names that a new one has for the same tables and columns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from app.model.schema import Column, Table
from app.schema.parts import Facts, Value
from app.schema.renames import Rename, renamed_columns

Name = tuple[str, str]

_COLUMN_LISTS = frozenset({"columns", "included", "column_order"})
_TABLES = frozenset({"referred", "partition_of", "owned_by"})


@dataclass(frozen=True, slots=True)
class Names:
    """What seems to be renamed: new names of tables by old ones, and guesses about columns by old tables."""

    tables: dict[Name, Name] = field(default_factory=dict[Name, Name])
    columns: dict[Name, dict[str, Rename[Column]]] = field(
        default_factory=dict[Name, dict[str, Rename[Column]]]
    )

    def column(self, table: Name, name: str) -> str:
        """The name the column has now."""
        rename = self.columns.get(table, {}).get(name)
        return rename.now.name if rename else name

    def follow(self, table: Name | None, facts: Facts) -> Facts:
        """The facts of a part of that table, ``None`` for one without, with the names of now."""
        target = facts.get("referred", facts.get("owned_by"))
        return {
            name: self._value(table, cast("Name | None", target), name, value)
            for name, value in facts.items()
        }

    def _value(self, table: Name | None, target: Name | None, name: str, value: Value) -> Value:
        if not value:
            return value
        if name in _COLUMN_LISTS and table:
            return tuple(self.column(table, str(each)) for each in cast("tuple[str, ...]", value))
        if name in _TABLES:
            return self.tables.get(cast("Name", value), value)
        if name == "inherits":
            return tuple(self.tables.get(each, each) for each in cast("tuple[Name, ...]", value))
        if name == "referred_columns" and target:
            return tuple(self.column(target, each) for each in cast("tuple[str, ...]", value))
        return self.column(target, str(value)) if name == "owned_by_column" and target else value


def names_of(pairs: Iterable[tuple[Table, Table]]) -> Names:
    """The names that differ between tables that are the same, and those of their columns."""
    names = Names()
    for was, now in pairs:
        old, new = (was.schema, was.name), (now.schema, now.name)
        if old != new:
            names.tables[old] = new
        guesses = renamed_columns(was, now) if was.columns != now.columns else []
        if guesses:
            names.columns[old] = {guess.was.name: guess for guess in guesses}
    return names
