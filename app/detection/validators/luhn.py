"""The Luhn check digit.

Source: ISO/IEC 7812-1 annex B; H. P. Luhn, US patent 2,950,048 (1960).
"""

_DOUBLED = "0246813579"


def is_valid(value: str) -> bool:
    """Whether the digits end in their Luhn check digit; anything but ASCII digits is not valid.

    >>> is_valid("79927398713"), is_valid("79927398710"), is_valid("")
    (True, False, False)
    """
    if not (value.isascii() and value.isdigit()):
        return False
    total = sum(int(c) for c in value[::-2]) + sum(int(_DOUBLED[int(c)]) for c in value[-2::-2])
    return total % 10 == 0
