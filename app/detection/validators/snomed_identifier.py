"""Identifiers of SNOMED CT components.

Issuer: SNOMED International. Source: SNOMED CT Technical Implementation Guide, SCTID: the last digit is Verhoeff's, the
two before it the partition (concept, description or relationship, of the core or of an extension).
"""

from app.detection.validators import verhoeff

_PARTITIONS = frozenset({"00", "01", "02", "10", "11", "12"})
_SHORTEST, _LONGEST = 6, 18


def is_valid(value: str) -> bool:
    """Whether length, partition and check digit are right.

    >>> is_valid("73211009"), is_valid("195967001"), is_valid("73211008"), is_valid("73211309"), is_valid("")
    (True, True, False, False, False)
    """
    if not (_SHORTEST <= len(value) <= _LONGEST and value.isascii() and value.isdigit()):
        return False
    return value[-3:-1] in _PARTITIONS and verhoeff.is_valid(value)
