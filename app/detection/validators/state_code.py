"""Two- and three-letter codes of states and provinces of the United States, Canada, Australia and Brazil.

Issuer: national posts and statistics offices. Source: ISO 3166-2:US, :CA, :AU, :BR without the country prefix.
"""

_CODES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY PR AB BC MB NB NL NS NT NU ON PE QC SK YT NSW QLD SA TAS VIC ACT AC AP AM "
    "BA CE DF ES GO MG PB PI RJ RN RS RO RR SP SE TO".split()
)


def is_valid(value: str) -> bool:
    """Whether the value is such a code; a column needs more than that, every fifth pair of letters is one.

    >>> is_valid("CA"), is_valid("NSW"), is_valid("QQ")
    (True, True, False)
    """
    return value in _CODES
