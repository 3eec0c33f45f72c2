"""MariaDB's sequences: tables of one row, which is read because no catalog before 11.5 has it."""

from app.connection.dialects.mysql_catalog.names import quoted
from app.connection.dialects.records import Flag, Record, ask
from app.connection.session import SourceSession
from app.errors import SourceSenseError, TableGoneError
from app.model.schema import ObjectKind, Sequence, Skipped, SkipReason

_ONE = """
SELECT JSON_ARRAY({place}, start_value, minimum_value, maximum_value, increment, cycle_option) FROM {name}
"""


class SequenceRecord(Record, frozen=True):
    """The properties of one sequence; ``place`` is its place in the list that was asked for."""

    place: int
    start: int
    minimum: int
    maximum: int
    increment: int
    cycles: Flag


async def sequences(
    session: SourceSession, schema: str, names: list[str]
) -> tuple[list[Sequence], list[Skipped]]:
    """Every sequence, with all properties or, where one of them cannot be read, all by name only."""
    if not names:
        return [], []
    sql = " UNION ALL ".join(
        _ONE.format(place=place, name=quoted(name).replace("%", "%%")) for place, name in enumerate(names)
    )
    try:
        found = {record.place: record for record in await ask(session, SequenceRecord, sql, "the sequences")}
    except SourceSenseError as error:
        return [Sequence(schema=schema, name=name) for name in names], _skipped(schema, names, error)
    return [_sequence(schema, names[place], record) for place, record in sorted(found.items())], []


def _sequence(schema: str, name: str, record: SequenceRecord) -> Sequence:
    return Sequence(
        schema=schema,
        name=name,
        native_type="bigint",
        start=record.start,
        minimum=record.minimum,
        maximum=record.maximum,
        increment=record.increment,
        cycles=bool(record.cycles),
    )


def _skipped(schema: str, names: list[str], error: SourceSenseError) -> list[Skipped]:
    reason = SkipReason.GONE if isinstance(error, TableGoneError) else SkipReason.NO_ACCESS
    return [
        Skipped(kind=ObjectKind.SEQUENCE, schema=schema, name=name, reason=reason, missing="properties")
        for name in names
    ]
