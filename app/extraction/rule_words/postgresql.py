"""SQL of rules for PostgreSQL."""

from datetime import datetime

from app.extraction.rule_words.base import MOMENTS, BaseWords
from app.model.schema import Column, DataType
from app.rules.patterns import portable


class PostgresqlWords(BaseWords):
    """PostgreSQL 10 and later."""

    dialect = "postgresql"

    def quoted(self, text: str) -> str:
        """With backslashes written so that they mean the same whatever standard_conforming_strings says."""
        plain = super().quoted(text)
        return "E" + plain.replace("\\", "\\\\") if "\\" in text else plain

    def bytewise(self, column: Column, of: str = "t") -> str:
        """By the C collation, whatever that of the column is."""
        return f'{self.text(column, of)} COLLATE "C"'

    def length(self, column: Column) -> str:
        """Characters."""
        return f"char_length({self.text(column)})"

    def unordered(self, column: Column) -> str | None:
        """NaN, which PostgreSQL sorts above all numbers, and infinite moments."""
        if column.data_type in {DataType.FLOAT, DataType.DECIMAL}:
            return f"{self.column(column)} = 'NaN'"
        return f"NOT isfinite({self.column(column)})" if column.data_type in MOMENTS else None

    def moment(self, moment: datetime, column: Column) -> str:
        """With its type where a date would be compared with a time of day, which PostgreSQL else cuts off."""
        literal = super().moment(moment, column)
        return f"TIMESTAMP {literal}" if column.data_type is DataType.DATE and " " in literal else literal

    def matches(self, column: Column, pattern: str) -> str | None:
        """By ``~``, whose ``$`` is the end of the text alone."""
        return f'{self.text(column)} COLLATE "C" ~ {self.quoted(portable(pattern).spelled("$"))}'

    def age_seconds(self, column: Column) -> str:
        """Moments without a zone are read as UTC; infinity is not yet here."""
        cell = self.column(column)
        past = f"max({cell}) FILTER (WHERE {cell} <= now() AND isfinite({cell}))"
        return f"EXTRACT(EPOCH FROM (now() - CAST({past} AS timestamptz)))"
