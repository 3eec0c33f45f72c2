"""How often a failed task is tried again, and after how long: one table, by error category.

Temporal is the only owner of retries. A task's own policy allows the largest number of attempts in the table;
the error boundary ends the retrying earlier where the table says so, and sets the delay.

Sources of the numbers: an authentication failure is never retried, because three wrong passwords lock accounts
(docs: RELIABILITY T20); waiting for a store or a source is bounded by 15 minutes (promise F7); a crash of our own
reader is tried once more because the operating system may have killed it for another process's memory.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.errors import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """How one category is retried.

    Attributes:
        at_most: attempts in all, the first included.
        first_delay_seconds: delay before the second attempt; it doubles for each further one.
        longest_delay_seconds: upper limit of the delay.
    """

    at_most: int
    first_delay_seconds: float = 0.0
    longest_delay_seconds: float = 0.0

    def delay_after(self, attempt: int) -> timedelta | None:
        """The delay before the next attempt; ``None`` when ``attempt`` (from 1) was the last one.

        >>> Attempts(at_most=4, first_delay_seconds=1, longest_delay_seconds=3).delay_after(3)
        datetime.timedelta(seconds=3)
        """
        if attempt >= self.at_most:
            return None
        seconds = min(self.first_delay_seconds * 2 ** (attempt - 1), self.longest_delay_seconds)
        return timedelta(seconds=seconds)


ONCE = Attempts(at_most=1)

ATTEMPTS: dict[Category, Attempts] = {
    Category.CANCELLED: ONCE,
    Category.AUTH: ONCE,
    Category.PERMISSION: ONCE,
    Category.NOT_FOUND: ONCE,
    Category.ALREADY_EXISTS: ONCE,
    Category.INVALID_INPUT: ONCE,
    Category.PRECONDITION: ONCE,
    Category.DATA_INTEGRITY: ONCE,
    Category.UNIMPLEMENTED: ONCE,
    Category.INTERNAL: Attempts(at_most=2, first_delay_seconds=1, longest_delay_seconds=1),
    Category.RESOURCE_EXHAUSTED: Attempts(at_most=2, first_delay_seconds=5, longest_delay_seconds=5),
    Category.TIMEOUT: Attempts(at_most=2, first_delay_seconds=5, longest_delay_seconds=5),
    Category.RATE_LIMITED: Attempts(at_most=4, first_delay_seconds=5, longest_delay_seconds=60),
    Category.SOURCE_UNAVAILABLE: Attempts(at_most=4, first_delay_seconds=2, longest_delay_seconds=10),
    # 1 + 2 + 4 + 8 + 16 + 27 times 30 s: about 14 minutes of waiting for our own services.
    Category.DEPENDENCY_UNAVAILABLE: Attempts(at_most=32, first_delay_seconds=1, longest_delay_seconds=30),
}

MOST_ATTEMPTS = max(attempts.at_most for attempts in ATTEMPTS.values())
"""What the tasks' own policy allows; losing a worker (no error of ours) may use all of it."""
