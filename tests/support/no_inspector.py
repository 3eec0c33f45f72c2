"""For sessions of tests in which nothing asks SQLAlchemy's Inspector."""

from collections.abc import Sequence

from app.connection.session import Rows


class NoInspector:
    """What is missing of a session that only answers statements."""

    async def reflect(self, schemas: Sequence[str] | None) -> Rows:
        raise AssertionError(f"nothing asks an Inspector here, not for {schemas} either")
