"""SQL of rules for SQL Server."""

from datetime import datetime

from app.extraction.rule_words.base import BaseWords
from app.model.schema import Column


class MssqlWords(BaseWords):
    """SQL Server 2016 and later; regular expressions came with 2025 and are not used."""

    dialect = "mssql"
    true, false = "1", "0"

    def quoted(self, text: str) -> str:
        """In Unicode."""
        return "N" + super().quoted(text)

    def text(self, column: Column, of: str = "t") -> str:
        """As long as it is."""
        return f"CONVERT(nvarchar(max), {self.column(column, of)})"

    def bytewise(self, column: Column, of: str = "t") -> str:
        """By bytes: comparison of texts takes trailing spaces for nothing."""
        return f"CONVERT(varbinary(8000), {self.text(column, of)})"

    def bytes_literal(self, text: str) -> str:
        """In the form of ``bytewise``."""
        return f"CONVERT(varbinary(8000), {self.quoted(text)})"

    def length(self, column: Column) -> str:
        """In UTF-16 units, trailing spaces included, which LEN leaves out."""
        return f"DATALENGTH({self.text(column)}) / 2"

    def moment(self, moment: datetime, column: Column) -> str:  # noqa: ARG002 - one form for every column
        """In a form that no language setting reads otherwise."""
        return f"CONVERT(datetime2, '{moment.isoformat(timespec='microseconds')}', 126)"

    def matches(self, column: Column, pattern: str) -> str | None:
        """None: there are no regular expressions."""
        del column, pattern

    def age_seconds(self, column: Column) -> str:
        """Moments without a zone are read as UTC."""
        cell = self.column(column)
        now = "SYSUTCDATETIME()"
        return f"DATEDIFF_BIG(second, MAX(CASE WHEN {cell} <= {now} THEN {cell} END), {now})"
