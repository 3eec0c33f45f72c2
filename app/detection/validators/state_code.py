"""Two- and three-letter codes of states and provinces of the United States, Canada, Australia and Brazil.

Issuer: national posts and statistics offices. Source: ISO 3166-2:US, :CA, :AU, :BR without the country prefix.
"""

from app.detection.gazetteers import words


def is_valid(value: str) -> bool:
    """Whether the value is such a code; a column needs more than that, every fifth pair of letters is one.

    >>> is_valid("CA"), is_valid("NSW"), is_valid("QQ")
    (True, True, False)
    """
    return value.isupper() and value.lower() in words("state_codes")
