"""What differs between the servers, decided by product and version and never by trying."""

import re
from dataclasses import dataclass

from app.connection.session import Session

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Server:
    """A MySQL or MariaDB server and its version, e.g. ``(10, 11, 19)``."""

    is_mariadb: bool
    version: tuple[int, ...]

    @property
    def has_checks(self) -> bool:
        """MySQL 8.0.15 and older read CHECK and forget it; MariaDB lists it since 10.2.22."""
        return self.version >= ((10, 2, 22) if self.is_mariadb else (8, 0, 16))

    @property
    def has_index_expressions(self) -> bool:
        """Functional key parts are MySQL's alone."""
        return not self.is_mariadb and self.version >= (8, 0, 13)

    @property
    def has_schema_comments(self) -> bool:
        """MariaDB's alone, since 10.5."""
        return self.is_mariadb and self.version >= (10, 5)

    @property
    def index_switch(self) -> str:
        """SQL that is true where the optimizer may use an index."""
        if self.is_mariadb:
            return "IGNORED = 'NO'" if self.version >= (10, 6) else "TRUE"
        return "IS_VISIBLE = 'YES'" if self.version >= (8, 0) else "TRUE"


def server_of(session: Session) -> Server:
    """The server behind the session."""
    return Server(
        is_mariadb=session.product == "MariaDB",
        version=tuple(int(number) for number in _NUMBERS.findall(session.version)[:3]),
    )
