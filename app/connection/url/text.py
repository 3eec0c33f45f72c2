"""Reading pasted text safely: what it may hold at all, its escapes, and what of it an error may show.

Errors name places and parameters. A value is never shown, and a parameter's name only where it cannot be a piece
of a password that was pasted without its quotes.
"""

import re
from urllib.parse import unquote

from app.connection.fields import check_text
from app.errors import ConnectionUrlError

MOST_CHARACTERS = 4096
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PARAMETER_NAME = re.compile(r"[A-Za-z][A-Za-z_. -]{0,39}")


def refusal(problem: str) -> ConnectionUrlError:
    """The error to raise; ``problem`` completes "The connection URL cannot be read: "."""
    return ConnectionUrlError(problem=problem)


def checked(text: str) -> str:
    r"""The text without the space around it.

    Raises:
        ConnectionUrlError: it is too long or holds control characters, which some readers drop silently
            (``urllib.parse.urlsplit`` joins ``ho\nst``) and others take for an end.
    """
    text = text.strip(" \t\r\n")
    if len(text) > MOST_CHARACTERS:
        raise refusal(f"it is longer than {MOST_CHARACTERS} characters")
    return plain(text, "it")


def plain(text: str, what: str) -> str:
    """The text, if it is printable Unicode; ``what`` begins the sentence of the error."""
    try:
        check_text(text).encode()
    except UnicodeEncodeError:
        raise refusal(f"{what} is not valid Unicode") from None
    except ValueError:
        raise refusal(f"{what} holds control characters") from None
    return text


def decoded(text: str, what: str) -> str:
    """The text without its percent escapes.

    >>> decoded("p%40ss", "its password")
    'p@ss'
    """
    if _BARE_PERCENT.search(text):
        raise refusal(f"{what} holds a “%” that starts no escape; write a percent sign as %25")
    try:
        return plain(unquote(text, errors="strict"), what)
    except UnicodeDecodeError:
        raise refusal(f"{what} is not UTF-8") from None


def shown(name: str, *, after_password: bool = False) -> str:
    """How an error names a parameter that nobody knows.

    Left out are names with digits or odd characters, and whatever follows a password: both may be a piece of one.

    >>> shown("passfile"), shown("hunter2")
    ('the parameter “passfile”', 'a parameter that may be part of a value')
    """
    if not after_password and _PARAMETER_NAME.fullmatch(name):
        return f"the parameter “{name}”"
    return "a parameter that may be part of a value"
