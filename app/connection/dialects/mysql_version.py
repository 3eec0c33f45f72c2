"""What a MySQL or MariaDB server says it is, and whether that is new enough."""

from app.connection.dialects.base import Failure
from app.connection.driver import KnownFailureError

_OLDEST = {"MySQL": (8, 0), "MariaDB": (10, 3)}
_NO_NUMBER = 999


def product_of(server: str) -> tuple[str, str]:
    """Product and version of a greeting.

    >>> product_of("5.5.5-10.11.19-MariaDB-0+deb12u1"), product_of("8.0.15")
    (('MariaDB', '10.11.19'), ('MySQL', '8.0.15'))
    """
    product = "MariaDB" if "mariadb" in server.lower() else "MySQL"
    return product, server.removeprefix("5.5.5-").split("-")[0]


def check_version(server: str) -> None:
    """``KnownFailureError`` for a greeting of a server that is too old; what is no number counts as the newest.

    >>> check_version("8.0.15")
    >>> check_version("5.7.44-log")
    Traceback (most recent call last):
    ...
    app.connection.driver.KnownFailureError: 5.7.44
    """
    product, version = product_of(server)
    numbers = tuple(int(part) if part.isdigit() else _NO_NUMBER for part in version.split(".")[:2])
    if numbers < _OLDEST[product]:
        raise KnownFailureError(Failure("old", version))
