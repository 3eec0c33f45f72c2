"""Text of others inside Markdown (https://spec.commonmark.org, https://github.github.com/gfm): never markup."""

import re
from collections.abc import Iterable
from typing import Final

from app.model.names import visible

_MEANINGFUL: Final = re.compile(
    r"[\\`*\[\]<>#|~&!@$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters it means nothing
    r"|^[-+=]|(?<=^\d)[.)]|(?<=\d)[.)](?=\s|$)"  # lists and headings
    r"|:(?=//)|(?<=www)\.|^\s+",  # addresses that would become links; code by indentation
    re.IGNORECASE,
)
"""What could be markup; a backslash makes any ASCII punctuation plain."""
_RUNS: Final = re.compile(r"`+")


def plain(text: str) -> str:
    r"""The text as it is, on one line, whatever it holds; line breaks become ``<br>``.

    >>> plain("customer_id *not* <b>\n| x")
    'customer_id \\*not\\* \\<b\\><br>\\| x'
    """
    return "<br>".join(_MEANINGFUL.sub(_escaped, visible(line)) for line in text.splitlines())


def code(sql: str) -> str:
    r"""SQL as code on one line, also inside a table, where a bar needs a backslash even there.

    >>> code("a || `b`")
    '`` a \\|\\| `b` ``'
    """
    line = visible(" ".join(sql.split())).replace("|", "\\|")
    if not line:
        return ""
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def block(sql: str, language: str = "sql") -> str:
    """SQL of several lines as a block of code."""
    lines = "\n".join(visible(line) for line in sql.strip("\n").splitlines())
    fence = "`" * max(3, _longest_run(lines) + 1)
    return f"{fence}{language}\n{lines}\n{fence}\n"


def grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of finished cells; empty without rows."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    if not lines:
        return ""
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{''.join(lines)}"


def _escaped(match: re.Match[str]) -> str:
    return "" if match[0].isspace() else f"\\{match[0]}"


def _longest_run(text: str) -> int:
    return max(map(len, _RUNS.findall(text)), default=0)
