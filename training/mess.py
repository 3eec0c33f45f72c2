"""What happens to values in real tables: casing, edges, entities, typing mistakes; mostly the same in one column."""

from collections.abc import Callable
from html import escape
from random import Random
from unicodedata import combining, normalize

Draw = Callable[[], str]


def _plain(text: str) -> str:
    return "".join(ch for ch in normalize("NFKD", text) if not combining(ch))


_CASES: tuple[tuple[float, Callable[[str], str]], ...] = (
    (70, str),
    (13, str.upper),
    (6, str.lower),
    (2, str.title),
    (4, _plain),
    (1.2, lambda t: _plain(t).upper()),
    (0.6, lambda t: t.replace(" ", "_")),
    (0.6, lambda t: f'"{t}"'),
    (0.4, lambda t: escape(t).replace("&#x27;", "&#39;")),
    (0.3, lambda t: t.replace(" ", "  ")),
    (0.3, lambda t: t + "."),
    (0.3, lambda t: t[:20]),
    (0.2, lambda t: t.replace(" ", "-")),
    (0.2, lambda t: t.replace("é", "Ã©").replace("ü", "Ã¼").replace("ö", "Ã¶").replace("á", "Ã¡")),
)


def untidy(draw: Draw, random: Random, cased: bool = True) -> Draw:
    """The draw with the mess of one column; ``cased`` where casing is no part of what the value is."""
    change = random.choices([f for _, f in _CASES], [w for w, _ in _CASES])[0] if cased else str
    typo = 0.03 if random.random() < 0.15 else 0.002

    def made() -> str:
        text = change(draw())
        if random.random() < typo and len(text) > 4:
            i = random.randrange(1, len(text) - 1)
            text = text[:i] + random.choice((text[i + 1] + text[i], "", text[i] * 2)) + text[i + 2 :]
        return text.strip()

    return made
