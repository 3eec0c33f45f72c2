"""Numbers of ten digits that could be those of books as well.

ISBN-10 (ISO 2108:1992) and the Iranian national code share weights and modulus; they differ where the remainder is 1:
a book then ends in X, a person in 1. Columns of books are more frequent by far.
"""

_LENGTH, _MODULUS, _TEN = 10, 11, "X"
_SHARE = 0.97
_EITHER, _BOOKS = -2.5, -6.0


def log_odds(values: list[str]) -> float:
    """-6 where some end in X as books do, -2.5 where all could be books, 0 where they cannot.

    >>> log_odds(["0306406152", "080442957X", "0471958697"]), log_odds(["0306406152", "0471958697"])
    (-6.0, -2.5)
    >>> log_odds(["0000000001", "0306406152"])
    0.0
    """
    books = [value for value in values if _is_isbn(value)]
    if not books or len(books) < _SHARE * len(values):
        return 0.0
    return _BOOKS if any(book.endswith(_TEN) for book in books) else _EITHER


def _is_isbn(value: str) -> bool:
    digits = value.upper()
    if len(digits) != _LENGTH or not digits.isascii() or not digits[:-1].isdigit():
        return False
    if not (digits[-1].isdigit() or digits[-1] == _TEN):
        return False
    check = _LENGTH if digits[-1] == _TEN else int(digits[-1])
    weighted = sum(int(d) * w for d, w in zip(digits[:-1], range(_LENGTH, 1, -1), strict=True))
    return (weighted + check) % _MODULUS == 0
