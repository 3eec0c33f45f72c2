"""What a call of ``sourcesense classify`` did; apart, because it is known before anything heavy is loaded."""

from dataclasses import dataclass


@dataclass(slots=True)
class Outcome:
    """What was done.

    Attributes:
        columns: answered.
        thinned: columns of which not every value was looked at.
        helper_peak_bytes: the most that helper processes held, added up.
    """

    columns: int = 0
    thinned: int = 0
    helper_peak_bytes: int = 0
