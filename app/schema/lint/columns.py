"""Rules about single columns and what their names promise."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from app.model.schema import Column, DataType, Table
from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.subject import Subject
from app.schema.native_types import characters, parsed

_NULL_TEXT = re.compile(r"\(?'null'(::[\w\s\"]+)?\)?", re.IGNORECASE)
_MONEY = re.compile(r"(^|_)(price|amount|cost|total|salary|balance|fee|freight|revenue)(_|$)")
_RATE = re.compile(r"(^|_)(rate|percent|pct|ratio|share|factor|count|score)(_|$)")
_FLAG = re.compile(r"^(is|has|can|was)_|_(flag|yn)$")
_DAY = re.compile(r"(^|_)(date|datetime|timestamp)$|_(at|on)$")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_KEY_KINDS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.TEXT, DataType.UUID, DataType.BINARY})


def null_as_text(subject: Subject) -> Iterator[Hit]:
    """Columns whose default is the text NULL."""
    return _where(
        subject,
        lambda column: bool(_NULL_TEXT.fullmatch(column.default or "")),
        "the default is the text 'NULL'",
    )


def money_as_float(subject: Subject) -> Iterator[Hit]:
    """Columns that sound like money and hold floating point numbers."""
    return _where(
        subject,
        lambda column: column.data_type is DataType.FLOAT and _is_money(_words(column.name)),
        "money in binary fractions",
    )


def money_type(subject: Subject) -> Iterator[Hit]:
    """PostgreSQL's ``money``, which has no currency and depends on the session's locale."""
    return _where(subject, lambda column: parsed(column.native_type).base == "money", "the type is money")


def flag_as_text(subject: Subject) -> Iterator[Hit]:
    """Yes and no in a text column of one character."""
    return _where(
        subject,
        lambda column: characters(column) == 1 and bool(_FLAG.search(_words(column.name))),
        "yes or no in a character",
    )


def moment_as_text(subject: Subject) -> Iterator[Hit]:
    """Dates and times in text columns, where the server has types for them; SQLite has none."""
    if subject.is_product("SQLite"):
        return iter(())
    return _where(
        subject,
        lambda column: (
            column.data_type is DataType.TEXT
            and column.user_type is None
            and bool(_DAY.search(_words(column.name)))
        ),
        "dates as text",
    )


def three_byte_text(subject: Subject) -> Iterator[Hit]:
    """MySQL text that cannot hold characters of four bytes."""
    return _where(
        subject,
        lambda column: (column.collation or "").startswith(("utf8_", "utf8mb3_")),
        "without emoji and rare characters",
    )


def conflicting_types(subject: Subject) -> Iterator[Hit]:
    """Columns of one name that are a key in some table and hold another kind of value in another."""
    for schema in dict.fromkeys(table.schema for table in subject.designed):
        tables = [table for table in subject.designed if table.schema == schema]
        keys = {name for table in tables for name in _key_columns(table)}
        for name, kinds in _kinds_by_name(tables, keys).items():
            if len(kinds) > 1:
                where = "; ".join(f"{kind} in {listed(names, 3)}" for kind, names in kinds.items())
                yield Hit(schema=schema, columns=(name,), message=f"{name} is {where}.")


def _where(subject: Subject, is_bad: Callable[[Column], bool], what: str) -> Iterator[Hit]:
    """One hit per table with all its columns of that kind."""
    for table in subject.designed:
        bad = [column.name for column in table.columns if is_bad(column)]
        if bad:
            yield hit(table, f"{listed(bad)}: {what}.", columns=bad)


def _is_money(words: str) -> bool:
    return bool(_MONEY.search(words)) and not _RATE.search(words)


def _words(name: str) -> str:
    """The name in snake case: ``UnitPrice`` as ``unit_price``."""
    return _CAPITAL.sub("_", name).lower()


def _key_columns(table: Table) -> Iterator[str]:
    """Columns that join tables; a key called id says nothing about other tables' id."""
    own = table.primary_key.columns if table.primary_key else ()
    names = {*own, *(name for key in table.foreign_keys for name in key.columns)}
    return (name for name in names if name.lower() not in {"id", "code", "name", "key"})


def _kinds_by_name(tables: list[Table], keys: set[str]) -> dict[str, dict[DataType, list[str]]]:
    found: defaultdict[str, defaultdict[DataType, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table in tables:
        for column in table.columns:
            if column.name in keys and column.data_type in _KEY_KINDS:
                found[column.name][column.data_type].append(table.name)
    return {name: dict(found[name]) for name in sorted(found)}
