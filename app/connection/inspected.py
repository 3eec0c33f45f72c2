"""The catalog of a dialect that leaves it to SQLAlchemy's Inspector: ``return await read(session)`` in its plugin."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from app.connection.session import Session
from app.errors import ReaderCrashedError
from app.model.sample import Cell
from app.model.schema import Catalog, Schema, Skipped, Table

T = TypeVar("T")


async def read(session: Session, schemas: Sequence[str] | None = None) -> Catalog:
    """Everything the Inspector tells, of these schemas or of all that are not the server's own.

    The snapshot says so (``reader``). What an Inspector cannot tell is ``None``: estimates, sizes, owners, rights;
    partitions, triggers, policies, sequences and routines are not listed.

    Raises:
        ReaderCrashedError: the reader process answered something else.
        SourceSenseError: what ``session.reflect`` raises.
    """
    rows = await session.reflect(schemas)
    try:
        return Catalog(
            tables=_of(rows.rows, "table", Table),
            schemas=_of(rows.rows, "schema", Schema),
            skipped=_of(rows.rows, "skipped", Skipped),
            reader="inspector",
        )
    except msgspec.DecodeError:
        raise ReaderCrashedError(exit="it answered what is no catalog") from None


def _of(rows: Sequence[tuple[Cell, ...]], kind: str, of: type[T]) -> tuple[T, ...]:
    decode = msgspec.json.Decoder(of).decode
    return tuple(decode(str(text)) for named, text in rows if named == kind)
