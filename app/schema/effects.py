"""What a change means for those who read the database: two tables, and a few small functions where it depends.

Readers are queries, dashboards and copies. What a writer may no longer do is safe for them: a column that became
NOT NULL holds no surprise. What they may meet now and never met before is not: NULL, longer texts, larger numbers.
"""

from collections.abc import Callable
from typing import cast

from app.schema.changes import ChangeKind, Effect
from app.schema.native_types import parsed
from app.schema.parts import Facts, PartKind

Verdict = tuple[Effect, str]

_BREAKING, _SAFE, _UNKNOWN = Effect.BREAKING, Effect.SAFE, Effect.UNKNOWN
_ADDED, _REMOVED, _RENAMED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.RENAMED

_FASTER: Verdict = (_SAFE, "Answers stay the same; queries may be faster or slower.")
_GONE: Verdict = (_BREAKING, "Statements that name it fail.")
_STRICTER: Verdict = (_SAFE, "It only narrows what can stand there.")
_REPEATS: Verdict = (_BREAKING, "Rows may repeat, so joins over these columns may multiply.")
_OTHER_ROWS: Verdict = (_UNKNOWN, "Other rows may be seen than before.")
_OTHER_VALUES: Verdict = (_UNKNOWN, "Values may come about in another way than before.")

OF_PARTS: dict[tuple[PartKind, ChangeKind], Verdict] = {
    (PartKind.SCHEMA, _REMOVED): _GONE,
    (PartKind.TABLE, _REMOVED): _GONE,
    (PartKind.TABLE, _RENAMED): (_BREAKING, "Statements that use the old name fail."),
    (PartKind.VIEW, _REMOVED): _GONE,
    (PartKind.VIEW, _RENAMED): (_BREAKING, "Statements that use the old name fail."),
    (PartKind.COLUMN, _ADDED): (_SAFE, "Statements that name their columns do not see it."),
    (PartKind.COLUMN, _REMOVED): _GONE,
    (PartKind.COLUMN, _RENAMED): (_BREAKING, "Statements that use the old name fail."),
    (PartKind.PRIMARY_KEY, _ADDED): _STRICTER,
    (PartKind.PRIMARY_KEY, _REMOVED): _REPEATS,
    (PartKind.UNIQUE_KEY, _ADDED): _STRICTER,
    (PartKind.UNIQUE_KEY, _REMOVED): _REPEATS,
    (PartKind.FOREIGN_KEY, _ADDED): _STRICTER,
    (PartKind.FOREIGN_KEY, _REMOVED): (_UNKNOWN, "Rows may refer to nothing from now on, and inner joins lose them."),
    (PartKind.CHECK, _ADDED): _STRICTER,
    (PartKind.CHECK, _REMOVED): (_UNKNOWN, "Values it kept out may appear."),
    (PartKind.EXCLUSION, _ADDED): _STRICTER,
    (PartKind.EXCLUSION, _REMOVED): (_UNKNOWN, "Rows it kept out may appear."),
    (PartKind.TRIGGER, _ADDED): _OTHER_VALUES,
    (PartKind.TRIGGER, _REMOVED): _OTHER_VALUES,
    (PartKind.POLICY, _ADDED): _OTHER_ROWS,
    (PartKind.POLICY, _REMOVED): _OTHER_ROWS,
    (PartKind.PARTITION, _REMOVED): (_UNKNOWN, "Its rows may be gone with it."),
    (PartKind.TYPE, _REMOVED): _GONE,
    (PartKind.TYPE, _RENAMED): (_BREAKING, "Statements that cast to the old name fail."),
    (PartKind.ROUTINE, _REMOVED): (_BREAKING, "Statements that call it fail."),
    (PartKind.ROUTINE, _RENAMED): (_BREAKING, "Statements that call it by the old name fail."),
    (PartKind.EXTENSION, _REMOVED): (_BREAKING, "Its types and functions are gone."),
}  # fmt: skip
"""By part and what happened to it; everything else that is added, removed or renamed is safe."""

OF_FACTS: dict[tuple[PartKind | None, str], Verdict] = {
    (None, "comment"): (_SAFE, "Only words about it changed."),
    (None, "validated"): (_SAFE, "Rows stay the same."),
    (None, "storage"): (_SAFE, "Rows stay the same."),
    (None, "partition_of"): (_UNKNOWN, "Its rows are seen through another table."),
    (None, "partition_bound"): (_UNKNOWN, "Other rows may stand in it."),
    (None, "partition_key"): (_SAFE, "Rows stay the same."),
    (None, "inherits"): (_UNKNOWN, "Its rows are seen through other tables."),
    (None, "row_security"): _OTHER_ROWS,
    (None, "definition"): (_UNKNOWN, "It is made in another way, so the same names may mean something else."),
    (None, "column_order"): (_UNKNOWN, "Readers that count columns, as SELECT * and copies do, meet another order."),
    (None, "kind"): (_UNKNOWN, "It can be read as before; whether it holds the same rows is not known."),
    (PartKind.COLUMN, "default"): (_SAFE, "Values that stand there stay."),
    (PartKind.COLUMN, "identity"): (_SAFE, "Only how new rows are numbered changed."),
    (PartKind.COLUMN, "generated"): _OTHER_VALUES,
    (PartKind.COLUMN, "generation"): _OTHER_VALUES,
    (PartKind.COLUMN, "collation"): (_UNKNOWN, "It sorts and compares in another way."),
    (PartKind.PRIMARY_KEY, "name"): (_SAFE, "The key is the same."),
    (PartKind.PRIMARY_KEY, "columns"): _REPEATS,
    (PartKind.UNIQUE_KEY, "columns"): _REPEATS,
    (PartKind.FOREIGN_KEY, "on_delete"): _OTHER_VALUES,
    (PartKind.FOREIGN_KEY, "on_update"): _OTHER_VALUES,
    (PartKind.FOREIGN_KEY, "deferrable"): (_SAFE, "It holds at the end of each transaction as before."),
    (PartKind.TRIGGER, "enabled"): _OTHER_VALUES,
    (PartKind.TYPE, "comment"): (_SAFE, "Only words about it changed."),
    (PartKind.EXTENSION, "version"): (_UNKNOWN, "Its functions may answer otherwise."),
    (PartKind.ROUTINE, "returns"): (_BREAKING, "Statements that use its result may fail."),
    (PartKind.SEQUENCE, "cycles"): (_UNKNOWN, "Numbers may come twice."),
}  # fmt: skip
"""By part, or ``None`` for every part, and fact."""


def of_part(part: PartKind, kind: ChangeKind) -> Verdict:
    """What it means that a part came, went or got another name."""
    verdict = OF_PARTS.get((part, kind))
    if verdict is None and part is PartKind.INDEX:
        return _FASTER
    return verdict or (Effect.SAFE, "Nothing that was read before reads differently.")


def of_fact(part: PartKind, attribute: str, before: Facts, after: Facts) -> Verdict:
    """What it means that a fact of a part changed."""
    depends = _DEPENDS.get((part, attribute))
    if depends is not None:
        return depends(before, after)
    if part in {PartKind.INDEX, PartKind.SEQUENCE} and (part, attribute) not in OF_FACTS:
        return _FASTER if part is PartKind.INDEX else (_SAFE, "Only new numbers are concerned.")
    known = OF_FACTS.get((part, attribute)) or OF_FACTS.get((None, attribute))
    return known or (Effect.UNKNOWN, "What this does to readers depends on what they do.")


def _nullable(_before: Facts, after: Facts) -> Verdict:
    if after["nullable"] is None:
        return _UNKNOWN, "Whether it may be NULL is not known any more."
    if after["nullable"]:
        return _BREAKING, "NULL may appear where none could be."
    return _SAFE, "No NULL can appear any more; only writers may fail."


def _unique(_before: Facts, after: Facts) -> Verdict:
    return _STRICTER if after["unique"] else _REPEATS


def _labels(before: Facts, after: Facts) -> Verdict:
    old, new = (set(cast("tuple[str, ...]", facts["labels"])) for facts in (before, after))
    if not old <= new:
        return _BREAKING, "Statements that name a label that is gone fail."
    if not new <= old:
        return _UNKNOWN, "A label may appear that readers do not know."
    return _UNKNOWN, "Labels sort in another order."


def _native_type(before: Facts, after: Facts) -> Verdict:
    """Sizes within one family of types; everything else is another type."""
    return type_change(str(before["native_type"]), str(after["native_type"]))


def type_change(before: str, after: str) -> Verdict:
    """What another type means.

    >>> type_change("integer", "bigint")[0], type_change("varchar(40)", "varchar(20)")[0], type_change("int", "text")[0]
    (<Effect.UNKNOWN: 'unknown'>, <Effect.SAFE: 'safe'>, <Effect.BREAKING: 'breaking'>)
    """
    old, new = _room(before), _room(after)
    if old is None or new is None or old[0] != new[0]:
        return _BREAKING, "Values are of another type."
    if all(was <= now for was, now in zip(old[1], new[1], strict=True)):
        return _UNKNOWN, "Wider: values may no longer fit where a reader keeps them."
    if all(was >= now for was, now in zip(old[1], new[1], strict=True)):
        return _SAFE, "Narrower: every value still fits where a reader keeps it; only writers may fail."
    return _UNKNOWN, "Wider in one respect, narrower in another."


_UNLIMITED = float("inf")
_TEXTS = frozenset(
    {"text", "varchar", "character varying", "char", "character", "nvarchar", "nchar", "citext"}
)
_DECIMALS = frozenset({"numeric", "decimal"})


def _room(native: str) -> tuple[str, tuple[float, ...]] | None:
    """The family of a type and how much fits in: smallest and largest number, characters, or digits."""
    kind = parsed(native)
    if kind.bits is not None:
        is_float = kind.base in {"real", "float", "float4", "float8", "double", "double precision"}
        below, above = (0, kind.bits) if kind.unsigned else (kind.bits - 1, kind.bits - 1)
        return ("float" if is_float else "integer"), (below, above)
    if kind.base in _TEXTS:
        bare = 1 if kind.base in {"char", "character", "nchar"} else _UNLIMITED
        return "text", (kind.arguments[0] if kind.arguments else bare,)
    if kind.base in _DECIMALS:
        precision, scale = (*kind.arguments, 0, 0)[:2]
        return "decimal", ((precision - scale, scale) if kind.arguments else (_UNLIMITED, _UNLIMITED))
    return None


_DEPENDS: dict[tuple[PartKind, str], Callable[[Facts, Facts], Verdict]] = {
    (PartKind.COLUMN, "nullable"): _nullable,
    (PartKind.COLUMN, "native_type"): _native_type,
    (PartKind.INDEX, "unique"): _unique,
    (PartKind.TYPE, "labels"): _labels,
}
