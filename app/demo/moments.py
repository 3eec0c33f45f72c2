"""Days and moments of the demo, counted back from a fixed day so that a seed always gives the same file."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

TODAY = date(2026, 6, 30)
"""The day the demo lives on."""


def moment(random: Random, days: int = 900) -> datetime:
    """A second within the last days before the demo's today."""
    midnight = datetime.combine(TODAY, time(), UTC)
    return midnight - timedelta(seconds=random.randrange(days * 86_400))


def day(random: Random, days: int = 900) -> date:
    """A day within the last days before the demo's today."""
    return TODAY - timedelta(days=random.randrange(days))
