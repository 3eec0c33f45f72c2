"""For sessions of tests in which nothing asks SQLAlchemy's Inspector, and nothing pulls."""

from collections.abc import Sequence

from app.connection.session import PulledTable, Rows
from app.model.schema import Table


class NoPulling:
    """A session that offers no pass over every row."""

    pulls = False

    async def pull(
        self, table: Table, *, streams: int = 1, timeout_seconds: float | None = None
    ) -> PulledTable:
        raise AssertionError(f"nothing pulls {table.name} here, over {streams} in {timeout_seconds} s")


class NoInspector(NoPulling):
    """What is missing of a session that only answers statements."""

    async def reflect(self, schemas: Sequence[str] | None) -> Rows:
        raise AssertionError(f"nothing asks an Inspector here, not for {schemas} either")
