"""Cutting one SQL clause into its parts without a parser: enough for the columns of an index."""

import re
from collections.abc import Iterator

_PIECE = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|.""", re.DOTALL)


def top_level_parts(sql: str) -> tuple[str, ...]:
    """What stands between the commas of the first parenthesis; quoted text and inner parentheses stay whole.

    >>> top_level_parts("CREATE INDEX i ON t(lower(name), [a,b], x || ',')")
    ('lower(name)', '[a,b]', "x || ','")
    """
    return tuple("".join(part).strip() for part in _parts(sql))


def _parts(sql: str) -> Iterator[list[str]]:
    depth = 0
    part: list[str] = []
    for piece in _PIECE.findall(sql):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth == 0 and piece == ")":
            yield part
            return
        if depth == 1 and piece == ",":
            yield part
            part = []
        elif depth > 1 or (depth == 1 and piece != "("):
            part.append(piece)
