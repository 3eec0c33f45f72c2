"""What proves who we are to a server: a password, and the private key of a client certificate."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from app.connection.fields import CertifiedConnection, Connection, TlsMode
from app.errors import ConnectionFieldError

_LONGEST_KEY_CHARACTERS = 20_000
_TELLING_CHARACTERS = 32
"""A line of a key from this length on gives something away by itself."""


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """What proves who we are to the server. It never shows itself: not in a repr, a log or an exception.

    Attributes:
        password: ``None`` or empty without one.
        client_key: PEM text of the private key that belongs to the connection's client certificate.
    """

    password: str | None = None
    client_key: str | None = None

    def __repr__(self) -> str:
        return "Credential(…)"

    def secrets(self) -> Iterator[str]:
        """Every text that must not show itself anywhere: the password, the key, and the key's lines one by one."""
        yield from filter(None, (self.password, self.client_key))
        lines = (self.client_key or "").splitlines()
        yield from (line for line in lines if len(line) >= _TELLING_CHARACTERS and "-----" not in line)

    def sealed_text(self) -> str:
        """As the vault keeps it; ``from_sealed`` reads it."""
        return json.dumps([self.password, self.client_key])

    @classmethod
    def from_sealed(cls, text: str) -> "Credential":
        """The credential of a ``sealed_text``."""
        password, client_key = json.loads(text)
        return cls(password or None, client_key or None)


def credential_for(connection: Connection, password: str | None, client_key: str | None) -> Credential:
    """The credential for a connection, from untrusted text.

    Raises:
        ConnectionFieldError: the key is malformed, encrypted, or stands without its certificate (or without TLS),
            or the other way round; or the password holds what no driver can send.
    """
    _check_password(password or "")
    problem = _problem(connection, (client_key or "").strip() or None)
    if problem is not None:
        raise ConnectionFieldError(field="client_key", problem=problem)
    return Credential(password, (client_key or "").strip() or None)


def _check_password(password: str) -> None:
    """A driver would end the password at a NUL, or fail on half a character with an error that shows it."""
    if "\0" in password:
        raise ConnectionFieldError(field="password", problem="must not hold a NUL character")
    try:
        password.encode()
    except UnicodeEncodeError:
        raise ConnectionFieldError(field="password", problem="is not valid Unicode") from None


def _problem(connection: Connection, key: str | None) -> str | None:
    certified = connection if isinstance(connection, CertifiedConnection) else None
    if certified is None or certified.client_certificate is None:
        return None if key is None else "needs its client certificate beside it"
    if key is None:
        return "is missing; the client certificate needs its private key"
    if certified.tls is TlsMode.OFF:
        return "is of no use while encryption is off"
    return _malformed(key)


def _malformed(key: str) -> str | None:
    if len(key) > _LONGEST_KEY_CHARACTERS:
        return f"is longer than {_LONGEST_KEY_CHARACTERS} characters"
    if "PRIVATE KEY-----" not in key.partition("\n")[0]:
        return "must be PEM text that starts with -----BEGIN PRIVATE KEY-----"
    if "ENCRYPTED" in key:
        return "must not be protected by a passphrase; openssl pkey -in key.pem writes it without one"
    return None
