"""IPv4 addresses against version numbers: numbers of four parts whose parts all stay small are versions."""

_LARGEST_VERSION_PART = 40
_VERSIONS, _ADDRESSES = -9.0, 0.5


def log_odds(values: list[str]) -> float:
    """Against addresses where no part of any value is large.

    >>> log_odds(["1.2.3.4", "10.0.1.12"]), log_odds(["1.2.3.4", "192.168.0.1"]), log_odds([])
    (-9.0, 0.5, 0.0)
    """
    parts = [part for value in values for part in value.partition("/")[0].split(".") if part.isdecimal()]
    if not parts:
        return 0.0
    return _VERSIONS if max(len(p) > 3 or int(p) for p in parts) <= _LARGEST_VERSION_PART else _ADDRESSES  # noqa: PLR2004
