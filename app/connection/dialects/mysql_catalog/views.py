"""The SQL of views."""

from app.connection.dialects.records import Record, ask
from app.connection.session import SourceSession

_VIEWS = """
SELECT JSON_ARRAY(TABLE_NAME, VIEW_DEFINITION) FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
"""


class ViewRecord(Record, frozen=True):
    """A view; its SQL is NULL or empty for a user without SHOW VIEW."""

    name: str
    definition: str | None


async def definitions(session: SourceSession, *, any_listed: bool) -> dict[str, str]:
    """The SQL of every view whose SQL the user may see, as the server rewrote it."""
    if not any_listed:
        return {}
    found = await ask(session, ViewRecord, _VIEWS, "the views")
    return {view.name: view.definition for view in found if view.definition}
