"""The catalog of a PostgreSQL database in twelve set queries, put together by object number.

Numbers instead of names travel for keys and indexes: the server joins less and the answers are shorter
(PERFORMANCE §1, "sets"). All statements share one snapshot, so a table that is renamed or dropped meanwhile
is wholly there or not at all. The server works on the next statement while we put the last answer together.
"""

import re
from collections.abc import Mapping

from app.connection.ahead import fetched_ahead
from app.connection.dialects.postgresql_catalog import (
    column_types,
    columns,
    constraints,
    indexes,
    relations,
    routines,
    schemas,
    sequences,
    storage,
    texts,
    triggers,
    user_types,
)
from app.connection.dialects.postgresql_catalog.assembly import Parts, skipped, tables
from app.connection.dialects.postgresql_catalog.column_types import data_type
from app.connection.dialects.postgresql_catalog.columns import Columns
from app.connection.dialects.postgresql_catalog.relations import Relation
from app.connection.dialects.postgresql_catalog.scope import Names, Oid
from app.connection.session import Session, Statement
from app.model.schema import Catalog, ObjectName, Schema

__all__ = ["data_type", "read", "statements"]


def statements(version: int) -> tuple[Statement, ...]:
    """Everything that is asked of a server of that major version, but for sizes and definitions.

    What is most work to put together comes first, so that the server has all the rest to do meanwhile.
    """
    return (
        schemas.STATEMENT,
        column_types.STATEMENT,
        texts.STATEMENT,
        columns.statement(version),
        relations.statement(version),
        constraints.statement(version),
        indexes.statement(version),
        triggers.STATEMENT,
        user_types.STATEMENT,
        sequences.STATEMENT,
        routines.statement(version),
    )


async def read(session: Session) -> Catalog:
    """Everything outside the system schemas; 12 statements, at least 14 where locks are in the way of sizes and views."""
    async with fetched_ahead(session, statements(_major(session.version))) as answers:
        named = await anext(answers)
        schemas_by_oid = schemas.schemas(named)
        types = column_types.column_types(await anext(answers), schemas_by_oid)
        found_texts = texts.texts(await anext(answers))
        found_columns = await columns.columns(await anext(answers), types, found_texts)
        found = relations.relations(await anext(answers))
        names = _names(schemas_by_oid, found, found_columns)
        found_constraints = constraints.constraints(await anext(answers), names)
        found_indexes = indexes.indexes(await anext(answers), names)
        code = await anext(answers)
        found_types = user_types.user_types(await anext(answers), names, found_constraints, found_texts)
        found_sequences = sequences.sequences(await anext(answers), names, found_texts)
        found_routines = routines.routines(await anext(answers), names, found_texts)
    parts = Parts(
        names=names,
        relations=found,
        columns=found_columns,
        constraints=found_constraints,
        indexes=found_indexes,
        triggers=triggers.triggers(code),
        policies=triggers.policies(code),
        texts=found_texts,
        storage=await storage.read(session),
    )
    found_tables = tables(parts)
    return Catalog(
        tables=found_tables,
        schemas=tuple(schemas_by_oid.values()),
        types=found_types,
        sequences=found_sequences,
        routines=found_routines,
        extensions=schemas.extensions(named),
        skipped=skipped(parts, found_tables),
    )


def _names(schemas: Mapping[Oid, Schema], found: Mapping[Oid, Relation], columns: Columns) -> Names:
    return Names(
        schemas={oid: schema.name for oid, schema in schemas.items()},
        relations={
            oid: ObjectName(schema=schemas[relation.schema].name, name=relation.name)
            for oid, relation in found.items()
        },
        columns={oid: {number: column.name for number, column in of.items()} for oid, of in columns.items()},
    )


def _major(version: str) -> int:
    """The major version: 15 of ``15.18``, 18 of ``18beta1``; 10, the oldest known, where it is no number."""
    digits = re.match(r"\d+", version)
    return int(digits[0]) if digits else 10
