"""Pairs in a cell: query strings, cookies, settings, distinguished names, PostgreSQL's hstore, lines of ``key: value``.

Sources: URL Standard (application/x-www-form-urlencoded), RFC 6265 (cookies), RFC 4514 (distinguished names),
PostgreSQL manual, appendix F (hstore).
"""

import re
from urllib.parse import unquote_plus

from app.detection.nested.branches import Leaf

_KEY = r"[^\W\d][\w.\-\[\]]{0,40}"
_SPACED_KEY = r"[^\W\d][\w.\- ]{0,40}"
_QUERY = re.compile(rf"\??{_KEY}=[^&=\s]*(?:&(?:{_KEY}=[^&=\s]*)?)+")
_PAIR = re.compile(rf"\s*({_SPACED_KEY}?)\s*=\s*(.*?)\s*", re.DOTALL)
_LINE = re.compile(rf"\s*({_SPACED_KEY}?)\s*[:=]\s*(.*?)\s*", re.DOTALL)
_HSTORE = re.compile(r'\s*"((?:[^"\\]|\\.)*+)"\s*=>\s*(?:NULL|"((?:[^"\\]|\\.)*+)")\s*(?:,|\Z)', re.DOTALL)
_SEPARATORS = (";", "\n", "|", ",")
_FEWEST = 2


def pair_leaves(cell: str) -> list[Leaf] | None:
    """The values by key; ``None`` for a text that is not made of at least two pairs.

    >>> pair_leaves("email=ana%40example.org&page=2")
    [(('email',), 'ana@example.org'), (('page',), '2')]
    >>> pair_leaves("CN=Ana Silva,OU=Sales"), pair_leaves('"a"=>"1", "b"=>NULL'), pair_leaves("a = b")
    ([(('CN',), 'Ana Silva'), (('OU',), 'Sales')], [(('a',), '1')], None)
    """
    text = cell.strip()
    if "=>" in text and text[:1] == '"':
        return _hstore(text)
    if _QUERY.fullmatch(text):
        return [((key,), unquote_plus(value)) for key, value in _split(text.lstrip("?"))]
    if "=" in text:
        return next((found for mark in _SEPARATORS if (found := _pairs(text, mark, _PAIR))), None) or _lines(
            text
        )
    return _lines(text)


def _split(text: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return [(key, value) for key, _, value in pairs]


def _lines(text: str) -> list[Leaf] | None:
    return _pairs(text, "\n", _LINE) if "\n" in text else None


def _pairs(text: str, separator: str, pair: re.Pattern[str]) -> list[Leaf] | None:
    pieces = [piece for piece in text.split(separator) if piece.strip()]
    if len(pieces) < _FEWEST:
        return None
    found = [pair.fullmatch(piece) for piece in pieces]
    if not all(found):
        return None
    return [((m[1].strip(),), m[2].strip("\"'")) for m in found if m and m[2]]


def _hstore(text: str) -> list[Leaf] | None:
    leaves: list[Leaf] = []
    place = 0
    while place < len(text):
        pair = _HSTORE.match(text, place)
        if pair is None:
            return None
        if pair[2] is not None:
            leaves.append(((pair[1],), pair[2]))
        place = pair.end()
    return leaves
