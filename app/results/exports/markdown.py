"""A data dictionary to read: what there is, then each table with columns, keys, indexes and references both ways."""

from collections import defaultdict
from collections.abc import Iterator

from app.model.names import visible
from app.model.schema import ObjectName, Snapshot, table_id
from app.results.exports import Export, Lineage
from app.results.exports.markdown_table import Reference, table_section
from app.results.exports.markdown_text import code, grid, plain

Referring = dict[ObjectName, list[Reference]]


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:
    """Head and contents, the tables by schema, then types, sequences, routines, extensions and what is missing."""
    yield _head(snapshot)
    yield from _contents(snapshot)
    referring = _referring(snapshot)
    made_from = {(view.schema, view.name): view for view in lineage or ()}
    listed = {(table.schema, table.name) for table in snapshot.tables}
    for table in snapshot.tables:
        name = ObjectName(schema=table.schema, name=table.name)
        yield table_section(table, referring.get(name, []), made_from.get((table.schema, table.name)), listed)
    yield from _others(snapshot)
    yield _missing(snapshot)


def _head(snapshot: Snapshot) -> str:
    views = sum(table.is_view for table in snapshot.tables)
    taken = snapshot.taken_at.strftime("%Y-%m-%d %H:%M %Z")
    server = f"{plain(snapshot.product)} {plain(snapshot.version)}"
    by = ", read by SQLAlchemy's Inspector" if snapshot.reader == "inspector" else ""
    return (
        f"# Schema of {plain(snapshot.database)}\n\n"
        f"{server}, {taken}{by}. {len(snapshot.tables) - views} tables, {views} views.\n"
    )


def _contents(snapshot: Snapshot) -> Iterator[str]:
    """Each schema with its tables in one list; names lead to anchors that are safe whatever the name is."""
    about = {schema.name: schema.comment for schema in snapshot.schemas}
    schema = None
    yield "\n## Contents\n"
    for table in snapshot.tables:
        if table.schema != schema:
            schema = table.schema
            comment = about.get(schema)
            yield f"\n**{plain(schema)}**{': ' + plain(comment) if comment else ''}\n\n"
        kind = "" if table.kind.value == "table" else f" ({table.kind.value})"
        comment = f": {plain(table.comment)}" if table.comment else ""
        yield f"- [{plain(table.name)}](#t-{table_id(table.schema, table.name)}){kind}{comment}\n"


def _referring(snapshot: Snapshot) -> Referring:
    """The foreign keys that lead to each table, with the table they come from."""
    found: Referring = defaultdict(list)
    for table in snapshot.tables:
        for key in table.foreign_keys:
            found[ObjectName(schema=key.referred_schema, name=key.referred_table)].append((table, key))
    return found


def _others(snapshot: Snapshot) -> Iterator[str]:
    for title, heads, rows in (
        ("Types", ("Type", "Kind", "Made of", "Comment"), _types(snapshot)),
        ("Sequences", ("Sequence", "Type", "Starts at", "Step", "Numbers", "Comment"), _sequences(snapshot)),
        ("Routines", ("Routine", "Kind", "Returns", "Language", "Comment"), _routines(snapshot)),
        ("Extensions", ("Extension", "Version", "Comment"), _extensions(snapshot)),
    ):
        if table := grid(heads, rows):
            yield f"\n## {title}\n\n{table}"


def _types(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    for each in snapshot.types:
        checks = [f"CHECK ({check.expression})" for check in each.checks]
        not_null = ["NOT NULL"] if each.nullable is False else []
        default = [f"DEFAULT {each.default}"] if each.default is not None else []
        base = [each.base_type] if each.base_type else []
        parts = [*each.labels, *each.fields, *base, *not_null, *default, *checks]
        yield (
            _dotted(each.schema, each.name),
            each.kind.value,
            "<br>".join(map(code, parts)),
            plain(each.comment or ""),
        )


def _sequences(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    for each in snapshot.sequences:
        owner = each.owned_by
        numbers = (
            ""
            if owner is None
            else f"{_dotted(owner.schema, owner.name)} {plain(each.owned_by_column or '')}"
        )
        yield (
            _dotted(each.schema, each.name),
            code(each.native_type or ""),
            _number(each.start),
            _number(each.increment),
            numbers,
            plain(each.comment or ""),
        )


def _routines(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    for each in snapshot.routines:
        definer = " with its owner's rights" if each.security_definer else ""
        yield (
            f"{_dotted(each.schema, each.name)}{code(f'({each.arguments})')}",
            f"{each.kind.value}{definer}",
            code(each.returns or ""),
            plain(each.language or ""),
            plain(each.comment or ""),
        )


def _extensions(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    for each in snapshot.extensions:
        yield plain(each.name), plain(each.version or ""), plain(each.comment or "")


def _missing(snapshot: Snapshot) -> str:
    rows = (
        (
            _dotted(gap.schema, gap.name),
            gap.kind.value,
            gap.reason.value,
            plain(gap.missing or "all of it"),
            code(gap.grant or ""),
        )
        for gap in snapshot.skipped
    )
    table = grid(("Object", "Kind", "Reason", "Missing", "What would help"), rows)
    return f"\n## Not in this document\n\n{table}" if table else ""


def _dotted(schema: str, name: str) -> str:
    return plain(f"{schema}.{name}")


def _number(value: int | None) -> str:
    return "" if value is None else visible(str(value))


EXPORT = Export(title="Markdown data dictionary", media_type="text/markdown", suffix=".md", write=write)
