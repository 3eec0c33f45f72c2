"""ODBC connection strings: ``Driver={ODBC Driver 18 for SQL Server};Server=tcp:host,1433;UID=…;PWD={…}``.

https://learn.microsoft.com/en-us/sql/odbc/reference/syntax/sqldriverconnect-function: pairs end with ``;``, a value
in braces may hold anything, ``}`` doubled. Names are the same in any case.
"""

import re
from collections.abc import Mapping

from app.connection.url.parts import Parts
from app.connection.url.text import refusal, shown

_BRACED = re.compile(r"\{(?P<value>(?:[^}]|\}\})*)\}\s*(?=;|\Z)")
_BARE = re.compile(r"(?P<value>[^;{}]*)(?=;|\Z)")

DRIVERS: Mapping[str, re.Pattern[str]] = {
    "odbc-mssql": re.compile(
        r"(odbc driver \d+ for sql server|sql server( native client \d+\.\d+)?|freetds|tds)", re.IGNORECASE
    ),
    "odbc-postgresql": re.compile(
        r"(postgresql|psqlodbc)([ -]?(unicode|ansi|odbc driver))*(\(x64\))?", re.IGNORECASE
    ),
    "odbc-mysql": re.compile(
        r"(mysql|mariadb)( odbc)?( \d+(\.\d+)*)?( (unicode|ansi))?( driver)?", re.IGNORECASE
    ),
}
"""Names under which ODBC drivers are installed, by vocabulary."""

_RIVALS = ("dsn", "filedsn", "savefile")


def is_odbc(text: str) -> bool:
    """Whether the text looks like an ODBC connection string.

    >>> is_odbc("Driver={SQL Server};Server=db"), is_odbc("host=db dbname=shop")
    (True, False)
    """
    return bool(re.search(r"(\A|;)\s*(driver|dsn|filedsn)\s*=", text, re.IGNORECASE))


def read(text: str) -> Parts:
    """The pairs of the text; its ``Driver`` decides the kind of database."""
    found = pairs(text)
    for name, _ in found:
        if name.lower() in _RIVALS:
            raise refusal(f"{shown(name)} names settings of this machine; write the parameters themselves")
    drivers = [value for name, value in found if name.lower() == "driver"]
    if len(drivers) != 1:
        raise refusal("it names more than one Driver" if drivers else "it names no Driver")
    return Parts(
        vocabulary=_vocabulary(drivers[0]),
        parameters=tuple((name, value) for name, value in found if name.lower() != "driver"),
        remarks=(("Driver", "chose the kind of database; the driver itself is SourceSense's own"),),
    )


def pairs(text: str) -> list[tuple[str, str]]:
    """Names and values in order.

    >>> pairs("UID=ana;PWD={a;b}}c};")
    [('UID', 'ana'), ('PWD', 'a;b}c')]
    """
    found: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip("; "):
        name, start = _name(text, at)
        braced = text.startswith("{", start)
        value = (_BRACED if braced else _BARE).match(text, start)
        if value is None:
            raise refusal("a value in {braces} is not closed, or holds a “}” that is not doubled")
        found.append((name, value["value"].replace("}}", "}") if braced else value["value"].strip()))
        at = value.end()
    return found


def _name(text: str, at: int) -> tuple[str, int]:
    """The name that begins there, and where its value begins."""
    name, sign, rest = text[at:].partition("=")
    plain = name.lstrip("; ").rstrip()
    if not sign or any(character in plain for character in ";{}"):
        raise refusal("it holds a parameter without “=”; a value with “;” stands in {braces}")
    return plain, len(text) - len(rest.lstrip())


def _vocabulary(driver: str) -> str:
    for vocabulary, names in DRIVERS.items():
        if names.fullmatch(driver.strip()):
            return vocabulary
    raise refusal("its Driver is no known ODBC driver of SQL Server, PostgreSQL, MySQL or MariaDB")
