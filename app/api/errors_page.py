"""The page that problem documents point to, and the same for readers of the repository.

``python -m app.api.errors_page > frontend/form/docs/errors.html`` and, with ``--markdown``, ``> docs/errors.md``.
A test fails when either is out of date.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from app.api.guard import REFUSALS
from app.api.problems import REQUEST_INVALID, STATUS
from app.errors import (
    Category,
    SourceSenseError,
    connecting,
    inputs,
    reading,
    requests,
    services,
    signing_in,
    tables,
    tls,
)

_PLACE = re.compile(r"\{(\w+)\}")

_FIELDS = (inputs, requests, connecting, tls, signing_in, tables, reading, services)
"""The modules of ``app.errors`` in the order of the page."""

_GROUPS: dict[Category, str] = {
    Category.INVALID_INPUT: "What was entered",
    Category.UNIMPLEMENTED: "Not supported",
    Category.NOT_FOUND: "Not there",
    Category.ALREADY_EXISTS: "There already",
    Category.PRECONDITION: "Not possible as things stand",
    Category.AUTH: "Signing in to the source",
    Category.PERMISSION: "Not allowed",
    Category.SOURCE_UNAVAILABLE: "The source does not answer",
    Category.TIMEOUT: "Too slow",
    Category.RATE_LIMITED: "Too busy",
    Category.RESOURCE_EXHAUSTED: "Processes of ours",
    Category.DEPENDENCY_UNAVAILABLE: "Services of ours",
    Category.DATA_INTEGRITY: "Damaged data",
    Category.CANCELLED: "Cancelled",
    Category.INTERNAL: "Unforeseen",
}
_REQUESTS = "The request itself"

_INTRODUCTION = (
    "Every failure has a stable code, a cause and a next step. The HTTP status is that of an answer of the REST "
    "API; most failures concern one run or one table and stand in its results instead."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code with what is said about it; ``{name}`` in a text stands for evidence."""

    code: str
    title: str
    message: str
    next_step: str
    status: int


def entries() -> dict[str, list[Entry]]:
    """All codes by group, groups and codes in the order of the page."""
    kinds = [
        kind
        for field in _FIELDS
        for kind in vars(field).values()
        if isinstance(kind, type) and issubclass(kind, SourceSenseError) and hasattr(kind, "code")
    ]
    grouped = {
        title: [_of(kind) for kind in kinds if kind.category is category]
        for category, title in _GROUPS.items()
    }
    refused = [
        Entry(code=rule.code, title=rule.title, message="", next_step=rule.fix, status=rule.status)
        for rule in (REQUEST_INVALID, *REFUSALS)
    ]
    return {title: found for title, found in {_REQUESTS: refused, **grouped}.items() if found}


def html_page() -> str:
    """The page of the web server; it runs no script but the one that keeps the chosen colours."""
    groups = entries()
    rail = "\n".join(f'        <li><a href="#{_anchor(title)}">{escape(title)}</a></li>' for title in groups)
    panels = "\n".join(line for title, found in groups.items() for line in _panel(title, found))
    return _HTML.format(introduction=escape(_INTRODUCTION), rail=rail, panels=panels)


def markdown_page() -> str:
    """The same as Markdown."""
    lines = [
        "# Errors",
        "",
        "Written by `python -m app.api.errors_page --markdown`; a test fails when it is out of date.",
        "",
        _INTRODUCTION,
    ]
    for title, found in entries().items():
        lines += ["", f"## {title}", "", "| Code | HTTP | What happened | What to do |", "|---|---|---|---|"]
        lines += [_row(entry) for entry in found]
    return "\n".join(lines) + "\n"


def _of(kind: type[SourceSenseError]) -> Entry:
    message = "" if kind.message == kind.title else kind.message
    status = STATUS[kind.category]
    return Entry(code=kind.code, title=kind.title, message=message, next_step=kind.next_step, status=status)


def _row(entry: Entry) -> str:
    told, advice = (_PLACE.sub(r"*\1*", text) for text in (entry.message or entry.title, entry.next_step))
    return f"| `{entry.code}` | {entry.status} | {told} | {advice} |"


def _panel(title: str, found: list[Entry]) -> Iterator[str]:
    anchor = _anchor(title)
    yield f'      <section class="panel errors" aria-labelledby="{anchor}">'
    yield f'        <h2 id="{anchor}">{escape(title)}</h2>'
    for entry in found:
        yield f'        <article id="{entry.code}">'
        yield f"          <h3><code>{entry.code}</code> {escape(entry.title)}</h3>"
        if entry.message:
            yield f"          <p>{_filled(entry.message)}</p>"
        yield f"          <p><strong>Next step:</strong> {_filled(entry.next_step)}</p>"
        yield f'          <p class="secondary">HTTP status {entry.status}</p>'
        yield "        </article>"
    yield "      </section>"


def _filled(template: str) -> str:
    return _PLACE.sub(r"<var>\1</var>", escape(template, quote=False))


def _anchor(title: str) -> str:
    """The title as an anchor that no code can have: codes hold no hyphen in front.

    >>> _anchor("Not there")
    '-not-there'
    """
    return "-" + title.lower().replace(" ", "-")


_HTML = """\
<!doctype html>
<!-- Written by `python -m app.api.errors_page`; a test fails when it is out of date. -->
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Errors · SourceSense</title>
    <link rel="icon" href="../logo.svg" type="image/svg+xml">
    <link rel="preload" href="../fonts/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
    <link rel="stylesheet" href="../styles/tokens.css">
    <link rel="stylesheet" href="../styles/base.css">
    <link rel="stylesheet" href="../styles/layout.css">
    <link rel="stylesheet" href="../styles/errors.css">
    <script src="../js/theme.js"></script>
  </head>
  <body>
    <a class="skip button" href="#main">Skip to content</a>
    <header class="topbar">
      <a class="brand" href="../"><svg class="icon" aria-hidden="true"><use href="../icons.svg#database"/></svg>SourceSense</a>
      <a class="button" href="../">New scan</a>
    </header>
    <nav class="rail" aria-label="Kinds of errors">
      <ul>
{rail}
      </ul>
    </nav>
    <main id="main" tabindex="-1">
      <h1>Errors</h1>
      <p>{introduction}</p>
{panels}
    </main>
  </body>
</html>
"""


if __name__ == "__main__":
    sys.stdout.write(markdown_page() if "--markdown" in sys.argv[1:] else html_page())
