"""What of a table the login may not see, each with the GRANT that shows it."""

from collections.abc import Iterator

from app.connection.dialects.mssql_catalog import constraints
from app.connection.dialects.mssql_catalog.asking import Row
from app.connection.dialects.mssql_catalog.assembly import Parts
from app.connection.dialects.mssql_catalog.names import quoted
from app.connection.dialects.mssql_catalog.schemas import Reader
from app.model.schema import ObjectKind, Skipped, SkipReason


def gaps(row: Row, parts: Parts, reader: Reader) -> Iterator[Skipped]:
    """Definitions without VIEW DEFINITION or encrypted, keys to tables out of sight, values behind a mask."""
    number, schema, name = row[0], str(row[1]), str(row[2])
    kind = ObjectKind.VIEW if row[3] == "V" else ObjectKind.TABLE
    show = f"GRANT VIEW DEFINITION ON OBJECT::{quoted(schema)}.{quoted(name)} TO {quoted(reader.name)};"

    def gap(missing: str, grant: str | None) -> Skipped:
        reason = SkipReason.UNSUPPORTED if grant is None else SkipReason.NO_ACCESS
        return Skipped(kind=kind, schema=schema, name=name, reason=reason, missing=missing, grant=grant)

    for missing in _hidden_texts(row, parts):
        yield gap(missing, None if row[14] else show)  # with the right to see it, it is encrypted
    for key in parts.hidden_keys.get(number, ()):
        yield gap(f"foreign key {key}", f"GRANT VIEW DEFINITION TO {quoted(reader.name)};")
    for column in () if reader.unmasked else parts.columns.masked.get(number, ()):
        yield gap(f"values of {column}, masked", f"GRANT UNMASK TO {quoted(reader.name)};")


def _hidden_texts(row: Row, parts: Parts) -> Iterator[str]:
    if row[3] == "V" and row[8] is None:
        yield "definition"
    yield from parts.columns.hidden.get(row[0], ())
    for check in parts.rules.get(row[0], constraints.TableRules()).hidden:
        yield f"check {check}"
    for trigger in parts.triggers.get(row[0], ()):
        if trigger.definition is None:
            yield f"definition of trigger {trigger.name}"
