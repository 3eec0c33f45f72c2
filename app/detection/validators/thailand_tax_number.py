"""Thai tax numbers of companies: thirteen digits that begin with 0, check digit modulo 11.

Issuer: Revenue Department, Department of Business Development. Source: DBD registration numbers; the check digit is
that of identity numbers.
"""

import re

from app.detection.checksums import bare
from app.detection.validators.thailand_national_id import checks

_FORM = re.compile(
    r"0[0-9]{12}|0([ \-])[0-9]{4}\1[0-9]{5}\1[0-9]{2}\1[0-9]|0-[0-9]{2}-[0-9]-[0-9]{3}-[0-9]{5}-[0-9]"
)


def is_valid(value: str) -> bool:
    """Whether the value is a company's number.

    >>> is_valid("0-99-3-000-13397-8"), is_valid("0993000133978"), is_valid("0993000133979"), is_valid("1234545678781")
    (True, True, False, False)
    """
    return _FORM.fullmatch(value) is not None and checks(bare(value))
