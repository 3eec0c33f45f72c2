"""Payment addresses of India's Unified Payments Interface: a name and the handle of a payment provider.

Issuer: National Payments Corporation of India. Source: NPCI, "UPI third party apps" and "live members" (handles).
"""

import re

from app.detection.registries import codes

_FORM = re.compile(r"[A-Za-z0-9.\-_]{2,64}@([A-Za-z]{2,20})", re.ASCII)


def is_valid(value: str) -> bool:
    """Whether the value is an address at a known provider; a dot behind the ``@`` would make it an e-mail address.

    >>> is_valid("asha.rao@okhdfcbank"), is_valid("9876543210@ybl"), is_valid("asha@example"), is_valid("a@b.com")
    (True, True, False, False)
    """
    found = _FORM.fullmatch(value)
    return found is not None and found[1].lower() in codes("upi_handles")
