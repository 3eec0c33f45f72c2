"""What is kept of a run for later ones (``app.history.points``), in the form in which it is stored: compressed, with its format.

A record of another format says nothing to this version of the product, so it is left out like a run that never was.
"""

import zlib
from dataclasses import dataclass
from typing import Final

from app.errors import DamagedRecordError
from app.history.points import RunPoint
from app.results.encoding import decoded, encoded

POINT_FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRecord:
    """``body``: the canonical JSON of a ``RunPoint`` of that format, by zlib (RFC 1950)."""

    format: int
    body: bytes


def packed(point: RunPoint) -> PointRecord:
    """The point as a record."""
    return PointRecord(format=POINT_FORMAT, body=zlib.compress(encoded(point)))


def unpacked(record: PointRecord) -> RunPoint | None:
    """The point in a record; ``None`` for one of another format. ``DamagedRecordError`` if it is none."""
    if record.format != POINT_FORMAT:
        return None
    try:
        return decoded(zlib.decompress(record.body), RunPoint)
    except (ValueError, zlib.error):
        raise DamagedRecordError(key="points") from None
