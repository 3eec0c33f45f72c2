"""Rows of a result in MySQL's text protocol as the packets they travel in, cut out of large reads.

PyMySQL makes a Python object of every cell, which takes ten times as long as the server takes to send it; here Python
touches every row once. https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html
"""

from collections.abc import Callable, Iterator
from typing import Final

from app.connection.dialects.base import Failure
from app.connection.driver import KnownFailureError

Read = Callable[[int], bytes]
"""Gives at least one byte and about that many at most; nothing where the other end has closed."""

_HEADER_BYTES: Final = 4
_LONGEST: Final = 0xFFFFFF
"""A packet of this length goes on in the next."""
_EOF, _ERROR = 0xFE, 0xFF
_EOF_BYTES: Final = 9
"""A row that begins with 0xFE is longer: its first cell has more than 16 MiB."""
_BLOCK_BYTES: Final = 1 << 20
_PART_BYTES: Final = 1 << 20
_PART_ROWS: Final = 20_000
"""As many as DuckDB takes at a time in ten of its vectors, or as fit in ``_PART_BYTES``."""
_LOST: Final = Failure("lost", "2013")


def rows_in_parts(read: Read, sequence: int, ended: Callable[[bytes], None]) -> Iterator[list[bytes]]:
    """Rows, each the payload of its packets, in lists of some thousands; none is empty.

    Args:
        read: of the connection, positioned behind the descriptions of the columns.
        sequence: number of the next packet; they count up to 255 and on from 0.
        ended: called with the packet that ended the result: 0xFE for the end, 0xFF for an error.

    Raises:
        KnownFailureError: the connection is lost, or packets are missing.
    """
    rows: list[bytes] = []
    size, block, begun = 0, b"", b""
    while True:
        place, end, missing = 0, len(block), 0
        while place + _HEADER_BYTES <= end:
            length = block[place] | block[place + 1] << 8 | block[place + 2] << 16
            after = place + _HEADER_BYTES + length
            if after > end:
                missing = after - end
                break
            if block[place + 3] != sequence:
                raise KnownFailureError(_LOST)
            sequence = (sequence + 1) & 255
            row = block[place + _HEADER_BYTES : after]
            place = after
            if length == _LONGEST:
                begun += row
                continue
            if begun:
                row, begun = begun + row, b""
            elif row[:1] >= b"\xfe" and (row[0] == _ERROR or length < _EOF_BYTES):
                if rows:
                    yield rows
                ended(row)
                return
            rows.append(row)
        size += place
        if rows and (size >= _PART_BYTES or len(rows) >= _PART_ROWS):
            yield rows
            rows, size = [], 0
        block = block[place:] + _at_least(read, max(missing, 1))


def _at_least(read: Read, count: int) -> bytes:
    """At least so many bytes, joined once however small the pieces are that they come in."""
    pieces: list[bytes] = []
    while count > 0:
        piece = read(max(count, _BLOCK_BYTES))
        if not piece:
            raise KnownFailureError(_LOST)
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
