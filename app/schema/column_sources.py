"""Which columns of tables a column of a query is made from, followed through its nested queries."""

from collections.abc import Iterable, Iterator

from sqlglot import exp
from sqlglot.optimizer.scope import Scope

from app.model.lineage import Use
from app.schema.view_sql import Tables, UnreadableViewError

Source = tuple[str, str, str]
"""Schema, table and column."""

Uses = dict[Source, Use]
Output = tuple[str, Uses]

_STRENGTH = {Use.COPIED: 0, Use.COMPUTED: 1, Use.AGGREGATED: 2}


def stronger(one: Use, other: Use) -> Use:
    """What a column has gone through that went through both.

    >>> stronger(Use.COPIED, Use.AGGREGATED)
    <Use.AGGREGATED: 'aggregated'>
    """
    return max(one, other, key=_STRENGTH.__getitem__)


class ColumnSources:
    """The sources of one query.

    Args:
        root: its outermost scope.
        schema: where tables without a schema are.
        tables: those of the snapshot. A table it lacks is a source under the name the query gives it.

    Attributes:
        unknown: columns met so far of which cannot be told whose they are.
    """

    def __init__(self, root: Scope, schema: str, tables: Tables) -> None:
        self.unknown: list[str] = []
        self._schema = schema
        self._tables = tables
        self._scopes = list(root.traverse())
        self._by_query = {id(scope.expression): scope for scope in self._scopes}
        self._outputs: dict[int, list[Output]] = {}
        self._root = root

    def outputs(self) -> list[Output]:
        """The query's columns in order, each with its name and where its values come from.

        Raises:
            UnreadableViewError: a star stands for columns that nobody knows.
        """
        return self._outputs_of(self._root)

    def conditions(self) -> Iterator[tuple[Source, Use]]:
        """What decides which rows there are, in every part of the query: ``FILTER`` or ``JOIN``."""
        for scope in self._scopes:
            if isinstance(scope.expression, exp.Except):
                taken_away = _together(self._outputs_of(scope.set_operation_scopes[1]))
                yield from ((source, Use.FILTER) for source in taken_away)
            for use, node in _conditions(scope):
                uses: Uses = {}
                self._collect(node, scope, Use.COMPUTED, uses)
                yield from ((source, use) for source in uses)

    def _outputs_of(self, scope: Scope) -> list[Output]:
        # a recursive query meets its own first part as a scope that sqlglot did not fill
        scope = self._by_query.get(id(scope.expression), scope)
        key = id(scope)
        if key not in self._outputs:
            self._outputs[key] = []  # a recursive query adds nothing to itself that it has not from elsewhere
            self._outputs[key] = self._found(scope)
        return self._outputs[key]

    def _found(self, scope: Scope) -> list[Output]:
        query = scope.expression
        if isinstance(query, exp.SetOperation):
            parts = [self._outputs_of(part) for part in scope.set_operation_scopes]
            return parts[0] if isinstance(query, exp.Except) else _merged(parts)
        if not isinstance(query, exp.Select):
            return [("", self._uses(query, scope))]
        if query.is_star:
            raise UnreadableViewError("A * stands for columns that are not in this snapshot.")
        return [(each.alias_or_name, self._uses(each, scope)) for each in query.selects]

    def _uses(self, node: exp.Expr, scope: Scope) -> Uses:
        uses: Uses = {}
        self._collect(node, scope, Use.COPIED, uses)
        return uses

    def _collect(self, node: exp.Expr, scope: Scope, use: Use, uses: Uses) -> None:
        """Add what the node reads to ``uses``; the strongest use of a source counts."""
        inner = self._by_query.get(id(node))
        if isinstance(node, exp.Column):
            found = self._sources(node, scope)
        elif isinstance(node, exp.TableColumn):
            found = self._whole_row(node, scope)
        elif inner is not None and inner is not scope:
            found = _together(self._outputs_of(inner))
            use = stronger(use, Use.COMPUTED)
        else:
            use = stronger(use, self._effect(node))
            for child in node.iter_expressions():
                self._collect(child, scope, use, uses)
            return
        for source, before in found.items():
            uses[source] = stronger(uses.get(source, Use.COPIED), stronger(before, use))

    def _effect(self, node: exp.Expr) -> Use:
        """What a node does to the values below it."""
        if isinstance(node, exp.Alias | exp.Paren | exp.Subquery):
            return Use.COPIED
        called = node.name.lower() if isinstance(node, exp.Anonymous) else ""
        is_aggregate = isinstance(node, exp.AggFunc) or called in self._tables.aggregates
        return Use.AGGREGATED if is_aggregate else Use.COMPUTED

    def _sources(self, column: exp.Column, scope: Scope) -> Uses:
        """Where a column comes from: a table, a nested query, or the query around this one."""
        source = _named_source(column, scope)
        if source is None:
            self.unknown.append(column.name)
            return {}
        if isinstance(source, Scope):
            return self._of_query(source, column.name)
        if not isinstance(source.this, exp.Identifier):  # a function that gives rows
            uses: Uses = {}
            self._collect(source.this, scope, Use.COMPUTED, uses)
            return uses
        return {self._of_table(source, column.name): Use.COPIED}

    def _whole_row(self, row: exp.TableColumn, scope: Scope) -> Uses:
        """Every column of a table that is used as one value."""
        source = scope.sources.get(row.name)
        if isinstance(source, Scope):
            return _together(self._outputs_of(source))
        if source is None:
            return {}
        known = self._tables.find(source.text("db") or self._schema, source.name)
        columns = known.columns if known else ()
        return {self._of_table(source, column): Use.COMPUTED for column in columns}

    def _of_query(self, scope: Scope, name: str) -> Uses:
        outputs = self._outputs_of(scope)
        named = [uses for output, uses in outputs if output == name]
        return named[0] if named else _together(outputs)

    def _of_table(self, table: exp.Expr, column: str) -> Source:
        schema = table.text("db") or self._schema
        known = self._tables.find(schema, table.name)
        if known is None:
            return schema, table.name, column
        return known.table.schema, known.table.name, known.columns.get(column, column)


def _named_source(column: exp.Column, scope: Scope) -> exp.Table | Scope | None:
    """What the column's table name means where it stands; without one, the only source there is."""
    if not column.table:
        found = [source for _, source in scope.selected_sources.values()]
        return found[0] if len(found) == 1 else None
    around: Scope | None = scope
    while around is not None and column.table not in around.sources:
        around = around.parent
    return None if around is None else around.sources[column.table]


def _merged(parts: list[list[Output]]) -> list[Output]:
    """Columns of a UNION by position, under the names of its first part."""
    first, *others = parts
    merged = [(name, dict(uses)) for name, uses in first]
    for other in others:
        for (_, uses), (_, more) in zip(merged, other, strict=False):
            for source, use in more.items():
                uses[source] = stronger(uses.get(source, Use.COPIED), use)
    return merged


def _together(outputs: Iterable[Output]) -> Uses:
    merged: Uses = {}
    for _, uses in outputs:
        for source, use in uses.items():
            merged[source] = stronger(merged.get(source, Use.COPIED), use)
    return merged


def _conditions(scope: Scope) -> Iterator[tuple[Use, exp.Expr]]:
    query = scope.expression
    if not isinstance(query, exp.Select):
        return
    for join in scope.find_all(exp.Join):
        for node in (join.args.get("on"), *(join.args.get("using") or ())):
            if node is not None:
                yield Use.JOIN, node
    where = query.args.get("where")
    for condition in _conjuncts(where.this) if where else ():
        yield (Use.JOIN if _joins(condition) else Use.FILTER), condition
    for clause in ("having", "qualify", "group", *(("order",) if query.args.get("limit") else ())):
        if (node := query.args.get(clause)) is not None:
            yield Use.FILTER, node
    distinct = query.args.get("distinct")
    if distinct is not None and distinct.args.get("on") is not None:
        yield Use.FILTER, distinct.args["on"]


def _conjuncts(condition: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(condition, exp.Paren):
        yield from _conjuncts(condition.this)
    elif isinstance(condition, exp.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    else:
        yield condition


def _joins(condition: exp.Expr) -> bool:
    """Whether it says which rows of two tables belong together, as in ``FROM a, b WHERE a.id = b.id``."""
    if not isinstance(condition, exp.EQ):
        return False
    left, right = condition.left, condition.right
    return isinstance(left, exp.Column) and isinstance(right, exp.Column) and left.table != right.table
