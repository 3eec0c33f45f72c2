"""The word lists, asked of the servers there are."""

import sqlite3

import pytest

from app.schema.lint.reserved import reserved_words
from tests.support.databases import Server


def test_sqlite_refuses_its_words_as_names_and_takes_the_others():
    database = sqlite3.connect(":memory:")

    def is_refused(word: str) -> bool:
        try:
            database.execute(f"CREATE TEMP TABLE {word} ({word})")
            database.execute(f"SELECT {word} FROM {word}")  # noqa: S608 - our own words
            database.execute(f"DROP TABLE {word}")
        except sqlite3.OperationalError:
            return True
        return False

    every = {
        word
        for product in ("PostgreSQL", "MySQL", "SQLite", "SQL Server")
        for word in reserved_words(product)
    }
    assert {word for word in every if is_refused(word)} == reserved_words("SQLite")
    database.close()


def test_postgresql_says_which_words_it_reserves(postgresql_server: Server):
    rows = postgresql_server.execute(
        "postgres", "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')"
    )
    assert {word for (word,) in rows} == reserved_words("PostgreSQL")


def test_mariadb_refuses_its_words(mariadb_server: Server):
    for word in sorted(reserved_words("MariaDB")):
        with pytest.raises(AssertionError):
            mariadb_server.execute("", f"CREATE TEMPORARY TABLE northwind.`t` ({word} int)")


def test_every_kind_of_server_has_a_list_and_others_none():
    products = ("PostgreSQL", "MySQL", "MariaDB", "SQLite", "Microsoft SQL Server")
    assert all("select" in reserved_words(product) for product in products)
    assert reserved_words("DuckDB") == frozenset()
