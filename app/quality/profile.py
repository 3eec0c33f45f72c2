"""What was measured on every row of a table, before it is merged with the sample."""

from dataclasses import dataclass

from app.model.measurements import ColumnProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The exact measurements of one table.

    Attributes:
        rows: exact row count.
        columns: in the order of the table; a metric that does not apply to a type is left out.
        statements: statements that read rows of the table, repeated ones included.
        listed: names of the columns of which the server listed every value.
    """

    rows: int
    columns: tuple[ColumnProfile, ...]
    statements: int
    listed: tuple[str, ...] = ()
