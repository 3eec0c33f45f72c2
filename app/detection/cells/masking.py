"""Values that may be shown: enough to recognise what a column holds, never enough to know a value.

The format stays: separators, and as many marks as there were characters. Of letters and digits at most a quarter stays
and at most four, only where at least six others are hidden, and only of a few types (``_REVEALS``). Where the format
itself would tell the value it does not stay either:

- a value under five characters is as wide as one of five;
- words from closed lists, ages, sums and passwords are of one width, for among few words the length decides;
- the name of a month is as wide as any other;
- separators stay only where at least as many characters are hidden.

Types unknown here, secrets among them, show nothing but their format. Sources of the limits: PCI DSS v4.0.1, 3.4.1 (the
last four digits of a card at most); the rest is our own, tested against readers who know every word of a list.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

MASK = "•"
_LONGEST_EXEMPLAR = 40
_NARROWEST = 5
"""Characters of the narrowest mask."""

_SHARE, _MOST_SHOWN, _FEWEST_HIDDEN = 4, 4, 6
_SHORTEST_WORD, _FEWEST_WORDS = 4, 2
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH = MASK * 3


class Reveal(StrEnum):
    """What of a value may be shown.

    ``first``: the first letter of several words, if the first is no short one and the script has capitals (of others one
    character can be a whole name); ``last``: the end; ``format``: separators and widths alone; ``date``: the same with
    months of one width; ``nothing``: not even the width.
    """

    FIRST = "first"
    LAST = "last"
    FORMAT = "format"
    DATE = "date"
    NOTHING = "nothing"


_FIRST = ("PERSON_NAME", "ORGANIZATION", "STREET_ADDRESS", "USERNAME", "EMAIL_ADDRESS")
_LAST = ("PHONE_NUMBER", "FAX_NUMBER", "CREDIT_CARD_NUMBER", "IBAN_CODE", "SWIFT_CODE", "IMEI",
         "VEHICLE_IDENTIFICATION_NUMBER", "FINANCIAL_ACCOUNT_NUMBER")  # fmt: skip
_DATE = ("DATE_OF_BIRTH", "BIRTH_DAY")
_OF_FEW = (
    "AGE", "AGE_BAND", "ALLERGY", "BLOOD_TYPE", "CARD_SERVICE_CODE", "CARD_VERIFICATION_CODE", "COUNTRY",
    "COUNTRY_CODE", "CREDIT_CARD_EXPIRATION_DATE", "CREDIT_CARD_EXPIRY_MONTH", "CRIMINAL_RECORD", "DIAGNOSIS_TEXT",
    "DISABILITY_STATUS", "ETHNIC_GROUP", "GENDER", "IMMIGRATION_STATUS", "INSURANCE_CLASS", "LAB_RESULT", "LANGUAGE",
    "LANGUAGE_CODE", "MARITAL_STATUS", "MEDICATION_NAME", "NATIONALITY", "OCCUPATION", "PASSWORD", "POLITICAL_AFFILIATION",
    "RELIGION", "SALARY", "SECURITY_QUESTION_ANSWER", "SEXUAL_ORIENTATION", "STATE_CODE", "STATE_PROVINCE",
    "TRADE_UNION",
)  # fmt: skip
_REVEALS: dict[str, Reveal] = {
    **dict.fromkeys(_FIRST, Reveal.FIRST),
    **dict.fromkeys(_LAST, Reveal.LAST),
    **dict.fromkeys(_DATE, Reveal.DATE),
    **dict.fromkeys(_OF_FEW, Reveal.NOTHING),
}


def mask(type_id: str, value: str) -> str:
    """The value as it may be shown for that type; the empty value stays empty.

    >>> mask("EMAIL_ADDRESS", "john.miller@example.org")
    'j•••.••••••@•••••••.•••'
    >>> mask("CREDIT_CARD_NUMBER", "4111 1111 1111 1111")
    '•••• •••• •••• 1111'
    >>> mask("DATE_OF_BIRTH", "7 March 1980"), mask("GENDER", "female"), mask("FIRST_NAME", "Li")
    ('• ••• ••••', '•••••', '•••••')
    """
    reveal = _REVEALS.get(type_id, Reveal.FORMAT)
    if not value:
        return ""
    if reveal is Reveal.NOTHING or len(value) < _NARROWEST:
        return MASK * _NARROWEST
    if reveal is Reveal.DATE:
        return _formatted(_LETTERS.sub(_MONTH, value), frozenset())
    return _formatted(value, _shown(reveal, value))


def masked(type_id: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values masked, each mask once."""
    return tuple(dict.fromkeys(mask(type_id, value) for value in values))


def _formatted(value: str, shown: frozenset[int]) -> str:
    text = value[:_LONGEST_EXEMPLAR]
    marks = sum(map(_is_format, text))
    keeps_format = marks <= len(text) - len(shown) - marks
    return "".join(c if i in shown or (keeps_format and _is_format(c)) else MASK for i, c in enumerate(text))


def _is_format(character: str) -> bool:
    return character.isascii() and not character.isalnum() and character.isprintable()


def _shown(reveal: Reveal, value: str) -> frozenset[int]:
    """The places that stay."""
    text = value[:_LONGEST_EXEMPLAR]
    marks = [index for index, character in enumerate(text) if character.isalnum()]
    budget = min(_MOST_SHOWN, len(marks) // _SHARE, len(marks) - _FEWEST_HIDDEN)
    if budget <= 0:
        return frozenset()
    if reveal is Reveal.LAST:
        # The end of a value that was cut is not its end, and says nothing to whoever knows the value.
        return frozenset(marks[-budget:]) if len(text) == len(value) else frozenset()
    return _initial(text) if reveal is Reveal.FIRST else frozenset()


def _initial(text: str) -> frozenset[int]:
    words = list(_WORD.finditer(text))
    if len(words) < _FEWEST_WORDS or len(words[0][0]) < _SHORTEST_WORD:
        return frozenset()
    first = words[0][0][0]
    return frozenset({words[0].start()}) if first.lower() != first.upper() else frozenset()
