"""A schema as a flat list of parts, each with what makes it what it is: the common ground of fingerprint and diff.

Left out is what changes without anybody changing the schema: estimates, sizes, times, whether an index is finished,
and what depends on who looks: owners, privileges, skipped objects. An index that only backs a key is its key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from app.model.schema import ForeignKey, Index, Key, ObjectName, Snapshot, Table


class PartKind(StrEnum):
    """Kinds of parts, in the order in which changes are told."""

    SCHEMA = "schema"
    TABLE = "table"
    VIEW = "view"
    COLUMN = "column"
    PRIMARY_KEY = "primary key"
    FOREIGN_KEY = "foreign key"
    UNIQUE_KEY = "unique key"
    CHECK = "check"
    EXCLUSION = "exclusion"
    INDEX = "index"
    TRIGGER = "trigger"
    POLICY = "policy"
    PARTITION = "partition"
    TYPE = "type"
    SEQUENCE = "sequence"
    ROUTINE = "routine"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part is. ``table`` is set for what belongs to a table; the table itself has only a name."""

    kind: PartKind
    schema: str
    name: str
    table: str | None = None


Value = str | int | bool | None | tuple["Value", ...]
Facts = Mapping[str, Value]
Parts = Mapping[Place, Facts]
Follow = Callable[[Facts], Facts]


@dataclass(frozen=True, slots=True)
class Said:
    """What a part is called and says, and says with the names that came later (``app.schema.following``)."""

    name: str
    facts: Facts
    followed: Facts


_NOT_OF_THE_SCHEMA = frozenset({"name", "schema", "owner", "row_estimate", "size_bytes", "valid"})


def table_facts(table: Table) -> Facts:
    """What makes a table or view itself, without its columns and keys but with the order of its columns."""
    names = (
        "kind",
        "comment",
        "partition_of",
        "partition_bound",
        "partition_key",
        "inherits",
        "row_security",
    )
    facts = {name: _value(getattr(table, name)) for name in (*names, "storage", "definition")}
    return {**facts, "column_order": tuple(column.name for column in table.columns)}


def column_facts(table: Table) -> dict[str, Facts]:
    """The columns by name; their place is the table's fact, their size stands in the native type."""
    kept = (
        "native_type",
        "nullable",
        "default",
        "comment",
        "generated",
        "generation",
        "identity",
        "collation",
    )
    return {column.name: {name: _value(getattr(column, name)) for name in kept} for column in table.columns}


def member_facts(table: Table, follow: Follow = dict) -> dict[tuple[PartKind, str], Said]:
    """Keys, indexes, checks, triggers, policies and partitions of a table, by kind and name.

    One without a name is called by what it says; the same said twice is numbered.
    """
    found: list[tuple[PartKind, str | None, Facts]] = []
    if table.primary_key:
        key: Facts = {"columns": table.primary_key.columns, "name": table.primary_key.name}
        found.append((PartKind.PRIMARY_KEY, "primary key", key))
    found += [(PartKind.FOREIGN_KEY, key.name, _foreign_key(key)) for key in table.foreign_keys]
    found += [(PartKind.UNIQUE_KEY, key.name, {"columns": key.columns}) for key in table.unique_keys]
    indexes = [index for index in table.indexes if not _backs_key(table, index)]
    for kind, members in (
        (PartKind.CHECK, table.checks),
        (PartKind.EXCLUSION, table.exclusions),
        (PartKind.INDEX, indexes),
        (PartKind.TRIGGER, table.triggers),
        (PartKind.POLICY, table.policies),
        (PartKind.PARTITION, table.partitions),
    ):
        found += [(kind, member.name, _facts(member)) for member in members]
    return _named(
        (kind, name, Said(_called(facts) if name is None else name, facts, follow(facts)))
        for kind, name, facts in found
    )


def loose_parts(snapshot: Snapshot) -> dict[Place, Facts]:
    """Schemas, types, sequences, routines and extensions."""
    found: dict[Place, Facts] = {
        Place(kind=PartKind.SCHEMA, schema=schema.name, name=schema.name): _facts(schema)
        for schema in snapshot.schemas
    }
    for kind, members in ((PartKind.TYPE, snapshot.types), (PartKind.SEQUENCE, snapshot.sequences)):
        found |= {Place(kind=kind, schema=m.schema, name=m.name): _facts(m) for m in members}
    for routine in snapshot.routines:
        called = f"{routine.name}({routine.arguments})"
        found[Place(kind=PartKind.ROUTINE, schema=routine.schema, name=called)] = _facts(routine)
    for extension in snapshot.extensions:
        place = Place(kind=PartKind.EXTENSION, schema="", name=extension.name)
        found[place] = {**_facts(extension), "schema": extension.schema}
    return found


def parts_of_table(table: Table) -> dict[Place, Facts]:
    """A table with everything that belongs to it."""
    found: dict[Place, Facts] = {place_of(table): table_facts(table)}
    found |= {
        Place(kind=PartKind.COLUMN, schema=table.schema, table=table.name, name=name): facts
        for name, facts in column_facts(table).items()
    }
    found |= {
        Place(kind=kind, schema=table.schema, table=table.name, name=said.name): said.facts
        for (kind, _), said in member_facts(table).items()
    }
    return found


def place_of(table: Table) -> Place:
    """The place of a table or view itself."""
    return Place(
        kind=PartKind.VIEW if table.is_view else PartKind.TABLE, schema=table.schema, name=table.name
    )


def shown(value: Value) -> str | None:
    """A value as a person reads it; ``None`` for nothing or unknown.

    >>> shown(("a", "b")), shown(True), shown(None)
    ('a, b', 'yes', None)
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(shown(each) or "" for each in value) if isinstance(value, tuple) else str(value)


def _facts(part: Any) -> dict[str, Value]:
    """All fields of a dataclass that are facts of the schema."""
    return {
        field.name: _value(getattr(part, field.name))
        for field in fields(part)
        if field.name not in _NOT_OF_THE_SCHEMA
    }


def _foreign_key(key: ForeignKey) -> Facts:
    facts = _facts(key)
    referred = (facts.pop("referred_schema"), facts.pop("referred_table"))
    return {**facts, "referred": referred}


def _value(value: Any) -> Value:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)  # an enum as its plain text
    if isinstance(value, ObjectName):
        return (value.schema, value.name)
    if isinstance(value, tuple | list):
        return tuple(_value(each) for each in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - isinstance knows no element type
    return tuple(f"{name}={_value(fact)!r}" for name, fact in _facts(value).items())


def _named(found: Iterable[tuple[PartKind, str | None, Said]]) -> dict[tuple[PartKind, str], Said]:
    by_name: defaultdict[tuple[PartKind, str], list[Said]] = defaultdict(list)
    for kind, name, said in found:
        by_name[kind, name if name is not None else _called(said.followed)].append(said)
    return {
        (kind, _numbered(name, number)): replace(said, name=_numbered(said.name, number))
        for (kind, name), same in by_name.items()
        for number, said in enumerate(sorted(same, key=lambda each: repr(each.followed)), 1)
    }


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} #{number}"


def _called(facts: Facts) -> str:
    """A name for a key or check that has none: its columns, with where they lead, or its text."""
    columns, referred = facts.get("columns"), facts.get("referred")
    if columns is not None:
        return f"({shown(columns)})" + (f" to {shown(referred)}" if referred else "")
    return shown(facts.get("expression", facts.get("definition"))) or "unnamed"


def _backs_key(table: Table, index: Index) -> bool:
    """Whether the index is there only because a key is: it bears the key's name, or the server's own."""
    keys: list[Key] = [*([table.primary_key] if table.primary_key else []), *table.unique_keys]
    own_names = {"PRIMARY"} | {key.name for key in keys}
    is_named_so = index.name in own_names or index.name.startswith("sqlite_autoindex_")
    return index.unique and is_named_so and any(set(key.columns) == set(index.columns) for key in keys)
