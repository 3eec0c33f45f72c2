"""Where the table is, as SQLAlchemy writes it."""

from typing import Any
from urllib.parse import quote


def url(target: dict[str, Any]) -> str:
    """Of the role whose statements the server's log tells."""
    place = target["connection"]
    who = f"{target['peer']}:{quote(target['password'], safe='')}"
    return f"postgresql+psycopg2://{who}@{place['host']}:{place['port']}/{place['database']}"
