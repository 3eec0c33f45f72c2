"""Dates as tables write them: which layouts a column has, and the day that a text means.

Layouts are those of ISO 8601 and of the locales of CLDR 45 (short and medium formats), all numbers or with an English
month name.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import nan

_NUMERIC = re.compile(r"(\d{1,4})([./\-])(\d{1,2})\2(\d{2,4})(?:[ T].*)?")
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})[ .\-]+(?P<m1>[A-Za-z]{3,9})\.?,?[ .\-]+|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2}),? )(?P<y>\d{2,4})(?:[ T].*)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_DIGITS, _LAST_MONTH = 4, 12
_CENTURY, _PIVOT = 100, 69
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Layouts:
    """How often each layout occurs among the values, and how numbers with a slash or dot are read.

    Attributes:
        counts: per layout its values; those that are no date are under "".
        day_first: values whose first number can only be a day; ``month_first`` likewise.
    """

    counts: Counter[str]
    first_is_day: int
    first_is_month: int

    @property
    def day_first(self) -> bool:
        """Whether ambiguous ones are read day first: the majority of the others says."""
        return self.first_is_day >= self.first_is_month


def layout_of(text: str) -> str:
    """The layout of a date, "" for what is none.

    >>> layout_of("2024-01-31"), layout_of("31.1.2024"), layout_of("Jan 31, 2024"), layout_of("20240131"), layout_of("x")
    ('y-m-d', '9.9.y', 'Mon d, y', 'yyyymmdd', '')
    """
    if match := _NUMERIC.fullmatch(text):
        first, mark, _, last = match.groups()
        if len(first) == _YEAR_DIGITS:
            return f"y{mark}m{mark}d{'T' if 'T' in text else ''}"
        return f"9{mark}9{mark}{'y' if len(last) == _YEAR_DIGITS else 'yy'}" if len(first) <= 2 else ""
    if _COMPACT.fullmatch(text):
        return "yyyymmdd"
    if (match := _NAMED.fullmatch(text)) and _month(match["m1"] or match["m2"]):
        return "d Mon y" if match["d1"] else "Mon d, y"
    return ""


def read_layouts(values: Iterable[str]) -> Layouts:
    """The layouts of different values."""
    counts: Counter[str] = Counter()
    days = months = 0
    for value in values:
        text = value.strip()
        layout = layout_of(text)
        counts[layout] += 1
        if layout.startswith("9") and (match := _NUMERIC.fullmatch(text)):
            days += int(match[1]) > _LAST_MONTH
            months += int(match[3]) > _LAST_MONTH
    return Layouts(counts, days, months)


def day_of(text: str, *, day_first: bool) -> float:
    """Days since year 1 with fractions of a day; NaN for what is no date.

    >>> day_of("0001-01-02 12:00:00", day_first=True), day_of("3/2/2024", day_first=False) - day_of("2024-03-01", day_first=True)
    (2.5, 1.0)
    """
    text = text.strip()
    if len(text) >= 10 and text[4] == "-" == text[7]:
        try:
            moment = datetime.fromisoformat(text[:19])
        except ValueError:
            return nan
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return moment.toordinal() + seconds / _DAY_SECONDS
    parts = _parts(text, day_first=day_first)
    try:
        return float(date(*parts).toordinal()) if parts else nan
    except ValueError:
        return nan


def _parts(text: str, *, day_first: bool) -> tuple[int, int, int] | None:
    if match := _NUMERIC.fullmatch(text):
        first, _, second, third = match.groups()
        if len(first) == _YEAR_DIGITS:
            return int(first), int(second), int(third[:2])
        day, month = (int(first), int(second)) if day_first else (int(second), int(first))
        if month > _LAST_MONTH >= day:
            day, month = month, day
        return _year(third), month, day
    if _COMPACT.fullmatch(text):
        return int(text[:4]), int(text[4:6]), int(text[6:])
    if match := _NAMED.fullmatch(text):
        month = _month(match["m1"] or match["m2"])
        return (_year(match["y"]), month, int(match["d1"] or match["d2"])) if month else None
    return None


def _year(digits: str) -> int:
    """Two digits as POSIX reads them: 69 to 99 are of the last century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def text_of(day: float) -> str:
    """The day as ISO 8601 text."""
    return (date(1, 1, 1) + timedelta(days=int(day) - 1)).isoformat()
