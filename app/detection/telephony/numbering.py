"""National numbering plans: which digits are a telephone number of a country.

Source: Google's libphonenumber metadata (package ``phonenumbers``, Apache 2.0), which follows the plans that the
national regulators publish through ITU-T E.164.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import phonenumbers
import re2
from phonenumbers import PhoneMetadata

_MEMORY_BYTES = 64 << 20
_KINDS = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "voip",
    "uan",
    "personal_number",
    "pager",
)
_EXTENSION = re.compile(
    r"[ ,;]{0,2}(?:x|ext\.?|extn\.?|extension|#|poste|durchwahl|dw|int\.?|anexo) ?:?\d{1,6}$", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:tel|phone|mob|fon|t|m|p|ph|f|fax)\.?:? *(?=[+(\d])", re.IGNORECASE)
_WRITTEN = re.compile(r"\+?[\d ./()\-\u2010-\u2015\u00a0]+")
_NOT_DIGITS = re.compile(r"\D+")
_TRUNK_ZERO = re.compile(r"\(0\)")

COMMON = (
    "US", "GB", "DE", "FR", "IN", "CN", "JP", "BR", "ES", "IT", "NL", "PL", "MX", "AU", "RU", "TR", "KR", "ID", "CH",
    "AT", "BE", "SE", "PT", "ZA", "UA", "CZ", "DK", "NO", "FI", "AR", "CO", "CL", "PE", "PH", "VN", "TH", "MY", "SG",
    "HK", "TW", "IL", "AE", "SA", "EG", "NG", "KE", "PK", "BD", "IE", "NZ", "GR", "HU", "RO", "IR", "MA", "HR",
)  # fmt: skip
"""Regions whose numbers are tried where nothing names one; one plan stands for all that share it (NANP: US)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbering plan of a region.

    Attributes:
        country_code: digits behind the ``+``.
        trunk: what a national number begins with inside the country and loses behind the ``+``; empty for none.
        numbers: what the digits behind country code and trunk prefix must be.
    """

    region: str
    country_code: str
    trunk: str
    numbers: re.Pattern[str]

    def has(self, digits: str) -> bool:
        """Whether these digits, as they are dialled inside the country or behind its code, are a number of the plan.

        >>> plan_of("US").has("4155552671"), plan_of("FR").has("0142342266"), plan_of("FR").has("9942342266")
        (True, True, False)
        """
        if self.trunk and digits.startswith(self.trunk) and self.numbers.fullmatch(digits, len(self.trunk)):
            return True
        return self._bare(digits) or (
            digits.startswith(self.country_code)
            and self.numbers.fullmatch(digits, len(self.country_code)) is not None
        )

    def _bare(self, digits: str) -> bool:
        """Without the trunk prefix a national number is written only where there is none, or where cells are numbers."""
        return self.numbers.fullmatch(digits) is not None

    def is_national(self, digits: str) -> bool:
        """Whether the digits are a number behind the country code; an additional trunk zero is forgiven."""
        if self.numbers.fullmatch(digits):
            return True
        return (
            bool(self.trunk)
            and digits.startswith(self.trunk)
            and self.numbers.fullmatch(digits, len(self.trunk)) is not None
        )


@cache
def plan_of(region: str) -> Plan:
    """The plan of a region by its ISO 3166-1 code.

    Raises:
        KeyError: there is none.
    """
    metadata = PhoneMetadata.metadata_for_region(region)
    if metadata is None:
        raise KeyError(region)
    kinds = [getattr(metadata, kind) for kind in _KINDS]
    patterns = {
        kind.national_number_pattern for kind in kinds if kind is not None and kind.national_number_pattern
    }
    union = "|".join(f"(?:{pattern})" for pattern in sorted(patterns))
    return Plan(region, str(metadata.country_code), metadata.national_prefix or "", re.compile(union))


class Plans:
    """Several plans asked in one pass (RE2, https://github.com/google/re2)."""

    def __init__(self, regions: Sequence[str]) -> None:
        options: Any = re2.Options()
        options.max_mem, options.log_errors = _MEMORY_BYTES, False
        sets: Any = re2.Set
        self._plans = [plan_of(region) for region in regions]
        self._set: Any = sets.FullMatchSet(options)
        for plan in self._plans:
            before = "|".join(re.escape(digits) for digits in (plan.trunk, plan.country_code) if digits)
            self._set.Add(f"(?:{before})?(?:{plan.numbers.pattern})")
        self._sentinel: int = self._set.Add("(?s:.*)")
        self._set.Compile()

    def having(self, numbers: Iterable[str]) -> list[int]:
        """How many of the numbers each plan has, as its ``has`` says.

        >>> Plans(("US", "FR")).having(["4155552671", "0142342266", "33142342266"])
        [1, 2]
        """
        found = [0] * len(self._plans)
        for digits in numbers:
            for place in self._places(digits):
                if place != self._sentinel:
                    found[place] += 1
        return found

    def _places(self, digits: str) -> Sequence[int]:
        places: Sequence[int] | None = self._set.Match(digits)
        if places is None:  # not even what everything matches: it is out of memory
            return [place for place, plan in enumerate(self._plans) if plan.has(digits)]
        return places


@cache
def common_plans() -> Plans:
    """The plans of the common regions, in their order."""
    return Plans(COMMON)


@cache
def plans_behind(country_code: str) -> tuple[Plan, ...]:
    """The plans of the regions behind a country code; empty for a code nobody has."""
    if not country_code.isdecimal():
        return ()
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(country_code), ())
    return tuple(plan_of(region) for region in regions if region != "001")


def written_digits(value: str) -> str | None:
    """The digits of a value written as a telephone number, ``+`` in front where it is international.

    Extensions, labels and a bracketed trunk zero are left out; ``None`` where anything else stands in it.

    >>> written_digits("Tel. +49 (0)30 / 123-456 ext. 12"), written_digits("030/123456"), written_digits("A12")
    ('+4930123456', '030123456', None)
    """
    text = _EXTENSION.sub("", _PREFIX.sub("", value.strip()))
    if _WRITTEN.fullmatch(text) is None:
        return None
    international = text.startswith(("+", "(+", "00"))
    digits = _NOT_DIGITS.sub("", _TRUNK_ZERO.sub("", text))
    if not international:
        return digits
    return "+" + digits.removeprefix("00")


def region_of(number: str) -> str | None:
    """The region of an international number (``+`` and digits), ``None`` where no plan has it.

    Of the regions that share a country code the first whose plan has the number.

    >>> region_of("+4930123456"), region_of("+999123456")
    ('DE', None)
    """
    digits = number[1:]
    for length in (1, 2, 3):
        plans = plans_behind(digits[:length])
        if plans:
            rest = digits[length:]
            return next((plan.region for plan in plans if plan.is_national(rest)), None)
    return None
