"""Finding one's way in SQL text, after SQLite's own tokenizer (https://www.sqlite.org/src/file/src/tokenize.c).

Quoted text and comments are blanked out in a copy of the same length; keywords, commas and parentheses are looked
for in the copy, and what stands between them is cut from the text.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase

_QUOTED = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL
)
_WHITE = re.compile(r"\s*")
_NAME = re.compile(r""""(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\w$]+""")
_EDGE = re.compile(r"[(),]")
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_QUOTED_BLANK = "\x01"  # in nobody's SQL, no letter and no white space
_CLOSING = {'"': '"', "`": "`", "[": "]", "'": "'"}


def blanked(sql: str) -> str:
    r"""The text with comments as spaces and quoted text as signs that mean nothing.

    >>> blanked("a -- b\nCHECK ('(')").replace(chr(1), ".")
    'a     \nCHECK (...)'
    """
    return _QUOTED.sub(_blank, sql)


def _blank(found: re.Match[str]) -> str:
    text = found[0]
    return (" " if text.startswith(("--", "/*")) else _QUOTED_BLANK) * len(text)


def capitals(text: str) -> str:
    """The letters A to Z as capitals; the length stays, which ``str.upper`` does not promise.

    >>> capitals("straße as")
    'STRAßE AS'
    """
    return text.upper() if text.isascii() else text.translate(_CAPITALS)


def words_in(text: str, words: re.Pattern[str]) -> Iterator[re.Match[str]]:
    r"""Where one of these words stands as a word; the pattern looks ahead, which is quick, and this looks back.

    >>> [found.start() for found in words_in("AS LAST AS", re.compile(r"AS(?![\w$])"))]
    [0, 8]
    """
    for found in words.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        if not (before.isalnum() or before in {"_", "$"}):
            yield found


def closing_of(text: str, begins: int) -> int:
    """Where the parenthesis closes whose inside begins there; the end of the text if it does not.

    >>> closing_of("(a, (b)) c", 1)
    7
    """
    depth = 1
    for found in _EDGE.finditer(text, begins):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return len(text)


def name_at(sql: str, blank: str, place: int) -> tuple[str | None, int]:
    """The name that stands there behind white space and comments, unquoted, and where it ends; ``None`` if none does.

    >>> sql = "CONSTRAINT /* of ours */ `a ``b` CHECK"
    >>> name_at(sql, blanked(sql), 10)
    ('a `b', 32)
    """
    white = _WHITE.match(blank, place)
    found = _NAME.match(sql, white.end() if white else place)
    return (None, place) if found is None else (unquoted(found[0]), found.end())


def unquoted(text: str) -> str:
    """The name a token stands for.

    >>> unquoted('"a""b"'), unquoted("[a b]"), unquoted("plain")
    ('a"b', 'a b', 'plain')
    """
    end = _CLOSING.get(text[:1])
    if end is None:
        return text
    return text[1:-1] if end == "]" else text[1:-1].replace(end * 2, end)


def top_level_parts(sql: str, blank: str, begins: int, ends: int) -> Iterator[str]:
    """What stands between the commas of that stretch, inner parentheses left whole.

    >>> sql = "lower(name, 1), [a,b], x || ','"
    >>> list(top_level_parts(sql, blanked(sql), 0, len(sql)))
    ['lower(name, 1)', '[a,b]', "x || ','"]
    """
    depth = 0
    for found in _EDGE.finditer(blank, begins, ends):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0 and found[0] == ",":
            yield sql[begins : found.start()].strip()
            begins = found.end()
    yield sql[begins:ends].strip()


def top_level_names(sql: str, blank: str, begins: int, ends: int) -> tuple[str, ...]:
    """The names those parts begin with."""
    parts = top_level_parts(sql, blank, begins, ends)
    return tuple(name_at(part, blanked(part), 0)[0] or "" for part in parts)


def first_parenthesis(blank: str) -> tuple[int, int]:
    """Where the inside of the first parenthesis begins and ends; both at the end of the text without one.

    >>> first_parenthesis("ON t (a, f(b)) WHERE c")
    (6, 13)
    """
    opens = blank.find("(")
    return (len(blank), len(blank)) if opens < 0 else (opens + 1, closing_of(blank, opens + 1))
