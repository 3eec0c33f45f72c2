"""Words that several outputs share."""

from math import floor

from app.cli.document import Document

_PERFECT_TENTHS = 1000
_STATES = {
    "scanned": "every row read",
    "filtered": "left out",
    "no_access": "no access",
    "view_error": "view fails",
}


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "table"), counted(1200, "row")
    ('1 table', '1,200 rows')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def score_text(score: float) -> str:
    """A score of 0 to 100 with one digit, rounded down as the page does, so that 100 means perfect.

    >>> score_text(98.86), score_text(99.99), score_text(100.0)
    ('98.8', '99.9', '100')
    """
    tenths = floor(score * 10 + 1e-9)
    return "100" if tenths >= _PERFECT_TENTHS else f"{tenths / 10:.1f}"


def score_words(score: float, coverage: float) -> str:
    """A score and which share of it was measured.

    >>> score_words(99.99, 0.43)
    '99.9 of 100 (measured 43% of it)'
    """
    return f"{score_text(score)} of 100 (measured {coverage:.0%} of it)"


def state_words(table: Document) -> str:
    """How a table was read, or why not. Values may be looked at in a sample where numbers come from every row.

    >>> state_words({"state": "sampled", "rows": 5462}), state_words({"state": "sampled", "rows": None})
    ('every row measured, values sampled', 'sampled')
    """
    is_measured = table["state"] == "sampled" and table["rows"] is not None
    return (
        "every row measured, values sampled" if is_measured else _STATES.get(table["state"], table["state"])
    )
