"""The catalog of one MySQL or MariaDB database, from ``information_schema`` alone.

``SHOW CREATE TABLE``, which SQLAlchemy parses, gives wrong names for backticks and newlines (RELIABILITY M10).
Sources: https://mariadb.com/kb/en/information-schema-tables/, https://dev.mysql.com/doc/refman/8.0/en/information-schema.html
"""

from collections import defaultdict
from collections.abc import Iterable

from app.connection.session import Rows, SourceSession, Statement
from app.model.sample import Cell
from app.model.schema import Column, DataType, ForeignKey, Index, Key, Table, TableKind

_SERVER = """
SELECT DATABASE(), VERSION(), (SELECT COUNT(*) FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = 'information_schema' AND TABLE_NAME = 'STATISTICS' AND COLUMN_NAME = 'EXPRESSION')
"""
_TABLES = """
SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT, TABLE_ROWS, DATA_LENGTH
FROM information_schema.TABLES WHERE TABLE_SCHEMA = %(schema)s
"""
_COLUMNS = """
SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, COLUMN_DEFAULT, COLUMN_COMMENT, EXTRA
FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = %(schema)s ORDER BY TABLE_NAME, ORDINAL_POSITION
"""
_KEYS = """
SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = %(schema)s
ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
"""
_INDEXES = """
SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, {expression}
FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = %(schema)s ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
"""
_VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = %(schema)s"
_READABLE = """
SELECT NULL FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT' AND GRANTEE = {me}
UNION SELECT NULL FROM information_schema.SCHEMA_PRIVILEGES
WHERE PRIVILEGE_TYPE = 'SELECT' AND GRANTEE = {me} AND %(schema)s LIKE TABLE_SCHEMA
UNION SELECT TABLE_NAME FROM information_schema.TABLE_PRIVILEGES
WHERE PRIVILEGE_TYPE = 'SELECT' AND GRANTEE = {me} AND TABLE_SCHEMA = %(schema)s
"""
ME = """CONCAT("'", REPLACE(CURRENT_USER(), '@', "'@'"), "'")"""
"""The account as the privilege tables of ``information_schema`` write it."""

_TYPES = {
    **dict.fromkeys(("tinyint", "smallint", "mediumint", "int", "bigint", "year"), DataType.INTEGER),
    **dict.fromkeys(("decimal", "numeric"), DataType.DECIMAL),
    **dict.fromkeys(("float", "double", "real"), DataType.FLOAT),
    **dict.fromkeys(("datetime", "timestamp"), DataType.TIMESTAMP),
    **dict.fromkeys(
        ("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"), DataType.TEXT
    ),
    **dict.fromkeys(("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"), DataType.BINARY),
    **dict.fromkeys(("inet4", "inet6"), DataType.NETWORK),
    "date": DataType.DATE,
    "time": DataType.TIME,
    "json": DataType.JSON,
    "uuid": DataType.UUID,
}

_GENERATED = (
    "VIRTUAL GENERATED",
    "STORED GENERATED",
    "PERSISTENT GENERATED",
)  # not DEFAULT_GENERATED of MySQL 8


def data_type(native: str, type_name: str) -> DataType:
    """A column's type folded; ``tinyint(1)`` and ``bit(1)`` are what BOOLEAN is an alias of or stands for.

    >>> data_type("tinyint(1)", "tinyint"), data_type("int(10) unsigned", "int"), data_type("point", "point")
    (<DataType.BOOLEAN: 'boolean'>, <DataType.INTEGER: 'integer'>, <DataType.OTHER: 'other'>)
    """
    if native in {"tinyint(1)", "bit(1)"}:
        return DataType.BOOLEAN
    return _TYPES.get(type_name.lower(), DataType.OTHER)


async def read(session: SourceSession) -> tuple[Table, ...]:
    """Every table and view of the database the session is in that the user has some right on."""
    schema, version, has_expressions = (await session.fetch(Statement(sql=_SERVER, reads="the server"))).rows[
        0
    ]

    async def rows_of(sql: str, reads: str) -> Rows:
        return await session.fetch(Statement(sql=sql, parameters={"schema": schema}, reads=reads))

    expression = "EXPRESSION" if has_expressions else "NULL"
    listed = await rows_of(_TABLES, "the list of tables")
    columns = _columns(await rows_of(_COLUMNS, "the columns"), is_mariadb="mariadb" in str(version).lower())
    keys = _grouped((await rows_of(_KEYS, "the keys")).rows)
    indexes = _indexes(await rows_of(_INDEXES.format(expression=expression), "the indexes"))
    views = {name: text for name, text in (await rows_of(_VIEWS, "the views")).rows if text}
    readable = {name for (name,) in (await rows_of(_READABLE.format(me=ME), "the privileges")).rows}
    return tuple(
        _table(
            str(schema),
            row,
            columns[row[0]],
            keys.get(row[0], []),
            indexes[row[0]],
            views.get(row[0]),
            readable,
        )
        for row in listed.rows
        if row[1] != "SEQUENCE"
    )


def _table(  # noqa: PLR0917 - the parts of one table, each from its statement
    schema: str,
    row: tuple[Cell, ...],
    columns: list[Column],
    keys: list[tuple[Cell, ...]],
    indexes: list[Index],
    definition: Cell,
    readable: set[Cell],
) -> Table:
    name, kind, comment, estimate, size = row
    is_view = "VIEW" in str(kind)
    unique, foreign = _keys(keys)
    return Table(
        schema=schema,
        name=str(name),
        kind=TableKind.VIEW if is_view else TableKind.TABLE,
        columns=tuple(columns),
        primary_key=unique.pop("PRIMARY", None),
        foreign_keys=tuple(foreign),
        unique_keys=tuple(unique.values()),
        indexes=tuple(indexes),
        comment=str(comment)
        if comment and not is_view
        else None,  # a view's says VIEW, or what is wrong with it
        row_estimate=estimate if isinstance(estimate, int) else None,
        size_bytes=size if isinstance(size, int) else None,
        # Rights that come through a role are not listed, so that nothing was found proves nothing.
        readable=True if None in readable or name in readable else None,
        definition=None if definition is None else str(definition),
    )


def _columns(found: Rows, *, is_mariadb: bool) -> dict[Cell, list[Column]]:
    by_table: dict[Cell, list[Column]] = defaultdict(list)
    for table, name, native, type_name, nullable, default, comment, extra in found.rows:
        no_default = default is None or (
            is_mariadb and default == "NULL"
        )  # MariaDB writes SQL, so NULL is a word
        by_table[table].append(
            Column(
                name=str(name),
                position=len(by_table[table]) + 1,
                native_type=str(native),
                data_type=data_type(str(native), str(type_name)),
                nullable=nullable == "YES",
                default=None if no_default else str(default),
                comment=str(comment) if comment else None,
                generated=any(word in str(extra).upper() for word in _GENERATED),
            )
        )
    return by_table


def _keys(rows: Iterable[tuple[Cell, ...]]) -> tuple[dict[str, Key], list[ForeignKey]]:
    """Primary and unique keys by name, and foreign keys; the members of each come in key order."""
    members: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for _, constraint, *rest in rows:
        members[str(constraint)].append(tuple(rest))
    unique: dict[str, Key] = {}
    foreign: list[ForeignKey] = []
    for name, parts in members.items():
        columns = tuple(str(part[0]) for part in parts)
        if parts[0][2] is None:
            unique[name] = Key(columns=columns, name=name)
        else:
            referred = tuple(str(part[3]) for part in parts)
            schema, table = str(parts[0][1]), str(parts[0][2])
            foreign.append(
                ForeignKey(
                    columns=columns,
                    referred_schema=schema,
                    referred_table=table,
                    referred_columns=referred,
                    name=name,
                )
            )
    return unique, foreign


def _indexes(found: Rows) -> dict[Cell, list[Index]]:
    members: dict[tuple[Cell, Cell, Cell], list[str]] = defaultdict(list)
    for table, name, non_unique, column, expression in found.rows:
        members[table, name, non_unique].append(
            str(column if column is not None else expression or "(expression)")
        )
    by_table: dict[Cell, list[Index]] = defaultdict(list)
    for (table, name, non_unique), columns in members.items():
        by_table[table].append(Index(name=str(name), columns=tuple(columns), unique=not non_unique))
    return by_table


def _grouped(rows: Iterable[tuple[Cell, ...]]) -> dict[Cell, list[tuple[Cell, ...]]]:
    by_table: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in rows:
        by_table[row[0]].append(row)
    return by_table
