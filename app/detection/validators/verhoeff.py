"""The Verhoeff check digit.

Source: J. Verhoeff, "Error detecting decimal codes", Mathematical Centre Tracts 29 (1969): the dihedral group D5
and the powers of one permutation.
"""

_POWER_ONE = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _product(a: int, b: int) -> int:
    """Multiplication in D5 with 0-4 as rotations and 5-9 as reflections."""
    if a < 5:  # noqa: PLR2004 - rotations
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5  # noqa: PLR2004 - rotations
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5  # noqa: PLR2004 - rotations


_PRODUCTS = tuple(tuple(_product(a, b) for b in range(10)) for a in range(10))


def _powers() -> tuple[tuple[int, ...], ...]:
    rows = [tuple(range(10))]
    for _ in range(7):
        rows.append(tuple(_POWER_ONE[d] for d in rows[-1]))
    return tuple(rows)


_POWERS = _powers()


def is_valid(value: str) -> bool:
    """Whether the digits end in their Verhoeff check digit.

    >>> is_valid("2363"), is_valid("2364"), is_valid("")
    (True, False, False)
    """
    if not (value.isascii() and value.isdigit()):
        return False
    state = 0
    for position, digit in enumerate(reversed(value)):
        state = _PRODUCTS[state][_POWERS[position % 8][int(digit)]]
    return state == 0
