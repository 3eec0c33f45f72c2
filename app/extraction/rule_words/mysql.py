"""SQL of rules for MySQL and MariaDB."""

from app.extraction.rule_words.base import BaseWords
from app.model.schema import Column
from app.rules.patterns import portable


class MysqlWords(BaseWords):
    """MySQL 8.0, MariaDB 10.3 and later."""

    dialect = "mysql"
    true, false = "1", "0"

    def quoted(self, text: str) -> str:
        """With backslashes doubled, as every sql_mode but NO_BACKSLASH_ESCAPES reads them; ours has none."""
        return super().quoted(text.replace("\\", "\\\\"))

    def text(self, column: Column, of: str = "t") -> str:
        """In one character set."""
        return f"CAST({self.column(column, of)} AS CHAR CHARACTER SET utf8mb4)"

    def bytewise(self, column: Column, of: str = "t") -> str:
        """By bytes: collations, the binary ones too, take trailing spaces for nothing."""
        return f"CAST({self.text(column, of)} AS BINARY)"

    def bytes_literal(self, text: str) -> str:
        """In the character set of ``text``, whatever the client's is."""
        return f"CAST(_utf8mb4{self.quoted(text)} AS BINARY)"

    def length(self, column: Column) -> str:
        """Characters."""
        return f"CHAR_LENGTH({self.text(column)})"

    def matches(self, column: Column, pattern: str) -> str | None:
        r"""By REGEXP in a collation that tells case; ``\z`` because ``$`` would fit before a last line break too."""
        spelled = self.quoted(portable(pattern).spelled("\\z"))
        return f"{self.text(column)} COLLATE utf8mb4_bin REGEXP {spelled}"

    def age_seconds(self, column: Column) -> str:
        """Moments are read as UTC, as the session's zone is; a TIMESTAMP is one already."""
        cell = self.column(column)
        now = "UTC_TIMESTAMP(6)"
        return f"TIMESTAMPDIFF(SECOND, MAX(CASE WHEN {cell} <= {now} THEN {cell} END), {now})"
