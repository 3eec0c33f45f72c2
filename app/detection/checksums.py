"""The arithmetic that check digits of many countries share; each validator states its own weights."""

from collections.abc import Iterable
from operator import mul

_SEPARATORS = str.maketrans("", "", " -./")
_CHARACTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = bytes.maketrans(_CHARACTERS, bytes(range(len(_CHARACTERS))))


def bare(value: str) -> str:
    """The value without the marks people write between groups.

    >>> bare("12.345-6/7 8")
    '12345678'
    """
    return value if value.isdigit() else value.translate(_SEPARATORS)


def weighted(text: str, weights: Iterable[int]) -> int:
    """The sum of the characters' values (0-9, A-Z as 10-35) times the weights, up to the shorter of both.

    The text holds ASCII digits and capitals only.

    >>> weighted("12A", (1, 10, 100))
    1021
    """
    return sum(map(mul, text.encode().translate(_VALUES), weights))


def cross_sum(text: str, weights: Iterable[int]) -> int:
    """Like ``weighted``, but of each product the digits are added (15 counts as 6).

    >>> cross_sum("55", (1, 3))
    11
    """
    return sum(sum(divmod(product, 10)) for product in map(mul, text.encode().translate(_VALUES), weights))


def mod_11_10(digits: str) -> bool:
    """Whether the digits end in their check digit after ISO 7064 MOD 11,10.

    >>> mod_11_10("36574261809"), mod_11_10("36574261808")
    (True, False)
    """
    product = 10
    for digit in digits[:-1].encode().translate(_VALUES):
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (product + int(digits[-1])) % 10 == 1
