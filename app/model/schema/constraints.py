"""What binds the rows of a table: keys, checks, exclusions, and the indexes beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary or unique key: its columns in key order. ``name`` is ``None`` where the server gives none."""

    columns: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A declared foreign key; ``columns`` and ``referred_columns`` pair up by position.

    ``referred_columns`` is empty where the declaration leaves them to the primary key and that is unknown.

    Attributes:
        on_update: the action in SQL words, e.g. ``NO ACTION``, ``CASCADE``; ``None`` if unknown.
        on_delete: likewise.
        validated: whether the server has checked the rows that were there before; ``None`` if unknown.
        deferrable: whether it may be checked at the end of a transaction.
        match_full: whether a key of several columns may be NULL only as a whole (PostgreSQL's MATCH FULL).
    """

    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]
    name: str | None = None
    on_update: str | None = None
    on_delete: str | None = None
    validated: bool | None = None
    deferrable: bool | None = None
    match_full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check constraint with the SQL text of its expression."""

    expression: str
    name: str | None = None
    validated: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An exclusion constraint as the server writes it (PostgreSQL)."""

    definition: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index; expressions stand in ``columns`` as the SQL text of the expression.

    Attributes:
        expressions: positions in ``columns``, from 0, that hold an expression and no name.
        descending: positions in ``columns``, from 0, that are sorted from the greatest down.
        method: e.g. ``btree``, ``gin``, ``FULLTEXT``.
        predicate: SQL text of the condition of a partial index.
        included: columns it carries besides its key.
        valid: ``False`` for one the server has not finished or has disabled; ``None`` if unknown.
        size_bytes: on disk.
    """

    name: str
    columns: tuple[str, ...]
    unique: bool
    expressions: tuple[int, ...] = ()
    descending: tuple[int, ...] = ()
    method: str | None = None
    predicate: str | None = None
    included: tuple[str, ...] = ()
    valid: bool | None = None
    size_bytes: int | None = None
