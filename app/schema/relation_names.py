"""Which tables a column's name may refer to.

A column is looked up by its own name and by the noun in it (``billing_address_id``: billing address, address) among
the tables whose key is a single column; nothing is compared with everything, so the work grows with the columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from app.model.schema import Column, Table
from app.schema.words import Words, noun, singular, words

MOST_NAMESAKES = 20
"""A word that more tables of a schema than this answer to says nothing."""

_KEY_WORDS = frozenset(
    {"id", "ids", "key", "code", "no", "nr", "num", "number", "uuid", "guid", "fk", "pk", "ref", "sk"}
)
_LEADING = frozenset({"id", "fk", "cod", "num", "ref"})
_DESCRIPTIVE = frozenset({"name", "title", "label", "description", "email", "mail", "phone", "slug", "url", "login", "username", "text", "comment"})  # fmt: skip
"""A unique column called so describes its row: a column of the same name elsewhere describes another."""
_ROWS_ABOVE = frozenset(
    {"parent", "manager", "supervisor", "boss", "superior", "reports to", "report to", "predecessor", "previous", "next", "root", "original", "ancestor", "mentor", "leader", "replaced by", "duplicate of", "reply to"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parent:
    """A table with a key of one column."""

    table: Table
    column: Column
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a name leads to a table.

    Attributes:
        score: when the name has a word for a key in it, such as ``id``; 0 to 1.
        bare: when it has none; ``None`` where it then leads nowhere.
        reason: in words, with ``{table}`` and ``{role}``.
        to_itself: whether a column may refer to its own table in this way.
    """

    score: float
    bare: float | None
    reason: str
    to_itself: bool = False


SAME_KEY_AND_NOUN = Way(0.95, 0.95, "{table} has a key of the same name")
SAME_KEY = Way(0.75, 0.75, "only the key of {table} has the same name")
NOUN = Way(0.9, 0.6, "named after {table}")
OWN_NOUN_LEFT_OUT = Way(0.85, 0.65, "named after {table}, the table's own name left out")
ROLE = Way(0.78, None, "{table} in the role of {role}", to_itself=True)
ENDING = Way(0.65, 0.55, "{table} ends with the same words")
ROW_ABOVE = Way(0.7, 0.7, "a word for another row of the same table", to_itself=True)
"""Our own scores, measured on the sample databases by tests/dialects/test_relations.py."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A table a column may refer to, and why."""

    parent: Parent
    score: float
    reasons: tuple[str, ...]
    to_itself: bool


class _Index:
    """Parents by words, those of a schema before those of all others."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str | None, Words], list[Parent]] = defaultdict(list)

    def add(self, name: Words, parent: Parent) -> None:
        self._found[parent.table.schema, name].append(parent)
        self._found[None, name].append(parent)

    def find(self, schema: str, name: Words) -> list[Parent]:
        """Those of that name in the schema, else anywhere; none where too many are called so."""
        found = self._found.get((schema, name)) or self._found.get((None, name), [])
        return found if len(found) <= MOST_NAMESAKES else []


@dataclass(frozen=True, slots=True)
class Parents:
    """Tables by what a column that refers to them may be called."""

    by_key: _Index = field(default_factory=_Index)
    by_noun: _Index = field(default_factory=_Index)
    by_ending: _Index = field(default_factory=_Index)

    @classmethod
    def of(cls, tables: Iterable[Table]) -> "Parents":
        """Look-ups over these tables."""
        found = cls()
        for table in tables:
            name = noun(table.name)
            for parent in keys_of(table):
                found.by_key.add(words(parent.column.name), parent)
                if parent.is_primary or is_generic(parent.column.name):
                    found.by_noun.add(name, parent)
                    for start in range(1, len(name)):
                        found.by_ending.add(name[start:], parent)
        return found


def keys_of(table: Table) -> Iterator[Parent]:
    """The keys of one column, the primary key first."""
    columns = {column.name: column for column in table.columns}
    primary = table.primary_key.columns if table.primary_key else ()
    if len(primary) == 1 and primary[0] in columns:
        yield Parent(table, columns[primary[0]], is_primary=True)
    unique = {key.columns for key in table.unique_keys if len(key.columns) == 1 and key.columns != primary}
    yield from (
        Parent(table, columns[name], is_primary=False) for (name,) in sorted(unique) if name in columns
    )


def is_generic(name: str) -> bool:
    """Whether a key's name says nothing about its table.

    >>> is_generic("id"), is_generic("customer_id")
    (True, False)
    """
    return all(word in _KEY_WORDS for word in words(name))


@lru_cache(maxsize=65_536)
def stem(name: str) -> Words:
    """What is left of a name without words for a key at its end or in front, in the singular.

    >>> stem("customer_id"), stem("IdClientes"), stem("id")
    (('customer',), ('cliente',), ())
    """
    kept = list(words(name))
    while kept and kept[-1] in _KEY_WORDS:
        kept.pop()
    if len(kept) > 1 and kept[0] in _LEADING:
        kept.pop(0)
    return tuple(singular(word) for word in kept)


def guesses(table: Table, column: Column, parents: Parents) -> Iterator[Guess]:
    """Every table the name may mean; the same table may come in several ways."""
    meant = stem(column.name)
    is_bare = len(meant) == len(words(column.name))
    for way, parent, role in _ways(table, column, meant, parents):
        score = way.bare if is_bare else way.score
        if score is not None:
            reason = way.reason.format(table=parent.table.name, role=role)
            yield Guess(parent, score, (reason,), way.to_itself)


def _ways(table: Table, column: Column, meant: Words, parents: Parents) -> Iterator[tuple[Way, Parent, str]]:
    schema = table.schema
    if not is_generic(column.name) and words(column.name)[-1] not in _DESCRIPTIVE:
        for parent in parents.by_key.find(schema, words(column.name)):
            yield SAME_KEY_AND_NOUN if _fits(noun(parent.table.name), meant) else SAME_KEY, parent, ""
    yield from ((NOUN, parent, "") for parent in parents.by_noun.find(schema, meant))
    left_out = (*noun(table.name), *meant)
    yield from ((OWN_NOUN_LEFT_OUT, parent, "") for parent in parents.by_noun.find(schema, left_out))
    for start in range(1, len(meant)):
        role = " ".join(meant[:start])
        yield from ((ROLE, parent, role) for parent in parents.by_noun.find(schema, meant[start:]))
    yield from ((ENDING, parent, "") for parent in parents.by_ending.find(schema, meant))
    if not _ROWS_ABOVE.isdisjoint((" ".join(meant), " ".join(words(column.name)))):
        yield from ((ROW_ABOVE, parent, "") for parent in keys_of(table))


def _fits(name: Words, meant: Words) -> bool:
    """Whether one of the two ends with the other."""
    return bool(meant) and (meant[-len(name) :] == name or name[-len(meant) :] == meant)
