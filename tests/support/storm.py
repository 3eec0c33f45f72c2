"""Somebody who creates, changes, renames and drops tables and views as fast as a server lets him."""

import random
import threading
from collections.abc import Generator
from contextlib import contextmanager

from tests.support.hostile_objects import Administrator, administrator
from tests.support.scratch import Scratch

_NAMES = tuple(f"storm{place}" for place in range(8))


class Storm:
    """Counts what the server took of it."""

    def __init__(self, scratch: Scratch) -> None:
        self.taken = 0
        self._scratch = scratch
        self._over = threading.Event()
        self._dice = random.Random(7)  # noqa: S311 - a seed makes the storm repeatable

    @contextmanager
    def blowing(self) -> Generator[None]:
        """While it is entered there is a storm, from a thread of its own."""
        thread = threading.Thread(target=self._blow)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _blow(self) -> None:
        with administrator(self._scratch) as admin:
            while not self._over.is_set():
                self.taken += self._gust(admin)

    def _gust(self, admin: Administrator) -> bool:
        table, other = self._dice.sample(_NAMES, 2)
        column = f"c{self._dice.randrange(100)}"
        statement = self._dice.choice(
            (
                f"CREATE TABLE {table} (id int PRIMARY KEY, {column} varchar(20), CONSTRAINT u{table} UNIQUE ({column}))",
                f"CREATE INDEX i{column} ON {table} (id)",
                f"ALTER TABLE {table} ADD COLUMN {column} int DEFAULT 1",
                f"ALTER TABLE {table} RENAME TO {other}",
                f"CREATE VIEW v{table} AS SELECT * FROM {other}",  # noqa: S608 - names of this module
                f"DROP VIEW v{table}",
                f"DROP TABLE {table}",
            )
        )
        return admin.attempt(statement)
