"""One table of the data dictionary."""

from collections import defaultdict
from collections.abc import Iterator

from app.model.lineage import ViewLineage
from app.model.schema import Column, ForeignKey, Table, table_id
from app.results.exports.markdown_text import block, code, grid, plain

Reference = tuple[Table, ForeignKey]
Listed = set[tuple[str, str]]
_KIB = 1024


def table_section(
    table: Table, referring: list[Reference], lineage: ViewLineage | None, listed: Listed
) -> str:
    """Everything about one table that is known; what is unknown is left out.

    Args:
        table: the table.
        referring: foreign keys of any table that lead to this one.
        lineage: where the columns of a view come from.
        listed: tables of this document, which references can lead to.
    """
    parts = (
        f'\n## <a id="t-{table.id}"></a>{_dotted(table.schema, table.name)}\n',
        _facts(table),
        plain(table.comment or ""),
        grid(("#", "Column", "Type", "Null", "Default", "Key", "Comment"), _columns(table)),
        *_titled("Refers to", grid(("Columns", "Table", "Name", "Update", "Delete"), _keys(table, listed))),
        *_titled("Referred to by", grid(("Table", "Columns", "Here"), _referring(referring))),
        *_titled("Constraints", grid(("Kind", "What", "Name"), _constraints(table))),
        *_titled("Indexes", grid(("Name", "Columns", "Kind"), _indexes(table))),
        *_titled("Triggers", grid(("Name", "When", "Does"), _triggers(table))),
        *_titled("Policies", grid(("Name", "Command", "Roles", "Condition"), _policies(table))),
        *_titled("Partitions", grid(("Name", "Bound"), _partitions(table))),
        *_titled("Made from", _made_from(lineage)),
        block(table.definition) if table.definition else "",
    )
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts if part)


def _titled(title: str, text: str) -> tuple[str, ...]:
    return (f"**{title}**", text) if text else ()


def _facts(table: Table) -> str:
    parent = table.partition_of
    facts = (
        table.kind.value,
        f"partition of {_dotted(parent.schema, parent.name)}" if parent else "",
        code(table.partition_bound or ""),
        f"partitioned by {code(table.partition_key)}" if table.partition_key else "",
        "".join(f"inherits {_dotted(each.schema, each.name)} " for each in table.inherits).strip(),
        "" if table.row_estimate is None else f"about {table.row_estimate:,} rows",
        "" if table.size_bytes is None else f"{-(-table.size_bytes // _KIB):,} KiB",
        f"owner {plain(table.owner)}" if table.owner else "",
        plain(table.storage or ""),
        "row-level security" if table.row_security else "",
        "may not be read" if table.readable is False else "",
    )
    return " · ".join(fact for fact in facts if fact)


def _columns(table: Table) -> Iterator[tuple[str, ...]]:
    marks: dict[str, list[str]] = defaultdict(list)
    for column in table.primary_key.columns if table.primary_key else ():
        marks[column].append("PK")
    for key in table.foreign_keys:
        for column in key.columns:
            marks[column].append("FK")
    for key in table.unique_keys:
        for column in key.columns:
            marks[column].append("UK")
    for column in table.columns:
        keys = ", ".join(dict.fromkeys(marks[column.name]))
        yield (
            str(column.position),
            plain(column.name),
            code(column.native_type),
            {True: "yes", False: "no", None: ""}[column.nullable],
            _default(column),
            keys,
            plain(column.comment or ""),
        )


def _default(column: Column) -> str:
    if column.identity is not None:
        return f"identity {column.identity.value}"
    if column.generated:
        return f"generated {code(column.generation or '')}".rstrip()
    return "" if column.default is None else code(column.default)


def _keys(table: Table, listed: Listed) -> Iterator[tuple[str, ...]]:
    for key in table.foreign_keys:
        target = _linked(key.referred_schema, key.referred_table, listed)
        referred = f" ({_names(key.referred_columns)})" if key.referred_columns else ""
        name = plain(key.name or "") + (" (not validated)" if key.validated is False else "")
        yield (
            _names(key.columns),
            f"{target}{referred}",
            name,
            plain(key.on_update or ""),
            plain(key.on_delete or ""),
        )


def _referring(referring: list[Reference]) -> Iterator[tuple[str, ...]]:
    for table, key in referring:
        here = _names(key.referred_columns)
        listed = {(table.schema, table.name)}
        yield _linked(table.schema, table.name, listed), _names(key.columns), here


def _constraints(table: Table) -> Iterator[tuple[str, ...]]:
    if table.primary_key is not None:
        yield "primary key", _names(table.primary_key.columns), plain(table.primary_key.name or "")
    for key in table.unique_keys:
        yield "unique", _names(key.columns), plain(key.name or "")
    for check in table.checks:
        yield "check", code(check.expression), plain(check.name or "")
    for exclusion in table.exclusions:
        yield "exclusion", code(exclusion.definition), plain(exclusion.name or "")


def _indexes(table: Table) -> Iterator[tuple[str, ...]]:
    for index in table.indexes:
        columns = ", ".join(
            (code(column) if place in index.expressions else plain(column))
            + (" desc" if place in index.descending else "")
            for place, column in enumerate(index.columns)
        )
        kind = (
            "unique" if index.unique else "",
            plain(index.method or ""),
            f"where {code(index.predicate)}" if index.predicate else "",
            f"with {_names(index.included)}" if index.included else "",
            "not valid" if index.valid is False else "",
        )
        yield plain(index.name), columns, ", ".join(part for part in kind if part)


def _triggers(table: Table) -> Iterator[tuple[str, ...]]:
    for trigger in table.triggers:
        when = " ".join(part for part in (trigger.timing, " or ".join(trigger.events)) if part)
        off = " (off)" if trigger.enabled is False else ""
        yield plain(trigger.name), plain(when) + off, code(trigger.definition or "")


def _policies(table: Table) -> Iterator[tuple[str, ...]]:
    for policy in table.policies:
        conditions = (("USING", policy.using), ("WITH CHECK", policy.check))
        shown = "<br>".join(code(f"{word} ({text})") for word, text in conditions if text)
        yield plain(policy.name), plain(policy.command), ", ".join(map(plain, policy.roles)), shown


def _partitions(table: Table) -> Iterator[tuple[str, ...]]:
    for partition in table.partitions:
        yield plain(partition.name), code(partition.bound or "")


def _made_from(lineage: ViewLineage | None) -> str:
    if lineage is None:
        return ""
    rows = (
        (
            plain(edge.column) or "*rows*",
            plain(f"{edge.source_schema}.{edge.source_table}.{edge.source_column}"),
            edge.use.value,
        )
        for edge in lineage.edges
    )
    problem = f"{plain(lineage.problem)}\n" if lineage.problem else ""
    return grid(("Column", "Source", "Use"), rows) + problem


def _linked(schema: str, name: str, listed: Listed) -> str:
    shown = _dotted(schema, name)
    return f"[{shown}](#t-{table_id(schema, name)})" if (schema, name) in listed else shown


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(plain, names))


def _dotted(schema: str, name: str) -> str:
    return plain(f"{schema}.{name}")
