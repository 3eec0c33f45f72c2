"""IPv4 addresses against version numbers of four parts.

Versions begin with a small number and go on with small ones; of the public addresses in use hardly one in twenty
begins below 10 (IANA IPv4 address space registry), and few networks use small numbers only.
"""

_SMALL_FIRST, _SHARE = 10, 0.8
_SMALL_PART = 64
_VERSIONS, _PERHAPS_VERSIONS, _ADDRESSES = -6.0, -5.0, 0.5


def log_odds(values: list[str]) -> float:
    """Against addresses where most values begin with a small number, or no part of any is large.

    >>> log_odds(["1.2.3.4", "2.0.1.120"]), log_odds(["10.2.3.4", "12.0.1.4"]), log_odds(["1.2.3.4", "192.168.0.1"])
    (-6.0, -5.0, 0.5)
    >>> log_odds(["no address"])
    0.0
    """
    addresses = [[int(part) for part in value.split(".")] for value in map(_without_prefix, values) if value]
    if not addresses:
        return 0.0
    if sum(address[0] < _SMALL_FIRST for address in addresses) >= _SHARE * len(addresses):
        return _VERSIONS
    return _PERHAPS_VERSIONS if max(map(max, addresses)) < _SMALL_PART else _ADDRESSES


def _without_prefix(value: str) -> str | None:
    """The dotted part, ``None`` for what is no row of short numbers."""
    dotted = value.partition("/")[0]
    parts = dotted.split(".")
    return dotted if all(part.isdecimal() and len(part) <= len("255") for part in parts) else None
