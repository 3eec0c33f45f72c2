"""Words made comparable: lower case, without accents.

>>> folded("Łódź"), folded("Straße")
('lodz', 'strasse')
"""

import unicodedata

# Letters that Unicode does not decompose.
_PLAIN = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def folded(text: str) -> str:
    """The text in lower case and without combining marks."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().translate(_PLAIN)
