"""Vietnamese citizen numbers (CCCD): province, century and sex, year of birth, six digits.

Issuer: Ministry of Public Security. Source: Decree 137/2015/ND-CP, article 13.
"""

import re

_FORM = re.compile(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-3][0-9]{8}")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("001099012345")
    True
    >>> is_valid("101099012345"), is_valid("00109901234")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None
