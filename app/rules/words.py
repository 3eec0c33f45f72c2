"""What a kind of rule needs to know of a database to write SQL for it."""

from typing import Protocol

from app.model.schema import Column, Table

Moment = str
"""ISO 8601 text of a date or of a date and time, which are read as UTC."""


class Words(Protocol):
    """Fragments of one dialect's SQL. Columns are those of a table that stands in the statement as ``t``.

    Every text it is given becomes a literal; nothing of it is ever read as SQL.
    """

    dialect: str
    """Name of the dialect, e.g. ``postgresql``."""

    def table(self, table: Table) -> str:
        """Qualified and quoted."""
        ...

    def column(self, column: Column, of: str = "t") -> str:
        """Quoted, of that alias."""
        ...

    def literal(self, value: str | float) -> str:
        """A text or finite number as a literal."""
        ...

    def text(self, column: Column, of: str = "t") -> str:
        """The cell as text."""
        ...

    def identity(self, column: Column, of: str = "t") -> str:
        """The cell in a form that is equal only where it is the same: by bytes for text, by value for numbers."""
        ...

    def identity_literal(self, column: Column, value: str | float) -> str:
        """A value in the same form, to compare with ``identity``; a text that is no number for a column of numbers cannot be given."""
        ...

    def length(self, column: Column) -> str:
        """Characters of the cell."""
        ...

    def ordered(self, column: Column) -> str:
        """The cell in a form that orders as numbers or moments do; NULL where it is neither."""
        ...

    def ordered_literal(self, column: Column, value: str | float) -> str:
        """A number or ``Moment`` in the same form."""
        ...

    def unordered(self, column: Column) -> str | None:
        """A condition for cells that lie outside of every order: NaN, text among numbers; ``None`` if there are none."""
        ...

    def matches(self, column: Column, pattern: str) -> str | None:
        """A condition for cells with a part that the portable pattern fits; ``None`` if the server has no patterns."""
        ...

    def age_seconds(self, column: Column) -> str:
        """An aggregate: seconds since the newest moment that is not to come, by the server's clock."""
        ...
