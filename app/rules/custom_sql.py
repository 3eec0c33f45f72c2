"""Custom SQL: read, checked, and written anew, so that nothing is sent that was not understood.

Allowed is one SELECT over tables of the schema, with functions that compute. Three walls stand behind this one: the
role may only read, the transaction is read-only, and a statement ends at its limit (``app/connection``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from app.model.rules import Rule
from app.model.schema import Table
from app.rules.checks import RuleUnusableError
from app.rules.custom_functions import ALLOWED
from app.rules.kinds import Subject

MOST_CHARACTERS: Final = 20_000
_READS: Final = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite", "mssql": "tsql"}
_REFUSED: Final = (
    exp.Insert,
    exp.Update,
    exp.Delete,
    exp.Merge,
    exp.DDL,
    exp.Command,
    exp.Into,
    exp.Lock,
    exp.Parameter,
    exp.SessionParameter,
    exp.Placeholder,
    exp.Hint,
    exp.PropertyEQ,
    exp.Set,
    exp.Use,
    exp.Pragma,
    exp.Copy,
    exp.Attach,
    exp.LoadData,
    exp.Kill,
    exp.NextValueFor,
    exp.WithTableHint,
    exp.IndexTableHint,
)
_QUERIES: Final = (exp.Select, exp.SetOperation, exp.Subquery)


@dataclass(frozen=True, slots=True)
class CustomQuery:
    """A SELECT as it is sent; ``gives_count`` says that its one number is a count and so no value of a cell."""

    sql: str
    gives_count: bool


def read_query(text: str, rule: Rule, on: Subject) -> CustomQuery:
    """The SELECT, its tables qualified; ``RuleUnusableError`` says what of it may not stand there."""
    tree = _parsed(_filled(text, rule, on), on)
    if not isinstance(tree, _QUERIES):
        raise _refused("only a SELECT is run")
    _check(tree)
    _qualify(tree, on)
    if tree.args.get("limit") is None and tree.args.get("offset") is None:
        tree.set("order", None)  # of no use to a count, and an error to SQL Server within another SELECT
    return CustomQuery(_written(tree, on), _gives_count(tree))


def read_expression(text: str, on: Subject) -> str:
    """The condition, over the columns of the row; no other table may stand in it."""
    tree = _parsed(f"SELECT 1 FROM t WHERE ({text})", on)  # noqa: S608 - read and checked, never sent
    where = tree.args.get("where")
    if not isinstance(tree, exp.Select) or where is None or len(list(tree.find_all(*_QUERIES))) > 1:
        raise _refused("a condition over the columns of one row is wanted, without a SELECT")
    if set(tree.args) - {
        "expressions",
        "from_",
        "where",
        "kind",
        "hint",
        "distinct",
        "operation_modifiers",
    } and any(
        tree.args.get(each) for each in ("group", "having", "order", "limit", "windows", "joins", "into")
    ):
        raise _refused("a condition is wanted and nothing after it")
    condition = where.this
    if any(condition.find(kind) for kind in (exp.AggFunc, exp.Window)):
        raise _refused("a condition over one row cannot look at others")
    _check(condition)
    for column in condition.find_all(exp.Column):
        known = on.column(column.name)
        column.replace(exp.column(exp.to_identifier(known.name, quoted=True), table="t"))
    return _written(condition, on)


def _parsed(text: str, on: Subject) -> exp.Expr:
    if len(text) > MOST_CHARACTERS or "\0" in text:
        raise _refused(f"it may have {MOST_CHARACTERS:,} characters")
    try:
        trees = sqlglot.parse(text, read=_dialect(on))
    except SqlglotError:
        raise _refused("it cannot be read as one SELECT of this database") from None
    except RecursionError:
        raise _refused("it is nested too deep") from None
    found = [tree for tree in trees if tree is not None]
    if len(found) != 1:
        raise _refused("it must be exactly one statement")
    return found[0]


def _dialect(on: Subject) -> str:
    try:
        return _READS[on.words.dialect]
    except KeyError:
        raise _refused("custom SQL of this kind of database is not understood") from None


def _filled(text: str, rule: Rule, on: Subject) -> str:
    """``${table}``, ``{object}`` and the like, as the Open Data Contract Standard has them, for what the rule is about."""
    table = on.words.table(on.table)
    for name in ("object", "table", "model"):
        text = text.replace("${" + name + "}", table).replace("{" + name + "}", table)
    if rule.columns:
        column = on.words.column(on.column(rule.columns[0]), "").removeprefix(".")
        for name in ("property", "column", "field"):
            text = text.replace("${" + name + "}", column).replace("{" + name + "}", column)
    return text


def _check(tree: exp.Expr) -> None:
    for node in tree.walk():
        if isinstance(node, _REFUSED):
            raise _refused(f"{_name_of(node)} may not stand in it")
        if isinstance(node, exp.Func) and not _allowed(node):
            raise _refused(f"the function {_name_of(node)} is not among those that only compute")
        if isinstance(node, exp.Dot) and node.find(exp.Func):
            raise _refused("functions are called without a schema")


def _allowed(function: exp.Func) -> bool:
    if isinstance(function, exp.Anonymous | exp.AnonymousAggFunc):
        return function.name.lower() in ALLOWED
    return any(name.lower() in ALLOWED for name in type(function).sql_names()) or isinstance(
        function, exp.Connector | exp.Case | exp.Cast | exp.Binary
    )


def _qualify(tree: exp.Expr, on: Subject) -> None:
    """Every table by its full name, and only tables that the schema lists: the session has no search path."""
    for table in list(tree.find_all(exp.Table)):
        if not isinstance(table.this, exp.Identifier):
            raise _refused("only tables can be selected from")
        if not table.args.get("db") and table.name in _visible(table):
            continue
        if table.args.get("catalog"):
            raise _refused("only tables of this database can be selected from")
        found = _found(table, on)
        alias = table.args.get("alias") or exp.TableAlias(
            this=exp.to_identifier(table.name, quoted=table.this.quoted)
        )
        table.replace(
            exp.Table(
                this=exp.to_identifier(found.name, quoted=True),
                db=exp.to_identifier(found.schema, quoted=True),
                alias=alias.copy(),
                joins=table.args.get("joins"),
                laterals=table.args.get("laterals"),
            )
        )


def _visible(table: exp.Expr) -> Iterator[str]:
    """Names of the WITH queries around a table."""
    node: exp.Expr | None = table
    while node is not None:
        with_ = node.args.get("with_") or node.args.get("with")
        if with_ is not None:
            yield from (each.alias for each in with_.expressions)
        node = node.parent


def _found(table: exp.Table, on: Subject) -> Table:
    try:
        return on.find(f"{table.db}.{table.name}" if table.db else table.name)
    except RuleUnusableError as error:
        raise _refused(error.why.rstrip(".")) from None


def _gives_count(tree: exp.Expr) -> bool:
    return (
        isinstance(tree, exp.Select)
        and len(tree.expressions) == 1
        and isinstance(tree.expressions[0].unalias(), exp.Count)
    )


def _written(tree: exp.Expr, on: Subject) -> str:
    try:
        return tree.sql(dialect=_dialect(on), comments=False)
    except (SqlglotError, RecursionError):
        raise _refused("it cannot be written for this database") from None


def _name_of(node: exp.Expr) -> str:
    name = node.name if isinstance(node, exp.Anonymous) else type(node).key
    return name.upper()


def _refused(why: str) -> RuleUnusableError:
    return RuleUnusableError(f"The SQL is not run: {why}.", code="sql_refused")
