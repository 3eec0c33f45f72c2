"""IPv4 addresses against version numbers of four parts.

Versions begin with a small number and mostly go on so; of the addresses in use hardly one in twenty begins below 10
(IANA IPv4 address space registry: 0/8 and 10/8 are no public networks, 1/8 to 9/8 few).
"""

_SMALL, _SHARE = 10, 0.8
_VERSIONS, _ADDRESSES = -9.0, 0.5


def log_odds(values: list[str]) -> float:
    """Against addresses where most values begin with a small number.

    >>> log_odds(["1.2.3.4", "2.0.1.120"]), log_odds(["1.2.3.4", "192.168.0.1"]), log_odds([])
    (-9.0, 0.5, 0.0)
    """
    firsts = [value.partition(".")[0] for value in values]
    if not firsts:
        return 0.0
    small = sum(len(first) <= 2 and first.isdecimal() and int(first) < _SMALL for first in firsts)  # noqa: PLR2004
    return _VERSIONS if small >= _SHARE * len(firsts) else _ADDRESSES
