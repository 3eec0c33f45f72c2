"""What every connection's form fields have in common: the grammar of hosts and names, and the base models.

A field's problem is told without repeating what was typed, because people paste passwords into wrong fields.
"""

import ipaddress
import os
import re
from abc import ABC, abstractmethod
from enum import Enum
from hashlib import sha256
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_DNS_NAME = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\.?"
)
_LOCAL_NAMES = frozenset({"localhost", "ip6-localhost", "ip6-loopback"})


class TlsMode(Enum):
    """How much of TLS is asked for, from nothing to everything."""

    OFF = "off"
    ENCRYPT = "encrypt"
    VERIFY_CA = "verify-ca"
    VERIFY_HOST = "verify-host"

    @property
    def title(self) -> str:
        """The mode in words."""
        return _TLS_TITLES[self]

    @property
    def verifies(self) -> bool:
        """Whether the certificate is checked at all, so that the other end is known."""
        return self in {TlsMode.VERIFY_CA, TlsMode.VERIFY_HOST}


_TLS_TITLES = {
    TlsMode.OFF: "Off: nothing is encrypted",
    TlsMode.ENCRYPT: "Encrypt, without checking who answers",
    TlsMode.VERIFY_CA: "Encrypt and check the certificate authority",
    TlsMode.VERIFY_HOST: "Encrypt, check the authority and the host name",
}


def check_host(host: str) -> str:
    """One DNS name or IP literal; ``ValueError`` on lists, paths, sockets and URL syntax.

    libpq takes ``bad,127.0.0.1`` for two hosts and drivers take more: nothing like that gets through.

    >>> check_host("db.internal"), check_host("::1")
    ('db.internal', '::1')
    >>> check_host("evil:5432/x?passfile=y")
    Traceback (most recent call last):
    ...
    ValueError: must be one host name or IP address, without a port, path or list
    """
    if is_address(host) or _DNS_NAME.fullmatch(host):
        return host
    raise ValueError("must be one host name or IP address, without a port, path or list")


def is_address(host: str) -> bool:
    """Whether it is an IPv4 or IPv6 literal (without a zone)."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def is_loopback(host: str) -> bool:
    """Whether the host, as it is written, can only mean this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("db.internal")
    (True, True, False)
    """
    return ipaddress.ip_address(host).is_loopback if is_address(host) else host.lower() in _LOCAL_NAMES


def check_text(text: str) -> str:
    """Text without control characters; ``ValueError`` otherwise."""
    if any(character < " " or character == "\x7f" for character in text):
        raise ValueError("must not hold control characters")
    return text


def real_path(path: str) -> str:
    """The absolute path without symbolic links and with the own home for ``~``; it need not exist.

    Never raises: ``pathlib`` does for the home of a user there is none of and for links that go in circles.

    >>> real_path("/tmp/~nobody-of-this-name/x.db")
    '/tmp/~nobody-of-this-name/x.db'
    """
    return os.path.realpath(os.path.expanduser(path))  # noqa: PTH111 - see above


def check_certificates(pem: str) -> str:
    """PEM text with certificates and nothing secret; ``ValueError`` otherwise."""
    if "PRIVATE KEY" in pem:
        raise ValueError("holds a private key; paste certificates only")
    if "-----BEGIN CERTIFICATE-----" not in pem:
        raise ValueError("must be PEM text that starts with -----BEGIN CERTIFICATE-----")
    return pem


Host = Annotated[str, Field(min_length=1, max_length=253), AfterValidator(check_host)]
Port = Annotated[int, Field(ge=1, le=65_535)]
Name = Annotated[str, Field(min_length=1, max_length=128), AfterValidator(check_text)]
Certificates = Annotated[str, Field(max_length=200_000), AfterValidator(check_certificates)]


class Connection(BaseModel, ABC, frozen=True):
    """Where a source is and how to reach it, without its password. Closed and strict: no unknown field.

    Attributes:
        dialect: name of the dialect plugin.
        product: what the server is called before it has said so itself.
    """

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)
    product: ClassVar[str]
    dialect: str

    @property
    @abstractmethod
    def title(self) -> str:
        """For people, e.g. ``shop on db.internal:5432`` or ``shop.db``."""

    @property
    @abstractmethod
    def place(self) -> tuple[str, ...]:
        """What makes it this source and no other."""

    @property
    @abstractmethod
    def binding(self) -> tuple[str, ...]:
        """What a stored password is bound to: dialect, host, port, user. Another target needs it typed again."""

    @property
    def source_id(self) -> str:
        """16 hexadecimal digits, the same for every connection to this source whatever the user."""
        return sha256("\0".join(self.place).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def fields(self) -> dict[str, str | int | None]:
        """The fields as plain values; the password is not one of them."""
        return self.model_dump(mode="json")


class NetworkConnection(Connection, frozen=True):
    """A source behind a host and a port."""

    host: Host = Field(title="Host", description="Name or address of the database server.")
    port: Port = Field(title="Port")
    database: Name = Field(title="Database", description="Case-sensitive on most servers.")
    user: Name = Field(title="User", description="A role that may only read; the script below makes one.")
    tls: Annotated[TlsMode, Field(strict=False)] = Field(
        default=TlsMode.VERIFY_HOST,
        title="Encryption",
        description="Anything weaker than the default is shown in the run.",
    )
    ca_certificates: Certificates | None = Field(
        default=None,
        title="Certificate authority",
        description="PEM text; leave it empty to use the authorities this machine trusts.",
    )

    @property
    def title(self) -> str:
        """Database, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.database} on {host}:{self.port}"

    @property
    def place(self) -> tuple[str, ...]:
        """Dialect, host in lower case, port and database."""
        return self.dialect, self.host.lower(), str(self.port), self.database

    @property
    def binding(self) -> tuple[str, ...]:
        """Dialect, host, port and user."""
        return self.dialect, self.host.lower(), str(self.port), self.user


class CertifiedConnection(NetworkConnection, frozen=True):
    """A source whose server may ask for a client certificate."""

    client_certificate: Certificates | None = Field(
        default=None,
        title="Client certificate",
        description="PEM text, for servers that ask for one; its private key is asked for beside it.",
    )
