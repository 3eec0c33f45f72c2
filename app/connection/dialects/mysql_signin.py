"""Signing in to MySQL and MariaDB without giving the password away.

PyMySQL does what the server asks for: the password in clear text, or encrypted with a key that nobody checked
(RELIABILITY M2). So the ways that show it are refused unless the other end is known: TLS with a verified
certificate, or this machine. https://dev.mysql.com/doc/dev/mysql-server/latest/page_caching_sha2_authentication_exchanges.html
"""

from importlib import import_module
from typing import Any

import pymysql
from pymysql.constants import FIELD_TYPE
from pymysql.converters import conversions

from app.connection.dialects.mysql_version import check_version
from app.connection.driver import UnsafeSignInError

_FAST_SIGN_IN = b"\x01\x03"
_NEVER = (b"mysql_clear_password", b"mysql_old_password", b"dialog")
_AS_TEXT = (FIELD_TYPE.DATE, FIELD_TYPE.DATETIME, FIELD_TYPE.TIMESTAMP, FIELD_TYPE.TIME)


# The stubs know neither the sign-in state machine nor its methods, which the package offers no public name for.
_Connection: Any = pymysql.Connection
_auth: Any = import_module("pymysql._auth")


class Refused:
    """A sign-in method that is never used."""

    def __init__(self, connection: object) -> None:
        pass

    def authenticate(self, _packet: object) -> None:
        """Send nothing."""
        raise UnsafeSignInError


class HashedOnly:
    """``caching_sha2_password`` as far as it needs no more than a salted hash."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def authenticate(self, packet: Any) -> Any:
        """Answer with the hash; refuse when the server wants the password itself."""
        if packet.is_auth_switch_request():
            self._connection.salt = packet.read_all().rstrip(b"\0")
            hashed = _auth.scramble_caching_sha2(self._connection.password, self._connection.salt)
            packet = _auth._roundtrip(self._connection, hashed)  # noqa: SLF001 - see above
        if packet.is_ok_packet():
            return packet
        if packet.get_all_data() == _FAST_SIGN_IN:
            packet = self._connection._read_packet()  # noqa: SLF001 - the driver offers nothing else here
            packet.check_error()
            return packet
        raise UnsafeSignInError


class GuardedConnection(_Connection):
    """Leaves old servers alone, and ``sha256_password`` unless the other end is known, before it says who we are."""

    other_end_known = False

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS was agreed."""
        return bool(self._secure)

    def _get_server_information(self) -> None:
        super()._get_server_information()  # pyright: ignore[reportUnknownMemberType] - see above
        check_version(str(self.get_server_info()))
        if self._auth_plugin_name == "sha256_password" and not self.other_end_known:
            raise UnsafeSignInError


class KnownConnection(GuardedConnection):
    """A connection whose other end is known, so every hashed or encrypted way is fine."""

    other_end_known = True


def methods(*, other_end_known: bool) -> dict[bytes, type[Refused | HashedOnly]]:
    """The sign-in methods that are answered by us instead of by the driver."""
    answered: dict[bytes, type[Refused | HashedOnly]] = dict.fromkeys(_NEVER, Refused)
    if not other_end_known:
        answered |= {b"sha256_password": Refused, b"caching_sha2_password": HashedOnly}
    return answered


def decoders() -> dict[Any, Any]:
    """The driver's conversions without those that change values: dates and times stay text (M11, M12)."""
    return {kind: convert for kind, convert in conversions.items() if kind not in _AS_TEXT}
