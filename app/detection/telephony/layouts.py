"""How telephone numbers are grouped when people write them, by country.

Source: the number formats of Google's libphonenumber metadata, with the trunk prefix where the format has it.
"""

import re
from functools import cache
from itertools import product

from phonenumbers import PhoneMetadata

from app.detection.telephony.numbering import COMMON, Plan, plan_of

Layout = tuple[int, ...]
"""Lengths of the groups of digits."""

_GROUP = re.compile(r"\\d(?:\{(\d+)(?:,(\d+))?\})?")
_DIGITS = re.compile(r"\d+")
_FEWEST, _MOST = 8, 13
_TWO, _INDIAN = 2, (5, 5)
_AMBIGUOUS = frozenset({(4, 4), (2, 2, 4), (4, 2, 2), (3, 2, 4), (4, 4, 4), (4, 4, 4, 4)})
"""Ranges of years, dates, social security numbers and cards are written so as well."""


def layout_of(value: str) -> Layout:
    """The lengths of the value's groups of digits.

    >>> layout_of("(030) 123-456")
    (3, 3, 3)
    """
    return tuple(map(len, _DIGITS.findall(value)))


@cache
def plans_by_layout() -> dict[Layout, tuple[Plan, ...]]:
    """The plans whose numbers are written in a layout that hardly anything else is written in."""
    found: dict[Layout, list[Plan]] = {}
    for region in COMMON:
        for layout in _layouts(region):
            if _is_telling(layout):
                found.setdefault(layout, []).append(plan_of(region))
    return {layout: tuple(plans) for layout, plans in found.items()}


def _layouts(region: str) -> set[Layout]:
    metadata = PhoneMetadata.metadata_for_region(region)
    layouts: set[Layout] = set()
    for each in metadata.number_format if metadata else ():
        with_trunk = "\\1" in (each.national_prefix_formatting_rule or "")
        trunk = len(metadata.national_prefix or "") if metadata and with_trunk else 0
        for lengths in product(*map(_lengths, _GROUP.finditer(each.pattern or ""))):
            layouts |= {lengths, (lengths[0] + trunk, *lengths[1:])}
            layouts |= {(trunk, *lengths)} if trunk else set()
    return layouts


def _lengths(group: re.Match[str]) -> range:
    r"""The lengths that ``\d{a,b}`` has."""
    least = int(group[1] or 1)
    return range(least, int(group[2] or least) + 1)


def _is_telling(layout: Layout) -> bool:
    """Not the thousands of a large number, no date, long enough, and of more than two groups: many numbers have two."""
    thousands = layout[0] <= 3 and set(layout[1:]) == {3}  # noqa: PLR2004 - three digits are a thousand
    return (
        (len(layout) > _TWO or layout == _INDIAN)
        and _FEWEST <= sum(layout) <= _MOST
        and not thousands
        and layout not in _AMBIGUOUS
    )
