"""Sequences, from ``sys.sequences``.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-sequences-transact-sql
"""

from app.connection.dialects.mssql_catalog.asking import Rows, number, text
from app.connection.dialects.mssql_catalog.native_types import native_type
from app.model.sample import Cell
from app.model.schema import Sequence

SQL = """
SELECT s.name, q.name, ty.name, q.precision, q.scale, CONVERT(nvarchar(40), q.start_value),
    CONVERT(nvarchar(40), q.minimum_value), CONVERT(nvarchar(40), q.maximum_value), CONVERT(nvarchar(40), q.increment),
    q.is_cycling, CONVERT(nvarchar(4000), p.value)
FROM sys.sequences AS q
JOIN sys.schemas AS s ON s.schema_id = q.schema_id
JOIN sys.types AS ty ON ty.user_type_id = q.user_type_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = q.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
ORDER BY s.name, q.name
"""


_STORED_INTEGERS = range(-(2**63), 2**63)


def sequences_of(rows: Rows) -> tuple[Sequence, ...]:
    """Sequences; a limit of more than 64 bits, which a decimal one may have, is left out."""
    return tuple(
        Sequence(
            schema=str(schema),
            name=str(name),
            native_type=native_type(str(kind), 0, number(precision), number(scale)),
            start=_integer(start),
            minimum=_integer(least),
            maximum=_integer(most),
            increment=_integer(step),
            cycles=bool(cycles),
            comment=text(comment),
        )
        for schema, name, kind, precision, scale, start, least, most, step, cycles, comment in rows
    )


def _integer(cell: Cell) -> int | None:
    number = None if cell is None else int(str(cell))
    return number if number in _STORED_INTEGERS else None
