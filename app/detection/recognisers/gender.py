"""Genders as words; one-letter codes and ISO/IEC 5218 digits mean too many other things."""


def is_valid(value: str) -> bool:
    """Whether the value is a word for a gender; the pattern of the type has seen to which.

    >>> is_valid("female"), is_valid("F"), is_valid("男")
    (True, False, True)
    """
    return len(value) > 1 or not value.isascii()
