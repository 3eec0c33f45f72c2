"""What a call of ``sourcesense classify`` did; apart, because it is known before anything heavy is loaded."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """What was done.

    Attributes:
        columns: answered.
        refused: number of a line, and why it was refused.
        thinned: columns of which not every value was looked at.
        helper_peak_bytes: the most that helper processes held, added up.
    """

    columns: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    thinned: int = 0
    helper_peak_bytes: int = 0
