"""What travels between our process and the reader process: JSON with a length in front, never pickle.

The first message goes to the reader and is its ``Order``, the secrets in it; then ``Ask`` and answers in turn.
Nothing a driver wrote as text is in any answer but the values that were asked for.
"""

import socket
import struct
from collections.abc import Mapping

import msgspec

from app.connection.dialects.base import Failure
from app.model.sample import Cell
from app.model.schema import DataType
from app.quality.profile import Measured

LENGTH = struct.Struct("!I")
MAX_FRAME_BYTES = 256 * 1024 * 1024
ROWS_PER_FRAME = 2_000
OBJECTS_PER_FRAME = 100


class Order(msgspec.Struct, frozen=True, kw_only=True, tag="order"):
    """What the reader connects to, and how long it may live.

    Attributes:
        driver: module whose ``DRIVER`` opens the connection.
        fields: the connection's fields.
        client_key: PEM text of the private key of the client certificate among the fields.
        address: the pinned IP address; ``None`` for files.
        file_roots: folders a file may lie in; ``None`` for any.
    """

    driver: str
    fields: Mapping[str, str | int | None]
    password: str | None
    client_key: str | None = None
    address: str | None
    file_roots: tuple[str, ...] | None
    application_name: str
    connect_timeout_seconds: float
    statement_timeout_seconds: float
    deadline_seconds: float
    memory_bytes: int

    def __repr__(self) -> str:
        return "Order(…)"


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag="ask"):
    """One statement to run; see ``app.connection.session.Statement``."""

    sql: str
    parameters: dict[str, Cell]
    timeout_seconds: float
    shares_transaction: bool = False
    large: bool = False


class Reflect(msgspec.Struct, frozen=True, kw_only=True, tag="reflect"):
    """Ask SQLAlchemy's Inspector, of these schemas or of all; the answer is rows of kind and object."""

    schemas: tuple[str, ...] | None
    timeout_seconds: float


class PulledColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column to be pulled, as the catalog has it."""

    name: str
    data_type: DataType
    native_type: str


class Pull(msgspec.Struct, frozen=True, kw_only=True, tag="pull"):
    """Read every row of a table and send nothing but what it comes to; see ``app.connection.session.Pulling``.

    Attributes:
        module: whose ``pull`` does it.
        streams: connections that may be open meanwhile, the session's own not among them: it is closed.
        now: where the future begins, ISO text in UTC.
        storage: of the table, as the catalog has it.
    """

    module: str
    schema: str
    table: str
    columns: tuple[PulledColumn, ...]
    streams: int
    now: str
    timeout_seconds: float
    storage: str | None = None


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """Stop what the session with this number is doing on the server, and end that session."""

    session: int


class Opened(msgspec.Struct, frozen=True, kw_only=True, tag="opened"):
    """Signed in. ``session`` is the server's number of this session; ``None`` for files."""

    product: str
    version: str
    session: int | None


class Part(msgspec.Struct, frozen=True, kw_only=True, tag="rows"):
    """Some rows of a result, column by column; ``more`` tells that others follow.

    Columns and not rows, because a column of one type needs one look and not one for every value.
    """

    names: tuple[str, ...]
    columns: tuple[tuple[Cell, ...], ...]
    more: bool


class Pulled(msgspec.Struct, frozen=True, kw_only=True, tag="pulled"):
    """What a ``Pull`` came to.

    Attributes:
        left: columns whose values cannot be read without loss; they are not in ``measured``.
        session: the server's number of the session that was opened again afterwards.
    """

    measured: Measured
    left: tuple[str, ...]
    session: int | None


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """It did not work; ``alive`` tells whether the session can go on, ``session`` its number then."""

    failure: Failure
    alive: bool
    session: int | None = None


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A ``Stop`` was carried out."""


ToReader = Order | Ask | Reflect | Pull | Stop
FromReader = Opened | Part | Pulled | Failed | Done

_to_reader = msgspec.json.Decoder(ToReader)
_from_reader = msgspec.json.Decoder(FromReader)
_encoder = msgspec.json.Encoder()


def frame(message: ToReader | FromReader) -> bytes:
    """The message as it travels; ``ValueError`` if it is too long or holds what JSON cannot carry."""
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME_BYTES:
        raise ValueError("frame too long")
    return LENGTH.pack(len(body)) + body


def read_order(body: bytes) -> ToReader:
    """A message to the reader."""
    return _to_reader.decode(body)


def read_answer(body: bytes) -> FromReader:
    """A message from the reader; ``msgspec.DecodeError`` if it is none."""
    return _from_reader.decode(body)


def receive(channel: socket.socket) -> bytes | None:
    """The body of the next frame, waiting for it; ``None`` when the other side has closed."""
    head = _exactly(channel, LENGTH.size)
    return None if head is None else _exactly(channel, LENGTH.unpack(head)[0])


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    received = bytearray()
    while len(received) < size:
        if not (chunk := channel.recv(min(size - len(received), 1 << 20))):
            return None
        received += chunk
    return bytes(received)
