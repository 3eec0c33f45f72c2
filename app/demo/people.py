"""Made-up people: who they are, how to reach them, where they live.

Telephone numbers come from the ranges that regulators keep free for fiction, where a country has some
(US 555-01xx; Ofcom, Bundesnetzagentur and Arcep lists); mail addresses from reserved or invented domains.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo import words
from app.demo.check_digits import number
from app.demo.moments import TODAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One made-up person; ``gender`` is ``f`` or ``m``."""

    first_name: str
    last_name: str
    gender: str
    country: str
    born: date
    email: str
    phone: str
    street: str
    postal_code: str
    city: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def make_people(random: Random, count: int, *, youngest: int = 18, oldest: int = 90) -> list[Person]:
    """That many people of the given ages, no two with the same mail address."""
    addresses: set[str] = set()
    people: list[Person] = []
    for _ in range(count):
        country = random.choice(words.COUNTRIES)
        gender = random.choice("fm")
        first_names = (words.FEMALE_NAMES if gender == "f" else words.MALE_NAMES)[country]
        first, last = random.choice(first_names.split()), random.choice(words.LAST_NAMES[country].split())
        people.append(
            Person(
                first_name=first,
                last_name=last,
                gender=gender,
                country=country,
                born=TODAY - timedelta(days=random.randrange(youngest * 365, oldest * 365)),
                email=_new_address(random, first, last, addresses),
                phone=phone(random, country),
                street=_street(random, country),
                postal_code=_postal_code(random, country),
                city=random.choice(words.CITIES[country].split(",")),
            )
        )
    return people


def ascii_word(text: str) -> str:
    """The word in lower-case ASCII letters, as it stands in user names.

    >>> ascii_word("Łukasz"), ascii_word("Jürgen")
    ('lukasz', 'jurgen')
    """
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("ß", "ss"))
    return "".join(character for character in plain if "a" <= character <= "z")


def _new_address(random: Random, first: str, last: str, taken: set[str]) -> str:
    first, last = ascii_word(first), ascii_word(last)
    form = random.choice(("{0}.{1}", "{0}{1}", "{2}.{1}", "{1}.{0}", "{0}_{1}"))
    local = form.format(first, last, first[0])
    address = f"{local}@{random.choice(words.MAIL_DOMAINS)}"
    while address in taken:
        address = f"{local}{random.randrange(1, 9_999)}@{random.choice(words.MAIL_DOMAINS)}"
    taken.add(address)
    return address


def phone(random: Random, country: str) -> str:
    """A telephone number in one of the forms people of that country write."""
    return _PHONES[country](random)


def _us_phone(random: Random) -> str:
    area = random.choice((503, 720, 512, 614, 608, 208, 919, 520, 518, 912, 206, 312, 415, 617, 303))
    line = f"01{number(random, 2)}"
    form = random.choice(("({0}) 555-{1}", "{0}-555-{1}", "+1 {0} 555 {1}", "+1{0}555{1}", "{0}.555.{1}"))
    return form.format(area, line)


def _uk_phone(random: Random) -> str:
    start, length = random.choice(
        (("20 7946 0", 3), ("113 496 0", 3), ("121 496 0", 3), ("161 496 0", 3), ("7700 900", 3))
    )
    return random.choice(("0", "+44 ", "0044 ")) + start + number(random, length)


def _german_phone(random: Random) -> str:
    start = random.choice(("30 23125", "69 90009", "40 66969", "221 4710", "89 99998"))
    return random.choice(("0", "+49 ", "+49 (0)")) + start + number(random, 3)


def _french_phone(random: Random) -> str:
    start = random.choice(("1 99 00", "2 61 91", "3 53 01", "4 65 71", "5 36 49", "6 39 98"))
    return f"{random.choice(('0', '+33 '))}{start} {number(random, 2)} {number(random, 2)}"


def _dutch_phone(random: Random) -> str:
    return random.choice(("06-{0}", "+31 6 {0}", "+316{0}")).format(number(random, 8))


def _spanish_phone(random: Random) -> str:
    parts = (f"6{number(random, 2)}", number(random, 3), number(random, 3))
    return random.choice(("{} {} {}", "+34 {} {} {}", "+34{}{}{}")).format(*parts)


def _polish_phone(random: Random) -> str:
    parts = (f"5{number(random, 2)}", number(random, 3), number(random, 3))
    return random.choice(("{}-{}-{}", "+48 {} {} {}", "+48{}{}{}")).format(*parts)


_PHONES: dict[str, Callable[[Random], str]] = {
    "US": _us_phone,
    "GB": _uk_phone,
    "DE": _german_phone,
    "FR": _french_phone,
    "NL": _dutch_phone,
    "ES": _spanish_phone,
    "PL": _polish_phone,
}


def _street(random: Random, country: str) -> str:
    street = random.choice(words.STREETS[country].split(","))
    house = random.randrange(1, 240)
    return f"{house} {street}" if country in {"US", "GB", "FR"} else f"{street} {house}"


def _postal_code(random: Random, country: str) -> str:
    if country == "GB":
        return f"{random.choice(('LS', 'BS', 'NR', 'EX', 'CF', 'SN'))}{random.randrange(1, 20)} {random.randrange(1, 10)}AB"
    if country == "NL":
        return f"{random.randrange(1000, 9999)} {random.choice('ABDEGH')}{random.choice('KLMNPR')}"
    if country == "PL":
        return f"{random.randrange(10, 99)}-{number(random, 3)}"
    return f"{random.randrange(10_000, 52_000)}"
