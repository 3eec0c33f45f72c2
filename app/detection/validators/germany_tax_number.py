"""German tax numbers (Steuernummer): the thirteen digits of ELSTER, or the regional form with slashes.

Issuer: the tax offices of the states. Source: ELSTER, "Prüfung der Steuer- und Steueridentifikationsnummer": the first
digits name the state, the fifth is 0. The check digit differs by state and office and is not looked at.
"""

import re

_FORM = re.compile(
    r"(?:1[01]|2[1-4678]|3[0-2]|4[01]|5[1-9]|9[1-9])[0-9]{2}0[0-9]{8}"
    r"|[0-9]{2,3}[/ ][0-9]{3}[/ ][0-9]{5}|[0-9]{3}/[0-9]{4}/[0-9]{4}"
)


def is_valid(value: str) -> bool:
    """Whether the value has the form of a Steuernummer.

    >>> is_valid("2893081508152"), is_valid("93/815/08152"), is_valid("181/815/08155"), is_valid("6293081508152")
    (True, True, True, False)
    """
    return _FORM.fullmatch(value) is not None
