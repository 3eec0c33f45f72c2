"""Tables, views and sequences by name, and what the server says of the schema they are in."""

from msgspec.structs import replace

from app.connection.dialects.mysql_catalog.server import Server
from app.connection.dialects.records import Flag, Record, ask
from app.connection.session import SourceSession
from app.model.schema import TableKind

_TABLES = """
SELECT JSON_ARRAY(TABLE_NAME, TABLE_TYPE, TABLE_COMMENT, ENGINE, {sizes}, TABLE_COLLATION,
    CREATE_OPTIONS LIKE '%%partitioned%%')
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
"""
_SIZES = """
SELECT JSON_ARRAY(TABLE_NAME, TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH)
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'VIEW'
"""
_SCHEMA = """
UNION ALL SELECT JSON_ARRAY(SCHEMA_NAME, 'SCHEMA', {comment}, NULL, NULL, NULL, NULL, DEFAULT_COLLATION_NAME, NULL)
FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()
"""
_ELSEWHERE = frozenset({"FEDERATED", "SPIDER"})


class Listed(Record, frozen=True):
    """A name the catalog lists: of a table, view, sequence, or of the schema itself."""

    name: str
    type: str
    comment: str | None
    engine: str | None
    rows: int | None
    data_bytes: int | None
    index_bytes: int | None
    collation: str | None
    partitioned: Flag

    @property
    def is_view(self) -> bool:
        """Views; there are no materialized ones."""
        return self.type == "VIEW"

    @property
    def is_table(self) -> bool:
        """Tables, MariaDB's versioned ones included."""
        return self.type not in {"VIEW", "SEQUENCE", "SCHEMA"}

    @property
    def is_broken(self) -> bool:
        """A view's comment says VIEW, or what is wrong with it; without SHOW VIEW it always says VIEW."""
        return self.is_view and self.comment != "VIEW"

    @property
    def is_being_changed(self) -> bool:
        """A table somebody else alters just now is listed with a name and nothing more."""
        return self.is_table and self.engine is None

    @property
    def kind(self) -> TableKind:
        """A partitioned table is a table: its partitions have no names of their own to select from."""
        if self.is_view:
            return TableKind.VIEW
        return TableKind.FOREIGN if self.engine in _ELSEWHERE else TableKind.TABLE


class Sizes(Record, frozen=True):
    """Rows and bytes of a table as the server estimates them."""

    name: str
    rows: int | None
    data_bytes: int | None
    index_bytes: int | None


async def listed(session: SourceSession, server: Server) -> list[Listed]:
    """Everything the user has some right on in the database of the session.

    MySQL is asked for the sizes apart: in one statement with them, what goes wrong with one table or view stands
    as the comment of the tables after it (8.0.15).
    """
    sizes = "TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH" if server.is_mariadb else "NULL, NULL, NULL"
    comment = "SCHEMA_COMMENT" if server.has_schema_comments else "NULL"
    sql = _TABLES.format(sizes=sizes) + _SCHEMA.format(comment=comment)
    names = await ask(session, Listed, sql, "the list of tables")
    if server.is_mariadb:
        return names
    known = {each.name: each for each in await ask(session, Sizes, _SIZES, "the sizes of tables")}
    return [_sized(name, known.get(name.name)) for name in names]


def _sized(name: Listed, sizes: Sizes | None) -> Listed:
    if sizes is None:
        return name
    return replace(name, rows=sizes.rows, data_bytes=sizes.data_bytes, index_bytes=sizes.index_bytes)
