"""Check digits, written from the published rules."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random


# Verhoeff 1969, "Error detecting decimal codes": multiplication of the dihedral group D5, permutation, inverses.
def _rotated(a: int, b: int) -> int:
    return (a - b if a >= 5 else a + b) % 5 + 5 * ((a >= 5) != (b >= 5))


_D5 = [[_rotated(a, b) for b in range(10)] for a in range(10)]
_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def digits(random: Random, count: int, first: str = "0123456789") -> str:
    """Random digits, the first one of those given."""
    return random.choice(first) + "".join(random.choices("0123456789", k=count - 1))


def weighted(body: str, weights: Sequence[int]) -> int:
    """Sum of digits by weights; letters count from A = 10.

    >>> weighted("12A", (1, 2, 3))
    35
    """
    return sum(int(character, 36) * weight for character, weight in zip(body, weights, strict=True))


def luhn(body: str) -> str:
    """The body with its check digit (ISO/IEC 7812-1 annex B).

    >>> luhn("7992739871")
    '79927398713'
    """
    odd = sum(sum(divmod(int(c) * 2, 10)) for c in body[::-2])
    return body + str(-(odd + sum(map(int, body[-2::-2]))) % 10)


def mod97(body: str) -> str:
    """Two digits behind, ISO 7064 MOD 97-10; letters count from A = 10.

    >>> mod97("5493006MHB84DD0ZWV")
    '5493006MHB84DD0ZWV18'
    """
    number = int("".join(str(int(character, 36)) for character in body + "00"))
    return f"{body}{98 - number % 97:02d}"


def mod11_10(body: str) -> str:
    """One digit behind, ISO 7064 MOD 11,10 (German tax numbers, Croatian OIB).

    >>> mod11_10("0794")
    '07945'
    """
    left = 10
    for digit in body:
        left = ((left + int(digit)) % 10 or 10) * 2 % 11
    return body + str((11 - left) % 10)


def mod11_2(body: str) -> str:
    """One digit or X behind, ISO 7064 MOD 11-2 (Chinese identity numbers).

    >>> mod11_2("079")
    '079X'
    """
    held = 0
    for digit in body:
        held = (held + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - held) % 11]


def verhoeff(body: str) -> str:
    """One digit behind, after Verhoeff.

    >>> verhoeff("236")
    '2363'
    """
    held = 0
    for place, digit in enumerate(reversed(body), start=1):
        number = int(digit)
        for _ in range(place % 8):
            number = _PERMUTATION[number]
        held = _D5[held][number]
    return body + str(_D5[held].index(0))


def born(random: Random, form: str, first: int = 1935, last: int = 2006) -> str:
    """A day of birth as ``strftime`` writes it."""
    day = date(first, 1, 1).toordinal() + random.randrange(365 * (last - first))
    return date.fromordinal(day).strftime(form)


def until(draw: Callable[[], str], right: Callable[[str], bool]) -> str:
    """Drawn again until it is right; for rules that leave some bodies without a check digit."""
    while not right(found := draw()):
        pass
    return found
