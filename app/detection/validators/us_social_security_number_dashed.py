"""US social security numbers written 3-2-4: the only form that a value gives away."""

from app.detection.validators import us_social_security_number

_GROUPED = 11


def is_valid(value: str) -> bool:
    """Whether the value is an SSN in its three groups; nine bare digits may be anything.

    >>> is_valid("536-22-8726"), is_valid("536 22 8726"), is_valid("536228726"), is_valid("666-22-8726")
    (True, True, False, False)
    """
    return len(value) == _GROUPED and us_social_security_number.is_valid(value)
