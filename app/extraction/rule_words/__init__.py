"""SQL of rules, one file per dialect; what they share stands in ``base``."""

from collections.abc import Callable, Mapping
from typing import Final

from app.errors import UnsupportedDialectError
from app.extraction.rule_words.mssql import MssqlWords
from app.extraction.rule_words.mysql import MysqlWords
from app.extraction.rule_words.postgresql import PostgresqlWords
from app.extraction.rule_words.sqlite import SqliteWords
from app.rules.words import Words

_WORDS: Final[Mapping[str, Callable[[], Words]]] = {
    "postgresql": PostgresqlWords,
    "mysql": MysqlWords,
    "sqlite": SqliteWords,
    "mssql": MssqlWords,
}
DOUBLES_PERCENT: Final = frozenset({"postgresql", "mysql"})
"""Their drivers read every statement as a format."""


def words_of(dialect: str) -> Words:
    """How that database writes the SQL of rules; ``UnsupportedDialectError`` if that is not known."""
    if dialect not in _WORDS:
        raise UnsupportedDialectError(dialect=dialect, available=", ".join(_WORDS))
    return _WORDS[dialect]()
