"""Host names below a top-level domain that exists.

Sources: RFC 1035 section 2.3.1 and RFC 1123 section 2.1 (labels), RFC 5890 (international labels), IANA Root Zone
Database (top-level domains), RFC 2606 and RFC 6761 (those nobody can register).
"""

import re

from app.detection.registries import codes

_LABEL = re.compile(
    r"[A-Za-z0-9\u0080-\uffff_](?:[A-Za-z0-9\-\u0080-\uffff_]{0,61}[A-Za-z0-9\u0080-\uffff])?"
)
_LONGEST = 253
# Kept free for examples and tests (RFC 2606, RFC 6761), for private networks (RFC 6762 appendix G, ICANN for "internal"):
# data of tests and of intranets is full of them.
_PRIVATE = frozenset(
    (
        "example",
        "test",
        "invalid",
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "corp",
        "home",
        "localdomain",
    )
)


def labels_of(host: str) -> list[str] | None:
    """The labels of a name of two or more whose last is a top-level domain; ``None`` for anything else.

    >>> labels_of("mail.example.co.uk"), labels_of("icon.png"), labels_of("müller.рф")
    (['mail', 'example', 'co', 'uk'], None, ['müller', 'рф'])
    """
    labels = host.split(".")
    if len(labels) < 2 or len(host) > _LONGEST or not _is_top(labels[-1]):  # noqa: PLR2004 - a name and its top
        return None
    return labels if all(map(_LABEL.fullmatch, labels[:-1])) else None


def _is_top(label: str) -> bool:
    if not label.isascii():
        try:
            label = label.encode("idna").decode("ascii")
        except UnicodeError:
            return False
    return label.lower() in _PRIVATE or label.lower() in codes("top_level_domains")
