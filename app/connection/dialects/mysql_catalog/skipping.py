"""What is listed and not, or not wholly, in the catalog, each with its reason."""

from collections.abc import Iterable, Iterator

from app.connection.dialects.mysql_catalog.assembling import Parts, is_whole
from app.connection.dialects.mysql_catalog.names import quoted
from app.connection.dialects.mysql_catalog.tables import Listed
from app.model.schema import ObjectKind, Skipped, SkipReason


def skipped(schema: str, names: Iterable[Listed], parts: Parts, user: str) -> Iterator[Skipped]:
    """Tables that went or were locked, views that do not work, and views whose SQL the user may not see."""
    for each in names:
        if each.is_view:
            yield from _of_view(schema, each, parts, user)
        elif each.is_table and not is_whole(each, parts):
            yield Skipped(kind=ObjectKind.TABLE, schema=schema, name=each.name, reason=_why(each))


def _of_view(schema: str, view: Listed, parts: Parts, user: str) -> Iterator[Skipped]:
    if view.is_broken or view.name not in parts.columns:
        yield Skipped(
            kind=ObjectKind.VIEW,
            schema=schema,
            name=view.name,
            reason=SkipReason.VIEW_ERROR,
            missing="columns",
        )
    elif view.name not in parts.definitions:
        yield Skipped(
            kind=ObjectKind.VIEW,
            schema=schema,
            name=view.name,
            reason=SkipReason.NO_ACCESS,
            missing="definition",
            # MySQL shows it only to whom the view itself was granted, not its schema (8.0.15)
            grant=f"GRANT SELECT, SHOW VIEW ON {quoted(schema)}.{quoted(view.name)} TO {quoted(user)}@'%';",
        )


def _why(table: Listed) -> SkipReason:
    """Without a storage engine the server could not open it: somebody changes it, or the engine is not loaded."""
    if not table.is_being_changed:
        return SkipReason.GONE
    return SkipReason.LOCKED if "concurrent DDL" in (table.comment or "") else SkipReason.UNSUPPORTED
