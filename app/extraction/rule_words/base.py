"""What the SQL of rules has in common on every server."""

import re
from datetime import datetime, timezone
from typing import Final

from app.connection.dialects import get_dialect
from app.connection.dialects.base import qualified
from app.model.schema import Column, DataType, Table
from app.rules.checks import RuleUnusableError

NUMBERS: Final = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
MOMENTS: Final = frozenset({DataType.DATE, DataType.TIMESTAMP})
_NUMBER: Final = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?")


class BaseWords:
    """The plain forms; a dialect overrides what it writes otherwise."""

    dialect = ""
    true, false = "TRUE", "FALSE"

    def table(self, table: Table) -> str:
        """Qualified and quoted."""
        return qualified(get_dialect(self.dialect), table.schema, table.name)

    def column(self, column: Column, of: str = "t") -> str:
        """Quoted, of that alias; without one where the alias is empty."""
        quoted = get_dialect(self.dialect).quote(column.name)
        return f"{of}.{quoted}" if of else quoted

    def literal(self, value: str | float) -> str:
        """A text or finite number as a literal."""
        return self.number(value) if isinstance(value, int | float) else self.quoted(value)

    def quoted(self, text: str) -> str:
        """A text as a literal; in it only the quote means anything."""
        return "'" + _harmless(text).replace("'", "''") + "'"

    def number(self, value: str | float) -> str:
        """A number as a literal, checked by its letters."""
        text = str(int(value)) if isinstance(value, bool) else str(value).strip()
        if not _NUMBER.fullmatch(text):
            raise RuleUnusableError(
                "A value of the rule is no number, though the column holds numbers.", code="value_unfit"
            )
        return text.lstrip("+")

    def text(self, column: Column, of: str = "t") -> str:
        """The cell as text."""
        return f"CAST({self.column(column, of)} AS text)"

    def identity(self, column: Column, of: str = "t") -> str:
        """Numbers and truth values as they are, anything else as text by its bytes."""
        as_it_is = column.data_type in {*NUMBERS, DataType.BOOLEAN}
        return self.column(column, of) if as_it_is else self.bytewise(column, of)

    def bytewise(self, column: Column, of: str = "t") -> str:
        """The cell as text that is equal only where every byte is."""
        return self.text(column, of)

    def identity_literal(self, column: Column, value: str | float) -> str:
        """A value to compare with ``identity``."""
        if column.data_type in NUMBERS:
            return self.number(value)
        if column.data_type is DataType.BOOLEAN:
            return self.true if _truth(value) else self.false
        return self.bytes_literal(_plain(value))

    def bytes_literal(self, text: str) -> str:
        """A text to compare with ``bytewise``."""
        return self.quoted(text)

    def length(self, column: Column) -> str:
        """Characters of the cell as text."""
        return f"length({self.text(column)})"

    def ordered(self, column: Column) -> str:
        """The cell itself."""
        return self.column(column)

    def ordered_literal(self, column: Column, value: str | float) -> str:
        """A number, or a moment in the server's usual form."""
        if column.data_type in NUMBERS:
            return self.number(value)
        return self.moment(moment_of(value), column)

    def moment(self, moment: datetime, column: Column) -> str:
        """A moment as a literal of that column's type."""
        whole = column.data_type is DataType.DATE and moment.time() == datetime.min.time()
        return self.quoted(moment.date().isoformat() if whole else moment.isoformat(sep=" "))

    def unordered(self, column: Column) -> str | None:
        """No such cells, unless a dialect says so."""
        del column


def moment_of(value: str | float) -> datetime:
    """A date or date and time of ISO 8601, in UTC and without a zone; ``RuleUnusableError`` for anything else."""
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise RuleUnusableError(
            "An end of the range is no date or time of ISO 8601, though the column holds moments.",
            code="value_unfit",
        ) from None
    return found if found.tzinfo is None else found.astimezone(timezone.utc).replace(tzinfo=None)  # noqa: UP017 - datetime.UTC would hide that the zone is taken off


def _plain(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def _truth(value: str | float) -> bool:
    text = str(value).strip().lower()
    if text in {"true", "t", "1", "yes"}:
        return True
    if text in {"false", "f", "0", "no"}:
        return False
    raise RuleUnusableError(
        "A value of the rule is neither true nor false, though the column holds truth values.",
        code="value_unfit",
    )


def _harmless(text: str) -> str:
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise RuleUnusableError("A value of the rule holds a sign that no text may hold.", code="value_unfit")
    return text
