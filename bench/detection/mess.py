"""What real tables do to values: each kind of mess by name. What a value means stays what it was."""

from collections.abc import Callable, Sequence
from random import Random

_NULLS = ("NULL", "null", "N/A", "n/a", "-", "", "None", "unknown", "#N/A", "k.A.", "?", ".")
_WRONG = (
    "see notes",
    "TBD",
    "test",
    "x",
    "0",
    "ask again",
    "siehe oben",
    "to be confirmed",
    "1",
    "---",
    "inconnu",
    "error",
)
_ENTITIES = (
    ("&", "&amp;"),
    ("é", "&eacute;"),
    ("'", "&#39;"),
    ("ü", "&uuml;"),
    ("ö", "&ouml;"),
    (" ", "&nbsp;"),
    ("ñ", "&ntilde;"),
)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

Mess = Callable[[Random, Sequence[str]], list[str | None]]


def clean(_: Random, values: Sequence[str]) -> list[str | None]:
    """As drawn."""
    return list(values)


def case(random: Random, values: Sequence[str]) -> list[str | None]:
    """All upper, all lower, or each as somebody typed it."""
    way = random.choice(("upper", "lower", "mixed"))
    ways: dict[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower, "same": str}
    return [ways[random.choice(tuple(ways)) if way == "mixed" else way](value) for value in values]


def spaces(random: Random, values: Sequence[str]) -> list[str | None]:
    """Trailing, leading, doubled and no-break spaces."""
    return [random.choice(("{}", "{} ", " {}", "{}\t", "{}\u00a0", "{}   ")).format(v).replace(" ", random.choice((" ", "  "))) for v in values]  # fmt: skip


def html(random: Random, values: Sequence[str]) -> list[str | None]:
    """HTML entities that nobody decoded."""
    found: list[str | None] = []
    for value in values:
        text = value
        for plain, entity in _ENTITIES:
            text = text.replace(plain, entity) if random.random() < 0.7 else text
        found.append(text)
    return found


def nulls(random: Random, values: Sequence[str]) -> list[str | None]:
    """A third of the cells empty, each column in its own spelling or two."""
    spellings: list[str | None] = [None, *random.sample(_NULLS, 2)]
    return [random.choice(spellings) if random.random() < 0.3 else value for value in values]


def wrong(random: Random, values: Sequence[str]) -> list[str | None]:
    """One cell in ten holds something else; at least four in five stay right."""
    changed = set(random.sample(range(len(values)), max(1, len(values) // 10)))
    return [random.choice(_WRONG) if place in changed else value for place, value in enumerate(values)]


def quotes(random: Random, values: Sequence[str]) -> list[str | None]:
    """Numbers a spreadsheet was told to leave alone."""
    mark = random.choice(("'{}", '"{}"', "'{}'", '="{}"', "{}.0"))
    return [mark.format(value) for value in values]


def fullwidth(_: Random, values: Sequence[str]) -> list[str | None]:
    """Digits of a Japanese keyboard."""
    return [value.translate(_WIDE) for value in values]


def mixed(random: Random, values: Sequence[str]) -> list[str | None]:
    """Case and spaces together, some cells empty."""
    return nulls(random, [v or "" for v in spaces(random, [c or "" for c in case(random, values)])])


MESS: dict[str, Mess] = {
    "clean": clean,
    "case": case,
    "spaces": spaces,
    "html": html,
    "nulls": nulls,
    "wrong": wrong,
    "quotes": quotes,
    "fullwidth": fullwidth,
    "mixed": mixed,
}
