"""A plain fetch of the catalog: one row per object, as any tool asks it, of the very cells SourceSense reads.

Our own statements let MariaDB and SQLite put a row or a table into one JSON text, which is faster to fetch; the cost of
reading a catalog is measured against this, what our own process adds against ``raw``.
"""

from collections.abc import Mapping

_MYSQL = tuple(
    f"SELECT {cells} FROM information_schema.{view} WHERE {schema} = DATABASE()"  # noqa: S608 - constants
    for view, schema, cells in (
        (
            "TABLES",
            "TABLE_SCHEMA",
            "TABLE_NAME, TABLE_TYPE, TABLE_COMMENT, ENGINE, TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH, TABLE_COLLATION, CREATE_OPTIONS",
        ),
        (
            "COLUMNS",
            "TABLE_SCHEMA",
            (
                "TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, COLUMN_DEFAULT, COLUMN_COMMENT, EXTRA,"
                " CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, COLLATION_NAME,"
                " GENERATION_EXPRESSION, PRIVILEGES"
            ),
        ),
        (
            "STATISTICS",
            "TABLE_SCHEMA",
            "TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, NON_UNIQUE, COLUMN_NAME, SUB_PART, COLLATION, INDEX_TYPE, INDEX_COMMENT",
        ),
        (
            "KEY_COLUMN_USAGE",
            "TABLE_SCHEMA",
            (
                "TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME,"
                " REFERENCED_COLUMN_NAME"
            ),
        ),
        (
            "REFERENTIAL_CONSTRAINTS",
            "CONSTRAINT_SCHEMA",
            "TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE",
        ),
        ("CHECK_CONSTRAINTS", "CONSTRAINT_SCHEMA", "TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"),
        ("VIEWS", "TABLE_SCHEMA", "TABLE_NAME, VIEW_DEFINITION"),
        (
            "PARTITIONS",
            "PARTITION_NAME IS NOT NULL AND TABLE_SCHEMA",
            "TABLE_NAME, PARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, PARTITION_DESCRIPTION",
        ),
        (
            "TRIGGERS",
            "EVENT_OBJECT_SCHEMA",
            "EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_ORDER, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT",
        ),
        (
            "ROUTINES",
            "ROUTINE_SCHEMA",
            "SPECIFIC_NAME, ROUTINE_TYPE, ROUTINE_NAME, DTD_IDENTIFIER, ROUTINE_COMMENT",
        ),
    )
)
_SQLITE = (
    "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master",
    (
        'SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden'
        " FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS x WHERE m.type IN ('table', 'view')"
    ),
    (
        'SELECT m.name, l.name, l."unique", l.origin, l.partial, x.seqno, x.name, x."desc"'
        " FROM sqlite_master AS m, pragma_index_list(m.name) AS l, pragma_index_xinfo(l.name) AS x"
        " WHERE m.type = 'table' AND x.key = 1"
    ),
    (
        'SELECT m.name, k.id, k.seq, k."table", k."from", k."to", k.on_update, k.on_delete'
        " FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k WHERE m.type = 'table'"
    ),
)

STATEMENTS: Mapping[str, tuple[str, ...]] = {"mysql": _MYSQL, "sqlite": _SQLITE}
"""By dialect; PostgreSQL's own statements are plain ones already."""
