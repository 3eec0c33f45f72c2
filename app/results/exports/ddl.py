"""What the SQL of every product has in common: order of views, texts as comments, and what a snapshot cannot give."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.model.schema import ForeignKey, Index, Snapshot, Table

_WORDS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\w+""")
_CALLED = re.compile(r'("(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\w+)\s*\(')


def heading(snapshot: Snapshot) -> str:
    """The first lines of a script, with what its reader must know."""
    return commented(
        f"The schema of {snapshot.database} on {snapshot.product} {snapshot.version}, written by SourceSense.\n"
        "Not in it: rows, rights, owners, and the code of functions and procedures.\n"
        "Statements that need one of these stand here as comments."
    )


def commented(text: str, why: str = "") -> str:
    r"""The text as comment lines, whatever line ends it has.

    >>> print(commented("a\r*/ b", "because"), end="")
    -- because
    -- a
    -- */ b
    """
    lines = [*([why] if why else []), *text.splitlines()]
    return "".join(f"-- {line}\n" for line in lines)


def literal(text: str) -> str:
    """The text between single quotes, as the SQL standard writes it."""
    return "'" + text.replace("'", "''") + "'"


def in_order(views: Iterable[Table]) -> Iterator[Table]:
    """Views after those whose names stand in their SQL; of views that seem to need each other, the first goes first."""
    waiting = list(views)
    words = {(view.schema, view.name): _words(view.definition or "") for view in waiting}
    while waiting:
        names = {view.name.lower() for view in waiting}
        free = [view for view in waiting if not (words[view.schema, view.name] & names) - {view.name.lower()}]
        yield from free or waiting[:1]
        done = {(view.schema, view.name) for view in free or waiting[:1]}
        waiting = [view for view in waiting if (view.schema, view.name) not in done]


def _words(sql: str) -> set[str]:
    return {_bare(word) for word in _WORDS.findall(sql) if word[0] != "'"}


def _bare(word: str) -> str:
    return (word if word[0] not in '"`[' else word[1:-1].replace(word[0] * 2, word[0])).lower()


@dataclass(frozen=True, slots=True)
class Code:
    """The functions and procedures of a schema, whose code a snapshot does not hold."""

    names: frozenset[str]

    def needed_by(self, *expressions: str | None) -> str | None:
        """The first of them that the expressions call; ``None`` if they call none.

        >>> Code(frozenset({"group_concat"})).needed_by("SELECT public.group_concat (name), lower(x)")
        'group_concat'
        """
        called = (_bare(word) for sql in expressions for word in _CALLED.findall(sql or ""))
        return next((name for name in called if name in self.names), None)


def code_of(snapshot: Snapshot) -> Code:
    """The functions and procedures of the snapshot."""
    return Code(frozenset(routine.name.lower() for routine in snapshot.routines))


def unless_code(statement: str, code: Code, *expressions: str | None) -> str:
    """The statement, or as a comment where one of its expressions calls a function whose code is not here."""
    needed = code.needed_by(*expressions)
    return statement if needed is None else commented(statement, f"This needs the function {needed}:")


def expressions_of(table: Table) -> Iterator[str | None]:
    """The SQL expressions a CREATE TABLE holds."""
    for column in table.columns:
        yield column.default
        yield column.generation
    yield from (check.expression for check in table.checks)
    yield from (exclusion.definition for exclusion in table.exclusions)


def index_expressions(index: Index) -> Iterator[str | None]:
    """The SQL expressions a CREATE INDEX holds."""
    yield from (index.columns[place] for place in index.expressions)
    yield index.predicate


def own_indexes(table: Table) -> Iterator[Index]:
    """Indexes that somebody created, without those that keep a key or an exclusion."""
    keys = [*([table.primary_key] if table.primary_key else []), *table.unique_keys, *table.exclusions]
    kept = {key.name for key in keys}
    return (index for index in table.indexes if index.name not in kept)


def actions(key: ForeignKey, usual: str = "NO ACTION") -> str:
    """``ON UPDATE`` and ``ON DELETE``, where they are known and not what the server does without them."""
    written = ((" ON UPDATE ", key.on_update), (" ON DELETE ", key.on_delete))
    return "".join(f"{event}{action}" for event, action in written if action and action != usual)
