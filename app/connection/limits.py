"""How long, how much and as whom a session may read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one session may cost.

    Attributes:
        statement_timeout_seconds: of one statement, held by the server and once more by us.
        connect_timeout_seconds: until signed in, name resolution included.
        deadline_seconds: of the whole session; the reader process does not outlive it.
        memory_bytes: address space of the reader process.
        application_name: what the server's administrator sees, e.g. ``sourcesense/1f3a9c20``.
    """

    statement_timeout_seconds: float = 30
    connect_timeout_seconds: float = 10
    deadline_seconds: float = 900
    memory_bytes: int = 1_536 * 1024 * 1024
    application_name: str = "sourcesense"
