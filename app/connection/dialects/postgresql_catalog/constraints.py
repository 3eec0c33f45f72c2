"""Keys, foreign keys, checks and exclusions, of tables and of domains."""

from collections import defaultdict
from dataclasses import dataclass, field

from app.connection.dialects.postgresql_catalog.scope import (
    OWN_SCHEMAS,
    Names,
    Oid,
    expression,
    text,
    unlocked,
)
from app.connection.session import Rows, Statement
from app.model.sample import Cell
from app.model.schema import Check, Exclusion, ForeignKey, Key

_PARENTS_SINCE = 11


def statement(version: int) -> Statement:
    """Every constraint of a table or domain, in no order.

    A foreign key to a partitioned table has a row for every partition it leads to; only the declared one counts.
    """
    parent = "k.conparentid" if version >= _PARENTS_SINCE else "NULL::oid"
    return Statement(
        sql=f"""
SELECT k.conrelid::bigint, k.contypid::bigint, k.contype, k.conname, array_to_string(k.conkey, ' '),
    k.confrelid::bigint, array_to_string(k.confkey, ' '), k.confupdtype, k.confdeltype, k.convalidated, k.condeferrable,
    CASE k.contype WHEN 'c' THEN {expression("k.conbin", "k.conrelid")}
        WHEN 'x' THEN {unlocked("pg_get_constraintdef(k.oid)", "k.conrelid")} END, k.confmatchtype = 'f'
FROM pg_constraint AS k LEFT JOIN pg_constraint AS o ON o.oid = {parent}
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conrelid IS DISTINCT FROM o.conrelid
    AND k.connamespace IN {OWN_SCHEMAS}
""",  # noqa: S608 - constants
        reads="the keys and checks",
        shares_transaction=True,
        large=True,
    )


_ACTIONS = {"a": "NO ACTION", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}


@dataclass(slots=True)
class Constraints:
    """The constraints of one table; of a domain only checks."""

    primary_key: Key | None = None
    unique_keys: list[Key] = field(default_factory=list[Key])
    foreign_keys: list[ForeignKey] = field(default_factory=list[ForeignKey])
    checks: list[Check] = field(default_factory=list[Check])
    exclusions: list[Exclusion] = field(default_factory=list[Exclusion])


def constraints(rows: Rows, names: Names) -> dict[Oid, Constraints]:
    """Constraints by number of the table or domain, each kind by name."""
    found: dict[Oid, Constraints] = defaultdict(Constraints)
    for row in sorted(rows.rows, key=lambda row: str(row[3])):
        _add(found[row[0] or row[1]], row, names)
    return found


def _add(of: Constraints, row: tuple[Cell, ...], names: Names) -> None:
    relation, _, kind, name, numbers, *_, validated, _, expression, _ = row
    match kind:
        case "p":
            of.primary_key = Key(columns=names.columns_of(relation, numbers), name=str(name))
        case "u":
            of.unique_keys.append(Key(columns=names.columns_of(relation, numbers), name=str(name)))
        case "c":
            of.checks.append(
                Check(expression=text(expression) or "", name=str(name), validated=bool(validated))
            )
        case "x":
            of.exclusions.append(Exclusion(definition=text(expression) or "", name=str(name)))
        case _:
            if row[5] in names.relations:  # the table it leads to was dropped this moment
                of.foreign_keys.append(_foreign_key(row, names))


def _foreign_key(row: tuple[Cell, ...], names: Names) -> ForeignKey:
    (
        relation,
        _,
        _,
        name,
        numbers,
        referred,
        referred_numbers,
        on_update,
        on_delete,
        validated,
        deferrable,
        _,
        match_full,
    ) = row
    target = names.relations[referred]
    return ForeignKey(
        columns=names.columns_of(relation, numbers),
        referred_schema=target.schema,
        referred_table=target.name,
        referred_columns=names.columns_of(referred, referred_numbers),
        name=str(name),
        on_update=_ACTIONS.get(str(on_update)),
        on_delete=_ACTIONS.get(str(on_delete)),
        validated=bool(validated),
        deferrable=bool(deferrable),
        match_full=bool(match_full),
    )
