"""The catalog of one SQL Server database, from its ``sys`` views, in twelve statements whatever the database holds.

A login sees in these views what it has some right on; the text of a view or trigger also needs VIEW DEFINITION.
Synonyms, full-text indexes and assemblies have no place in the model and are left out.
Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/catalog-views-transact-sql
"""

from app.connection.ahead import fetched_ahead
from app.connection.dialects.mssql_catalog import (
    assembly,
    columns,
    constraints,
    indexes,
    routines,
    schemas,
    sequences,
    storage,
    triggers,
    user_types,
)
from app.connection.dialects.mssql_catalog.asking import Row
from app.connection.dialects.mssql_catalog.names import quoted
from app.connection.dialects.mssql_catalog.skipping import gaps
from app.connection.session import Session, Statement
from app.model.schema import Catalog

__all__ = ["STATEMENTS", "quoted", "read"]

STATEMENTS = {
    "the schemas": schemas.SQL,
    "the list of tables": assembly.SQL,
    "the columns": columns.SQL,
    "the indexes": indexes.SQL,
    "the sizes": storage.SIZES,
    "the partitioning": storage.PARTITIONING,
    "the foreign keys": constraints.FOREIGN_KEYS,
    "the checks and policies": constraints.RULES,
    "the triggers": triggers.SQL,
    "the routines": routines.SQL,
    "the sequences": sequences.SQL,
    "the types": user_types.SQL,
}
"""Every statement by what it reads, in the order they are asked."""


async def read(session: Session) -> Catalog:
    """Every schema of the database the session is in, with everything the login may see of it."""
    asked = [Statement(sql=sql, reads=reads) for reads, sql in STATEMENTS.items()]
    async with fetched_ahead(session, asked) as answers:
        found = {reads: (await anext(answers)).rows for reads in STATEMENTS}
    listed, parts = found["the list of tables"], _parts(found)
    reader = schemas.reader_of(found["the schemas"])
    return Catalog(
        tables=tuple(assembly.table_of(row, parts) for row in listed),
        schemas=schemas.schemas_of(found["the schemas"]),
        types=user_types.types_of(found["the types"], parts.columns.by_object),
        sequences=sequences.sequences_of(found["the sequences"]),
        routines=routines.routines_of(found["the routines"]),
        skipped=tuple(gap for row in listed for gap in gaps(row, parts, reader)),
    )


def _parts(found: dict[str, tuple[Row, ...]]) -> assembly.Parts:
    foreign_keys, hidden = constraints.foreign_keys_of(found["the foreign keys"])
    return assembly.Parts(
        columns=columns.columns_of(found["the columns"]),
        indexes=indexes.indexes_of(found["the indexes"]),
        pieces=storage.pieces_of(found["the sizes"]),
        ranges=storage.ranges_of(found["the partitioning"]),
        foreign_keys=foreign_keys,
        hidden_keys=hidden,
        rules=constraints.rules_of(found["the checks and policies"]),
        triggers=triggers.triggers_of(found["the triggers"]),
    )
