"""XML in a cell, without entities.

Source: XML 1.0, fifth edition. A document type declaration is refused before anything of it is read, so no entity can be
declared, expanded or fetched ("billion laughs", CWE-776; external entities, CWE-611). Five built-in entities remain.
"""

from xml.parsers import expat

from app.detection.nested.branches import MOST_DEPTH, Leaf, Path


class _RefusedError(Exception):
    """The document declares what is not read."""


def xml_leaves(cell: str) -> list[Leaf] | None:
    """Attributes and texts of a document by the path of their elements; ``None`` for anything else.

    A document that the sample cut off gives what it holds up to there.

    >>> xml_leaves('<order id="7"><buyer>Ana</buyer><item/></order>')
    [(('order', '@id'), '7'), (('order', 'buyer'), 'Ana')]
    """
    text = cell.strip("\ufeff\0 \t\r\n")
    if len(text) < 4 or text[0] != "<" or not (text[1] in "?!_" or text[1].isalpha()):  # noqa: PLR2004 - <a/>
        return None
    reader = _Reader()
    try:
        reader.read(text)
    except (_RefusedError, expat.ExpatError):
        return None
    return reader.leaves or None


class _Reader:
    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self._path: list[str] = []
        self._texts: list[list[str]] = []

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        # Not as the last piece: a document that was cut off is no error then.
        parser.Parse(text.encode("utf-8", "replace"), False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(_local(name))
        self._texts.append([])
        for attribute, value in attributes.items():
            self._add((*self._path, f"@{_local(attribute)}"), value)

    def _end(self, _name: str) -> None:
        text = "".join(self._texts.pop()).strip()
        if text:
            self._add(tuple(self._path), text)
        self._path.pop()

    def _characters(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _add(self, path: Path, text: str) -> None:
        if len(path) <= MOST_DEPTH and path[-1] != "@xmlns":
            self.leaves.append((path, text))


def _local(name: str) -> str:
    """The name without the prefix of its namespace; the declaration of one stays what it is."""
    return "xmlns" if name.startswith("xmlns") else name.rpartition(":")[2]


def _refuse(*_declared: object) -> int:
    raise _RefusedError
