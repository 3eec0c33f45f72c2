"""Looking at the beginning of a file that cannot be wound back, such as standard input."""

import io
from typing import BinaryIO


class Peeked(io.BufferedReader):
    """The same bytes, of which the first can be looked at before they are read; waits for no more than it must."""

    def __init__(self, source: BinaryIO) -> None:
        self._stream = _Stream(source)
        super().__init__(self._stream, buffer_size=2**16)

    def first(self, size: int) -> bytes:
        """The first so many bytes, fewer only if there are no more; before anything was read."""
        while len(self._stream.ahead) < size and self._stream.more():
            pass
        return self._stream.ahead[:size]

    def first_line(self, longest: int) -> bytes:
        """The first line that is not blank, cut off at so many bytes; before anything was read."""
        while not (text := self._stream.ahead.lstrip(b"\xef\xbb\xbf\0 \t\r\n")) or b"\n" not in text:
            if len(text) > longest or not self._stream.more():
                break
        return text.partition(b"\n")[0][:longest]

    def lines_ahead(self) -> list[bytes]:
        """The whole lines among the bytes that were looked at; waits for nothing."""
        return self._stream.ahead.splitlines()[:-1]


class _Stream(io.RawIOBase):
    def __init__(self, source: BinaryIO) -> None:
        self.ahead = b""
        self._source = source

    def more(self) -> bool:
        piece = _available(self._source, 2**16)
        self.ahead += piece
        return bool(piece)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - any buffer is a memoryview here
        piece = self.ahead[: len(buffer)]
        self.ahead = self.ahead[len(piece) :]
        piece = piece or _available(self._source, len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _available(source: BinaryIO, size: int) -> bytes:
    """What is there already, at least one byte unless nothing follows."""
    return source.read1(size) if isinstance(source, io.BufferedIOBase) else source.read(size)
