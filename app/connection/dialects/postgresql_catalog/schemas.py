"""Schemas and extensions."""

from collections.abc import Mapping

from app.connection.dialects.postgresql_catalog.scope import OWN_SCHEMAS, Oid, text
from app.connection.session import Rows, Statement
from app.model.schema import Extension, Schema

STATEMENT = Statement(
    sql=f"""
SELECT 'schema' AS kind, n.oid::bigint, n.nspname, pg_get_userbyid(n.nspowner), NULL, NULL,
    obj_description(n.oid, 'pg_namespace')
FROM pg_namespace AS n WHERE n.oid IN {OWN_SCHEMAS}
UNION ALL
SELECT 'extension', e.oid::bigint, e.extname, NULL, e.extversion, n.nspname, obj_description(e.oid, 'pg_extension')
FROM pg_extension AS e LEFT JOIN pg_namespace AS n ON n.oid = e.extnamespace
ORDER BY 1, 3
""",  # noqa: S608 - constants
    reads="the schemas and extensions",
    shares_transaction=True,
)


def schemas(rows: Rows) -> Mapping[Oid, Schema]:
    """Every schema that is not the server's own, by number; schemas without any table too."""
    return {
        oid: Schema(name=str(name), owner=text(owner), comment=text(comment))
        for kind, oid, name, owner, _, _, comment in rows.rows
        if kind == "schema"
    }


def extensions(rows: Rows) -> tuple[Extension, ...]:
    """Installed extensions, by name."""
    return tuple(
        Extension(name=str(name), version=text(version), schema=text(schema), comment=text(comment))
        for kind, _, name, _, version, schema, comment in rows.rows
        if kind == "extension"
    )
