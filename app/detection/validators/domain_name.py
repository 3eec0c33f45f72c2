"""Domain names: labels below a top-level domain that exists, and no file name.

Issuer: ICANN and the registries. Sources: RFC 1035 section 2.3.1, IANA Root Zone Database.
"""

from app.detection.encodings.host_name import labels_of

# Top-level domains that end the names of files, and those that are words of programs (user.name, order.id).
_FILE_ENDINGS = frozenset({"zip", "mov", "sh", "py", "rs", "md", "ps", "so", "app", "cab", "bin"})
_WORDS = frozenset(
    {"name", "id", "email", "data", "date", "post", "total", "city", "phone", "link", "download", "here"}
)
_REVERSED = frozenset({"com", "org", "net", "edu", "gov", "io"})


def is_valid(value: str) -> bool:
    """Whether the value is a domain name; packages that begin with ``com.`` are none, nor is ``user.name``.

    >>> is_valid("shop.example.co.uk"), is_valid("backup.zip"), is_valid("com.example.app"), is_valid("user.name")
    (True, False, False, False)
    """
    if "_" in value:
        return False
    labels = labels_of(value.rstrip("."))
    if labels is None or labels[0].isdecimal():
        return False
    top = labels[-1].lower()
    return top not in _FILE_ENDINGS and top not in _WORDS and labels[0].lower() not in _REVERSED
