"""IPv4 addresses against version numbers of four parts.

Versions begin with a small number and go on with small ones; of the public addresses in use hardly one in twenty
begins below 10 (IANA IPv4 address space registry), and few networks use small numbers only.
"""

import re

_DOTTED = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.])", re.ASCII)
_SMALL_FIRST, _SHARE = 10, 0.8
_SMALL_PART = 64
_HIGHEST_MAJOR = 32
_VERSIONS, _PERHAPS_VERSIONS, _ADDRESSES = -6.0, -5.0, 0.5


def log_odds(values: list[str]) -> float:
    """Against addresses where most values begin with a small number, or no part of any is large.

    A prefix length or a port behind some of them says that they are addresses.

    >>> log_odds(["1.2.3.4", "2.0.1.120"]), log_odds(["10.2.3.4", "12.0.1.4"]), log_odds(["1.2.3.4", "192.168.0.1"])
    (-6.0, -5.0, 0.5)
    >>> log_odds(["9.2.3.240", "11.0.1.4", "12.1.0.9"]), log_odds(["10.2.3.240", "10.0.1.4"])
    (-6.0, 0.5)
    >>> log_odds(["no address"]), log_odds(["1.2.3.0/24", "2.3.4.0/24"])
    (0.0, 0.5)
    """
    found = [match for value in values if (match := _DOTTED.match(value))]
    if not found:
        return 0.0
    if sum(match.end() < len(match.string) for match in found) * 2 > len(found):
        return _ADDRESSES
    addresses = [[int(part) for part in match.groups()] for match in found]
    if sum(address[0] < _SMALL_FIRST for address in addresses) >= _SHARE * len(addresses):
        return _VERSIONS
    firsts = [address[0] for address in addresses]
    if min(firsts) < _SMALL_FIRST and max(firsts) < _HIGHEST_MAJOR:
        return _VERSIONS
    return _PERHAPS_VERSIONS if max(map(max, addresses)) < _SMALL_PART else _ADDRESSES
