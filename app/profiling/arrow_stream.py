"""Frames one after another as one Arrow stream, which DuckDB reads as often as it likes, holding one frame at a time.

The C structure is that of https://arrow.apache.org/docs/format/CStreamInterface.html; polars exports each frame by the
same interface, so an array passes through without being copied or looked at. With pyarrow this would be three lines, and
a dependency of 120 MB for them.
"""

import ctypes
import errno
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, ClassVar, Final

_NAME: Final = b"arrow_array_stream"
_Call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_Tell = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_Dropped = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
_ARRAY_BYTES: Final = 80
"""Of ``struct ArrowArray``; one whose ``release`` is NULL says that nothing follows."""


class _Struct(ctypes.Structure):
    _fields_ = (
        ("get_schema", _Call),
        ("get_next", _Call),
        ("get_last_error", _Tell),
        ("release", _Release),
        ("private_data", ctypes.c_void_p),
    )


_api: Any = ctypes.pythonapi
_api.PyCapsule_New.restype = ctypes.py_object
_api.PyCapsule_New.argtypes = (ctypes.c_void_p, ctypes.c_char_p, _Dropped)
_api.PyCapsule_GetPointer.restype = ctypes.c_void_p
_api.PyCapsule_GetPointer.argtypes = (ctypes.py_object, ctypes.c_char_p)


class Frames:
    """An object that DuckDB can select from.

    Attributes:
        failure: what reading the frames raised last; DuckDB only learns that it failed.
    """

    def __init__(self, empty: Any, frames: Callable[[], Iterable[Any]]) -> None:
        """``empty`` is a polars frame without rows, ``frames`` gives those with rows of the same columns, from the start."""
        self.failure: BaseException | None = None
        self._empty = empty
        self._frames = frames

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule of a new stream; the schema asked for may be ignored, says the interface."""
        del requested_schema
        return Stream(self, self._empty, iter(self._frames())).capsule()


class Stream:
    """One reading; kept until its capsule is gone and whoever took the structure out of it has released it.

    Attributes:
        alive: those that are kept.
    """

    alive: ClassVar[set["Stream"]] = set()

    def __init__(self, owner: Frames, empty: Any, frames: Iterator[Any]) -> None:
        self._owner, self._empty = owner, empty
        self._frames = chain([empty], frames)
        self._said = ctypes.create_string_buffer(b"the frames could not be read")
        self._dropped = _Dropped(self._drop)
        self._struct = _Struct(
            _Call(self._schema), _Call(self._next), _Tell(self._error), _Release(self._release), None
        )
        self._holders = 2
        self.alive.add(self)

    def capsule(self) -> object:
        """What holds the structure until somebody takes it; to be asked for once."""
        return _api.PyCapsule_New(ctypes.addressof(self._struct), _NAME, self._dropped)

    def _schema(self, _stream: int, out: int) -> int:
        return _forward(self._empty, "get_schema", out)

    def _next(self, _stream: int, out: int) -> int:
        try:
            frame = next((each for each in self._frames if each.height), None)
        except Exception as failure:  # noqa: BLE001 - it may not pass through C; the owner tells it
            self._owner.failure = failure
            return errno.EIO
        if frame is None:
            ctypes.memset(out, 0, _ARRAY_BYTES)
            return 0
        return _forward(frame.rechunk(), "get_next", out)

    def _error(self, _stream: int) -> int:
        return ctypes.addressof(self._said)

    def _release(self, stream: int) -> None:
        """The structure, which may have been moved, is done with; NULL says so."""
        ctypes.cast(stream, ctypes.POINTER(_Struct)).contents.release = _Release()
        self._let_go()

    def _drop(self, _capsule: int) -> None:
        if self._struct.release:  # nobody took it out
            self._release(ctypes.addressof(self._struct))
        self._let_go()

    def _let_go(self) -> None:
        self._holders -= 1
        if not self._holders:
            self.alive.discard(self)


def _forward(frame: Any, call: str, out: int) -> int:
    """Let the frame's own stream answer; what it gave stays valid when that stream is gone."""
    capsule = frame.__arrow_c_stream__()
    inner = ctypes.cast(_api.PyCapsule_GetPointer(capsule, _NAME), ctypes.POINTER(_Struct))
    return int(getattr(inner.contents, call)(ctypes.cast(inner, ctypes.c_void_p), out))
