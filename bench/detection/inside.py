"""Longer text that holds something in some cells: notes, JSON, comma lists, log lines. Judged apart."""

from collections.abc import Callable, Iterator, Mapping
from random import Random

from bench.detection.columns import LabelledColumn
from bench.detection.contact import email
from bench.detection.drawing import fill
from bench.detection.holdings import card, github, iban, ipv4, jwt
from bench.detection.lists import own

_COLUMNS = 200
_ROWS = (20, 200)


def _card(random: Random) -> str:
    number = card(random)
    return random.choice((number, " ".join(number[i : i + 4] for i in range(0, 16, 4))))


_HELD: Mapping[str, Callable[[Random], str]] = {
    "EMAIL_ADDRESS": email,
    "PHONE_NUMBER": lambda r: fill(r, r.choice(("+49 171 %######", "+1 415-555-####", "(212) 555-####", "+44 7700 900###"))),
    "CREDIT_CARD": _card,
    "IBAN_CODE": lambda r: iban(r, r.choice(("DE", "FR", "NL", "GB", "ES"))),
    "IP_ADDRESS": ipv4,
    "SECRET": lambda r: r.choice((github, jwt))(r),
}  # fmt: skip
_NOTES = ("customer asked to be contacted at {}", "please use {} from now on", "old value {} is no longer valid", "Kunde meldet sich unter {}, bitte zurückrufen", "see ticket, {}", "{} - confirmed by front desk", "le client a laissé {}", "forwarded to {} yesterday")  # fmt: skip
_LOGS = (
    "2024-05-02 11:04:13 INFO request from {} took 12 ms",
    "WARN retry for {} (attempt 3)",
    "ERROR could not process {}: timeout",
)
_JSON = (
    '{{"event": "update", "contact": {{"value": "{}"}}, "ok": true}}',
    '{{"note": "{}", "n": 4}}',
    '[{{"k": "v", "payload": "{}"}}]',
)
_XML = ("<row><v>{}</v><n>3</n></row>", '<contact type="main" value="{}"/>')
_SHAPES = {"notes": _NOTES, "log lines": _LOGS, "json": _JSON, "xml": _XML}
_PLAIN = {"notes": "comments", "log lines": "log_lines", "json": None, "xml": None}


def columns_with_something_inside(seed: int = 1, scale: float = 1.0) -> Iterator[LabelledColumn]:
    """Half the columns hold one family or two in a tenth to all of their cells; the other half hold nothing."""
    for number in range(max(4, round(_COLUMNS * scale))):
        yield _column(Random(f"inside/{seed}/{number}"), number)


def _column(random: Random, number: int) -> LabelledColumn:
    shape = random.choice(tuple(_SHAPES))
    held = random.sample(tuple(_HELD), random.choice((1, 1, 2))) if number % 2 else []
    share = random.choice((0.1, 0.3, 1.0))
    rows = random.choice(_ROWS)
    values = [_cell(random, shape, held if random.random() < share else []) for _ in range(rows)]
    for family, place in zip(held, random.sample(range(rows), len(held)), strict=True):
        values[place] = _cell(random, shape, [family])
    return LabelledColumn(
        id=f"inside-{number}", name=random.choice(("notes", "payload", "message", "c4", "details")), table="", dtype="text", values=tuple(values),
        label=None, source=f"inside {shape}", header="telling", script="english", contains=frozenset(held), judged_apart=True, kind="inside",
    )  # fmt: skip


def _cell(random: Random, shape: str, held: list[str]) -> str:
    template = random.choice(_SHAPES[shape])
    if held:
        return template.format(_HELD[random.choice(held)](random))
    plain = _PLAIN[shape]
    if plain is not None:
        return random.choice(own("plain")[plain]["values"])
    return template.format(
        random.choice(
            (fill(random, "order ######"), "delivered", fill(random, "%##.##"), fill(random, "20##-11-2#"))
        )
    )
