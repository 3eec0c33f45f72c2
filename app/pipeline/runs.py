"""Making a run out of what was asked for."""

import secrets
from datetime import datetime
from time import time_ns

from app.connection.config import Connection
from app.errors import SourceSenseError
from app.model.results import RunRecord, SourceReference
from app.model.run import Reason, RunState, ScanOptions

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32, as in ULIDs


def new_run_id() -> str:
    """A run id that sorts by time: 48 bits of milliseconds, then 60 random bits.

    >>> len(new_run_id())
    26
    """
    return f"run_{_base32(time_ns() // 1_000_000, 10)}{_base32(secrets.randbits(60), 12)}"


def _base32(number: int, digits: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(digits)))


def new_run(
    run_id: str,
    connection: Connection,
    options: ScanOptions,
    *,
    request_digest: str,
    correlation_id: str,
    now: datetime,
) -> RunRecord:
    """The record of a run that has not started."""
    return RunRecord(
        id=run_id,
        state=RunState.QUEUED,
        source=SourceReference(
            dialect=connection.dialect,
            source_id=connection.source_id,
            title=connection.title,
            fields=connection.fields(),
        ),
        options=options,
        created_at=now,
        request_digest=request_digest,
        correlation_id=correlation_id,
    )


def reason_of(error: SourceSenseError) -> Reason:
    """The failure, explained, as runs and tables store it for a person who may see the source."""
    explained = error.explain()
    return Reason(code=explained.code, message=explained.message, next_step=explained.next_step)
