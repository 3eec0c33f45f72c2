"""The catalog of a SQLite file: ``sqlite_master`` joined to the pragma table functions, a handful of statements.

Sources: https://www.sqlite.org/pragma.html#pragfunc, https://www.sqlite.org/datatype3.html (affinity).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.connection.dialects.clauses import top_level_parts
from app.connection.session import Rows, SourceSession, Statement
from app.errors import SourceSenseError
from app.model.sample import Cell
from app.model.schema import Column, DataType, ForeignKey, Index, Key, Table, TableKind

SCHEMA = "main"

_OBJECTS = """
SELECT l.name, l.type, m.sql
FROM pragma_table_list AS l JOIN sqlite_master AS m ON m.name = l.name AND m.type IN ('table', 'view')
WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND substr(l.name, 1, 7) <> 'sqlite_'
ORDER BY l.name
"""
_COLUMNS = """
SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c
WHERE m.type = '{kind}' AND c.hidden <> 1 AND substr(m.name, 1, 7) <> 'sqlite_'
ORDER BY m.name, c.cid
"""
_VIEW_COLUMNS = """
SELECT :view, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden FROM pragma_table_xinfo(:view) AS c ORDER BY c.cid
"""
_FOREIGN_KEYS = """
SELECT m.name, f.id, f."table", f."from", f."to"
FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f
WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq
"""
_INDEXES = """
SELECT m.name, l.name, l."unique", l.origin, x.name, i.sql
FROM sqlite_master AS m, pragma_index_list(m.name) AS l, pragma_index_xinfo(l.name) AS x
LEFT JOIN sqlite_master AS i ON i.type = 'index' AND i.name = l.name
WHERE m.type = 'table' AND x.key = 1 ORDER BY m.name, l.name, x.seqno
"""
_STATISTICS = "SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl"
_HAS_STATISTICS = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"

_AFFINITIES = (  # the rules of datatype3.html §3.1 come last; the words before them say more than an affinity
    ("BOOL", DataType.BOOLEAN),
    ("TIMESTAMP", DataType.TIMESTAMP),
    ("DATETIME", DataType.TIMESTAMP),
    ("DATE", DataType.DATE),
    ("TIME", DataType.TIME),
    ("JSON", DataType.JSON),
    ("UUID", DataType.UUID),
    ("GUID", DataType.UUID),
    ("DEC", DataType.DECIMAL),
    ("NUMERIC", DataType.DECIMAL),
    ("MONEY", DataType.DECIMAL),
    ("INT", DataType.INTEGER),
    ("CHAR", DataType.TEXT),
    ("CLOB", DataType.TEXT),
    ("TEXT", DataType.TEXT),
    ("BLOB", DataType.BINARY),
    ("REAL", DataType.FLOAT),
    ("FLOA", DataType.FLOAT),
    ("DOUB", DataType.FLOAT),
)


def data_type(declared: str) -> DataType:
    """What a declared type means; SQLite itself checks none of them.

    >>> data_type("NVARCHAR(40)"), data_type("bigint"), data_type("")
    (<DataType.TEXT: 'text'>, <DataType.INTEGER: 'integer'>, <DataType.OTHER: 'other'>)
    """
    upper = declared.upper()
    return next((folded for word, folded in _AFFINITIES if word in upper), DataType.OTHER)


async def read(session: SourceSession) -> tuple[Table, ...]:
    """Every table and view of the file, by name; a view that cannot be described comes without columns."""
    objects = await session.fetch(Statement(sql=_OBJECTS, reads="the list of tables"))
    columns = _grouped(
        (await session.fetch(Statement(sql=_COLUMNS.format(kind="table"), reads="the columns"))).rows
    )
    columns |= await _view_columns(session, [str(row[0]) for row in objects.rows if row[1] == "view"])
    foreign_keys = _foreign_keys(await session.fetch(Statement(sql=_FOREIGN_KEYS, reads="the foreign keys")))
    indexes = _indexes(await session.fetch(Statement(sql=_INDEXES, reads="the indexes")))
    estimates = await _estimates(session)
    tables = {
        str(name): _table(
            str(name),
            kind=str(kind),
            sql=sql,
            columns=columns.get(str(name), []),
            indexes=indexes.get(str(name), []),
            estimate=estimates.get(str(name)),
        )
        for name, kind, sql in objects.rows
    }
    return tuple(
        replace(table, foreign_keys=tuple(_resolved(key, tables) for key in foreign_keys.get(name, [])))
        for name, table in tables.items()
    )


async def _view_columns(session: SourceSession, views: list[str]) -> dict[str, list[tuple[Cell, ...]]]:
    """All views in one statement; one broken view fails it, and only then each is asked for by itself."""
    if not views:
        return {}
    try:
        return _grouped(
            (await session.fetch(Statement(sql=_COLUMNS.format(kind="view"), reads="the views"))).rows
        )
    except SourceSenseError:
        return {view: await _columns_of(session, view) for view in views}


async def _columns_of(session: SourceSession, view: str) -> list[tuple[Cell, ...]]:
    try:
        return list(
            (await session.fetch(Statement(sql=_VIEW_COLUMNS, parameters={"view": view}, reads=view))).rows
        )
    except SourceSenseError:
        return []


async def _estimates(session: SourceSession) -> dict[str, int]:
    """Rows as the last ANALYZE counted them; without one nothing is known."""
    if not (await session.fetch(Statement(sql=_HAS_STATISTICS, reads="the statistics"))).rows[0][0]:
        return {}
    rows = (await session.fetch(Statement(sql=_STATISTICS, reads="the statistics"))).rows
    return {str(name): int(count) for name, count in rows if isinstance(count, int)}


def _table(
    name: str,
    *,
    kind: str,
    sql: Cell,
    columns: list[tuple[Cell, ...]],
    indexes: list[tuple[Index, str]],
    estimate: int | None,
) -> Table:
    is_view = kind == "view"
    return Table(
        schema=SCHEMA,
        name=name,
        kind=TableKind.VIEW if is_view else TableKind.TABLE,
        columns=tuple(_column(position, row, is_view=is_view) for position, row in enumerate(columns, 1)),
        primary_key=_primary_key(columns, indexes),
        unique_keys=tuple(Key(columns=index.columns) for index, origin in indexes if origin == "u"),
        indexes=tuple(index for index, _ in indexes),
        row_estimate=estimate,
        readable=True,
        definition=str(sql) if is_view and sql is not None else None,
    )


def _column(position: int, row: tuple[Cell, ...], *, is_view: bool) -> Column:
    _, name, declared, not_null, default, key_position, hidden = row
    return Column(
        name=str(name),
        position=position,
        native_type=str(declared),
        data_type=data_type(str(declared)),
        # A primary key of a rowid table may hold NULL unless it says otherwise, so only the declaration counts;
        # INTEGER PRIMARY KEY is the rowid and never NULL.
        nullable=None if is_view else not (not_null or (key_position and str(declared).upper() == "INTEGER")),
        default=None if default is None else str(default),
        generated=hidden in {2, 3},
    )


def _primary_key(columns: Iterable[tuple[Cell, ...]], indexes: list[tuple[Index, str]]) -> Key | None:
    members = sorted((int(row[5]), str(row[1])) for row in columns if isinstance(row[5], int) and row[5] > 0)
    name = next((index.name for index, origin in indexes if origin == "pk"), None)
    return Key(columns=tuple(member for _, member in members), name=name) if members else None


def _foreign_keys(found: Rows) -> dict[str, list[ForeignKey]]:
    """By table; the columns of one key stand together because the statement orders them."""
    keys: dict[tuple[str, Cell], list[tuple[Cell, ...]]] = defaultdict(list)
    for name, number, *rest in found.rows:
        keys[str(name), number].append(tuple(rest))
    by_table: dict[str, list[ForeignKey]] = defaultdict(list)
    for (name, _), members in keys.items():
        by_table[name].append(
            ForeignKey(
                columns=tuple(str(column) for _, column, _ in members),
                referred_schema=SCHEMA,
                referred_table=str(members[0][0]),
                referred_columns=tuple(str(column) for _, _, column in members if column is not None),
            )
        )
    return by_table


def _resolved(key: ForeignKey, tables: Mapping[str, Table]) -> ForeignKey:
    """Spelling and columns as the referred table has them: SQLite compares names without regard to case."""
    target = {name.lower(): table for name, table in tables.items()}.get(key.referred_table.lower())
    if target is None:
        return key
    spelled = {column.name.lower(): column.name for column in target.columns}
    columns = tuple(spelled.get(column.lower(), column) for column in key.referred_columns)
    if not columns and target.primary_key is not None and len(target.primary_key.columns) == len(key.columns):
        columns = target.primary_key.columns
    return replace(key, referred_table=target.name, referred_columns=columns)


def _indexes(found: Rows) -> dict[str, list[tuple[Index, str]]]:
    """By table: each index with its origin (``c`` created, ``u`` unique constraint, ``pk`` primary key)."""
    members: dict[tuple[str, str, Cell, str, Cell], list[Cell]] = defaultdict(list)
    for name, index, unique, origin, column, sql in found.rows:
        members[str(name), str(index), unique, str(origin), sql].append(column)
    by_table: dict[str, list[tuple[Index, str]]] = defaultdict(list)
    for (name, index, unique, origin, sql), columns in members.items():
        by_table[name].append(
            (Index(name=index, columns=_index_columns(columns, sql), unique=bool(unique)), origin)
        )
    return by_table


def _index_columns(columns: list[Cell], sql: Cell) -> tuple[str, ...]:
    """Names of the columns; an expression has none and is taken from the index's own SQL."""
    if None not in columns:
        return tuple(str(column) for column in columns)
    written = top_level_parts(str(sql or ""))
    return tuple(
        str(column)
        if column is not None
        else (written[position] if position < len(written) else "(expression)")
        for position, column in enumerate(columns)
    )


def _grouped(rows: Iterable[tuple[Cell, ...]]) -> dict[str, list[tuple[Cell, ...]]]:
    by_name: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        by_name[str(row[0])].append(row)
    return dict(by_name)
