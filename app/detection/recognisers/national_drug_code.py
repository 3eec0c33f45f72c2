"""National drug codes of the United States: labeller, product, package.

Source: 21 CFR 207.33; the FDA gives labeller codes below 1,000 in ten-digit codes with four digits, and five-digit
ones from 10000 to about 17000, 24 to 76 thousand in parts, and 79 to 84 thousand.
"""

_FIRST, _LAST = 10_000, 17_999
_LATER = ((21_130, 22_200), (24_000, 24_999), (25_000, 25_999), (29_300, 29_399), (33_261, 33_358), (35_356, 36_999),
          (37_000, 37_999), (40_000, 43_999), (45_802, 46_999), (47_000, 47_999), (49_000, 55_999), (57_000, 60_999),
          (61_000, 64_999), (65_000, 76_999), (78_000, 84_999))  # fmt: skip
_OLD = 999
_FOUR = 4


def is_valid(value: str) -> bool:
    """Whether the first group is the number of a labeller.

    >>> is_valid("0002-3227-30"), is_valid("50580-608-02"), is_valid("99999-9999-99"), is_valid("2023-1042-11")
    (True, True, False, False)
    """
    labeller = value.partition("-")[0]
    if not (labeller.isascii() and labeller.isdigit()):
        return False
    number = int(labeller)
    if len(labeller) == _FOUR or number <= _OLD:
        return 0 < number <= _OLD
    return _FIRST <= number <= _LAST or any(first <= number <= last for first, last in _LATER)
