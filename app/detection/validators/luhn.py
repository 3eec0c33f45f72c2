"""The Luhn check digit.

Source: ISO/IEC 7812-1 annex B; H. P. Luhn, US patent 2,950,048 (1960).
"""

_PLAIN = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]))


def is_valid(value: str) -> bool:
    """Whether the digits end in their Luhn check digit; anything but ASCII digits is not valid.

    >>> is_valid("79927398713"), is_valid("79927398710"), is_valid("")
    (True, False, False)
    """
    if not (value.isascii() and value.isdigit()):
        return False
    digits = value.encode()
    return (sum(digits[::-2].translate(_PLAIN)) + sum(digits[-2::-2].translate(_DOUBLED))) % 10 == 0
