"""Values that may be shown: enough to recognise what a column holds, never enough to know a value.

At most a quarter of the letters and digits stay, and at most four; separators stay because they are format.
Types unknown here, secrets among them, show nothing but their format.
"""

from collections.abc import Iterable
from enum import StrEnum

MASK = "•"
_LONGEST_EXEMPLAR = 40


class Reveal(StrEnum):
    """Which end of a value may be shown."""

    NOTHING = "nothing"
    FIRST = "first"
    LAST = "last"
    MAILBOX = "mailbox"


_FIRST = ("PERSON_NAME", "FIRST_NAME", "LAST_NAME", "CITY", "STATE_PROVINCE", "COUNTRY", "ORGANIZATION",
          "OCCUPATION", "STREET_ADDRESS", "USERNAME", "NATIONALITY")  # fmt: skip
_LAST = ("PHONE_NUMBER", "FAX_NUMBER", "CREDIT_CARD_NUMBER", "IBAN_CODE", "SWIFT_CODE", "IMEI",
         "VEHICLE_IDENTIFICATION_NUMBER", "FINANCIAL_ACCOUNT_NUMBER")  # fmt: skip
_REVEALS: dict[str, Reveal] = {
    **dict.fromkeys(_FIRST, Reveal.FIRST),
    **dict.fromkeys(_LAST, Reveal.LAST),
    "EMAIL_ADDRESS": Reveal.MAILBOX,
}


def mask(type_id: str, value: str) -> str:
    """The value as it may be shown for that type; the empty value stays empty.

    >>> mask("EMAIL_ADDRESS", "john.miller@example.org")
    'j•••.••••••@•••••••.•••'
    >>> mask("CREDIT_CARD_NUMBER", "4111 1111 1111 1111")
    '•••• •••• •••• 1111'
    >>> mask("PASSWORD", "hunter2")
    '•••••••'
    """
    text = value[:_LONGEST_EXEMPLAR]
    marks = [index for index, character in enumerate(text) if character.isalnum()]
    reveal = _REVEALS.get(type_id, Reveal.NOTHING)
    shown = _shown(reveal, marks, len(text) == len(value))
    return "".join(c if i in shown or _is_format(c) else MASK for i, c in enumerate(text))


def masked(type_id: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values masked, each mask once."""
    return tuple(dict.fromkeys(mask(type_id, value) for value in values))


def _is_format(character: str) -> bool:
    return character.isascii() and not character.isalnum() and character.isprintable()


def _shown(reveal: Reveal, marks: list[int], whole: bool) -> frozenset[int]:
    budget = min(4, len(marks) // 4)
    if budget == 0 or reveal is Reveal.NOTHING:
        return frozenset()
    if reveal is Reveal.LAST:
        # The end of a value that was cut is not its end, and says nothing to whoever knows the value.
        return frozenset(marks[-budget:]) if whole else frozenset()
    return frozenset(marks[:1])
