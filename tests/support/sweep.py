"""Looks for planted texts wherever a run could have left them, in every form in which a text travels."""

import base64
import json
import re
import sqlite3
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

SQLITE_MAGIC = b"SQLite format 3\0"
_PAUSE_SECONDS = 0.05
_GO_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "&<>"}
_URL_ALPHABET = bytes.maketrans(b"+/", b"-_")

Hit = tuple[str, str, str]
"""Place, planted text, form it was found in."""


def forms(text: str) -> dict[str, set[bytes]]:
    """How the text may stand somewhere, by the name of the form."""
    raw, json_forms = text.encode(), {spelling.encode() for spelling in _in_json(text)}
    return {
        "raw": {raw},
        "URL": {quote(text, safe="").encode(), quote(text).encode(), quote_plus(text).encode()},
        "JSON": json_forms,
        "JSON in JSON": {json.dumps(spelling)[1:-1].encode() for spelling in _in_json(text)},
        "Python": {repr(text)[1:-1].encode()},
        "base64": {piece for spelling in (raw, *json_forms) for piece in _in_base64(spelling)},
        "UTF-16": {text.encode("utf-16-le")},
    }


def _in_json(text: str) -> set[str]:
    """The inside of the JSON string, as Python writes it and as Go does, which escapes what HTML would read."""
    plain = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    return plain | {spelling.translate(_GO_ESCAPES) for spelling in plain}


def _in_base64(content: bytes) -> Iterator[bytes]:
    """The characters that depend on nothing around the content, at each of the three offsets it can have.

    Three bytes give four characters (RFC 4648 section 4); section 5 has the alphabet for URLs.
    """
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + content)
        inner = encoded[-(-offset * 8 // 6) : (offset + len(content)) * 8 // 6]
        yield inner
        yield inner.translate(_URL_ALPHABET)


class Sweep:
    """Searches for a set of texts.

    >>> sorted(Sweep(["k@te"]).hits("a file", b"user=k%40te&mail=k@te"))
    [('a file', 'k@te', 'URL'), ('a file', 'k@te', 'raw')]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._meaning: dict[bytes, tuple[str, str]] = {}
        for text in texts:
            for form, spellings in forms(text).items():
                for spelling in spellings:
                    self._meaning.setdefault(spelling, (text, form))
        longest_first = sorted(self._meaning, key=len, reverse=True)
        self._pattern = re.compile(b"|".join(map(re.escape, longest_first)))

    def hits(self, place: str, content: bytes) -> set[Hit]:
        """What of the texts stands in the content."""
        found = {match.group() for match in self._pattern.finditer(content)}
        return {(place, *self._meaning[spelling]) for spelling in found}

    def in_files(self, folder: Path) -> set[Hit]:
        """What stands in any file below the folder; SQLite files also cell by cell.

        A cell that is longer than a page is scattered over the file, so the bytes of the file alone do not do.
        """
        found: set[Hit] = set()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            with suppress(FileNotFoundError):  # a journal that went meanwhile
                found |= self._in_file(path)
        return found

    def _in_file(self, path: Path) -> set[Hit]:
        content = path.read_bytes()
        found = self.hits(path.name, content)
        return found | self._in_cells(path) if content.startswith(SQLITE_MAGIC) else found

    def in_processes(self, process_ids: Iterable[int]) -> set[Hit]:
        """What stands in their command lines and environments."""
        found: set[Hit] = set()
        for process_id in process_ids:
            for name in ("cmdline", "environ"):
                with suppress(OSError):  # it may have ended
                    found |= self.hits(f"/proc/{name}", Path(f"/proc/{process_id}/{name}").read_bytes())
        return found

    @contextmanager
    def watching_processes(self, root: int) -> Generator[set[Hit]]:
        """What stands in the processes below the root at any time during the block; filled as it goes on."""
        found: set[Hit] = set()
        over = threading.Event()

        def watch() -> None:
            while not over.wait(_PAUSE_SECONDS):
                found.update(self.in_processes(descendants(root)))

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield found
        finally:
            over.set()
            watching.join()

    def _in_cells(self, path: Path) -> set[Hit]:
        found: set[Hit] = set()
        for cell in _cells(path):
            found |= self.hits(path.name, cell)
        return found


def descendants(root: int) -> set[int]:
    """The process and everything below it."""
    found, waiting = {root}, [root]
    while waiting:
        children = children_of(waiting.pop()) - found
        found |= children
        waiting += children
    return found


def children_of(process_id: int) -> set[int]:
    """The processes it started, or adopted, that still run."""
    children: set[int] = set()
    with suppress(OSError):  # it may have ended, a thread of it likewise
        for task in Path(f"/proc/{process_id}/task").iterdir():
            with suppress(OSError):
                children |= {int(child) for child in (task / "children").read_text().split()}
    return children


def _cells(path: Path) -> Iterator[bytes]:
    # The servers write to these files meanwhile: whoever reads must wait for them, and not keep them waiting.
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)) as connection:
        connection.text_factory = bytes
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (name,) in tables:
            quoted = name.decode().replace('"', '""')
            rows = connection.execute(f'SELECT * FROM "{quoted}"').fetchall()  # noqa: S608 - a name out of the catalog
            for row in rows:
                yield from (cell for cell in row if isinstance(cell, bytes))
