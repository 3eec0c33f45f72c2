"""Rules about names."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.reserved import reserved_words
from app.schema.lint.subject import Subject, columns_of

DOMINANT_SHARE = 0.8
"""A style is that of a schema when four of five names that show one have it."""
FEWEST_NAMES = 5
"""Fewer names than this show no style."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*")
_FOLDED = re.compile(r"[a-z_][a-z0-9_$]*")
_NUMBERED = re.compile(r"(.*?[^\d])(\d{1,2})")
_STYLES = (
    ("snake_case", re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")),
    ("UPPER_CASE", re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*(?<=..)")),
    ("PascalCase", re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")),
    ("camelCase", re.compile(r"[a-z]+[a-z0-9]*([A-Z][A-Za-z0-9]*)+")),
)
_ONE_WORD = "one word"
_MOST_IN_ONE_MESSAGE = 8


def reserved(subject: Subject) -> Iterator[Hit]:
    """Tables and columns called like a word of the server's SQL."""
    words = reserved_words(subject.snapshot.product)
    return _named(subject, lambda name: name.lower() in words, "is a reserved word", "are reserved words")


def needs_quotes(subject: Subject) -> Iterator[Hit]:
    """Names that every statement has to quote: spaces, signs, and capitals where the server folds them."""
    plain = _FOLDED if subject.is_product("PostgreSQL") else _PLAIN
    return _named(
        subject,
        lambda name: not plain.fullmatch(name) and not _is_hidden(name),
        "needs quotes",
        "need quotes",
    )


def hidden_characters(subject: Subject) -> Iterator[Hit]:
    """Names with characters nobody sees: control, direction and zero-width characters, spaces at an end."""
    for item in _named(subject, _is_hidden, "holds characters nobody sees", "hold characters nobody sees"):
        shown = item.message.encode("unicode_escape").decode("ascii")
        yield Hit(schema=item.schema, table=item.table, columns=item.columns, message=shown)


def confusable(subject: Subject) -> Iterator[Hit]:
    """Names in one place that differ in nothing but case."""
    for _, tables in groupby(subject.snapshot.tables, key=lambda table: table.schema):
        listed_tables = list(tables)
        for same in _same_but_case(table.name for table in listed_tables):
            first = next(table for table in listed_tables if table.name == same[0])
            yield hit(first, f"{listed(same)} differ in case only.")
    for table in subject.snapshot.tables:
        for same in _same_but_case(column.name for column in table.columns):
            yield hit(table, f"{listed(same)} differ in case only.", columns=same)


def odd_table_style(subject: Subject) -> Iterator[Hit]:
    """Tables named in another style than nearly all others of their schema."""
    for _, group in groupby(subject.designed, key=lambda table: table.schema):
        tables = list(group)
        usual = _usual_style([table.name for table in tables])
        for table in tables:
            if _is_odd(table.name, usual):
                yield hit(
                    table, f"The name is {_style(table.name)}, nearly all others of the schema are {usual}."
                )


def odd_column_style(subject: Subject) -> Iterator[Hit]:
    """Columns named in another style than nearly all others of their schema; one hit per table."""
    for _, group in groupby(subject.designed, key=lambda table: table.schema):
        tables = list(group)
        usual = _usual_style([column.name for table in tables for column in table.columns])
        for table in tables:
            odd = [column.name for column in table.columns if _is_odd(column.name, usual)]
            if odd:
                yield hit(
                    table,
                    f"Not {usual} as nearly all others: {listed(odd, _MOST_IN_ONE_MESSAGE)}.",
                    columns=odd,
                )


def numbered_columns(subject: Subject) -> Iterator[Hit]:
    """Three or more columns of one kind that differ by a running number."""
    for table in subject.designed:
        columns = columns_of(table)
        for stem, names in _series(columns).items():
            kinds = {columns[name].data_type for name in names}
            if len(names) > 2 and len(kinds) == 1:  # noqa: PLR2004 - address1 and address2 are no list yet
                yield hit(
                    table,
                    f"{listed(names)} are a list in columns: {stem.rstrip('_')} wants a table of its own.",
                    columns=names,
                )


def _named(subject: Subject, is_bad: Callable[[str], bool], one: str, many: str) -> Iterator[Hit]:
    """One hit for a table's own name and one for all its columns; views are written by their columns' names."""
    for table in subject.designed:
        if is_bad(table.name):
            yield hit(table, f"The table's name {table.name} {one}.")
        bad = [column.name for column in table.columns if is_bad(column.name)]
        if bad:
            yield hit(
                table, f"{listed(bad, _MOST_IN_ONE_MESSAGE)} {one if len(bad) == 1 else many}.", columns=bad
            )


def _is_hidden(name: str) -> bool:
    return name != name.strip() or not name.isprintable()


def _same_but_case(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    by_folded: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        by_folded[name.casefold()].append(name)
    return (tuple(same) for same in by_folded.values() if len(same) > 1)


def _style(name: str) -> str:
    if name.isalnum() and name.islower():
        return _ONE_WORD
    return next((style for style, pattern in _STYLES if pattern.fullmatch(name)), "mixed")


def _usual_style(names: list[str]) -> str | None:
    """The style of nearly all names that show one; ``None`` where there is none."""
    shown = Counter(style for style in map(_style, names) if style != _ONE_WORD)
    if shown.total() < FEWEST_NAMES:
        return None
    style, count = shown.most_common(1)[0]
    return style if count / shown.total() >= DOMINANT_SHARE and style != "mixed" else None


def _is_odd(name: str, usual: str | None) -> bool:
    """A single small word fits snake and camel case; what needs quotes is another rule's."""
    style = _style(name)
    if usual is None or style == usual or not _PLAIN.fullmatch(name):
        return False
    return usual not in {"snake_case", "camelCase"} if style == _ONE_WORD else True


def _series(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their stem, where the numbers run on from 0 or 1."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for name in names:
        numbered = _NUMBERED.fullmatch(name)
        if numbered:
            found[numbered[1]][int(numbered[2])] = name
    return {
        stem: [numbers[number] for number in sorted(numbers)]
        for stem, numbers in found.items()
        if min(numbers) <= 1 and max(numbers) - min(numbers) == len(numbers) - 1
    }
