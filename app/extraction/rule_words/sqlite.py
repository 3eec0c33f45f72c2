"""SQL of rules for SQLite, whose cells may hold anything whatever the column is declared as."""

from datetime import datetime

from app.extraction.rule_words.base import MOMENTS, NUMBERS, BaseWords
from app.model.schema import Column, DataType
from app.rules.patterns import portable


class SqliteWords(BaseWords):
    """SQLite 3.35 and later."""

    dialect = "sqlite"
    true, false = "1", "0"

    def bytewise(self, column: Column, of: str = "t") -> str:
        """By bytes, whatever the column's collation is."""
        return f"{self.text(column, of)} COLLATE BINARY"

    def identity(self, column: Column, of: str = "t") -> str:
        """A number by its value; the plus keeps the column's affinity from turning the literal into something else."""
        return f"+{self.column(column, of)}" if column.data_type in NUMBERS else super().identity(column, of)

    def ordered(self, column: Column) -> str:
        """Numbers where the cell holds one, moments as text of one form where the cell holds their ISO text."""
        cell = self.column(column)
        if column.data_type in MOMENTS:
            return f"CASE typeof({cell}) WHEN 'text' THEN strftime('%Y-%m-%d %H:%M:%f', {cell}) END"
        return f"CASE WHEN typeof({cell}) IN ('integer', 'real') THEN {cell} END"

    def moment(self, moment: datetime, column: Column) -> str:  # noqa: ARG002 - one form for every column
        """In the form of ``ordered``."""
        return self.quoted(moment.isoformat(sep=" ", timespec="milliseconds"))

    def unordered(self, column: Column) -> str | None:
        """What is filled and yet no number, or no ISO text of a moment."""
        return f"{self.ordered(column)} IS NULL"

    def matches(self, column: Column, pattern: str) -> str | None:
        r"""By REGEXP, which the reader answers with RE2 (and the ``sqlite3`` shell with a function of its own)."""
        if column.data_type is DataType.BINARY:
            return None
        return f"{self.text(column)} REGEXP {self.quoted(portable(pattern).spelled('$'))}"

    def age_seconds(self, column: Column) -> str:
        """Of ISO text alone; other cells are no moments."""
        cell = self.column(column)
        seconds = f"CASE typeof({cell}) WHEN 'text' THEN (julianday({cell}) - 2440587.5) * 86400 END"
        now = "(julianday('now') - 2440587.5) * 86400"
        return f"{now} - MAX(CASE WHEN {seconds} <= {now} THEN {seconds} END)"
