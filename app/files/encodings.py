"""Which encoding a file of text has, judged by its beginning."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FEW = 0.2
_HALF = 0.3


def encoding_of(beginning: bytes) -> str:
    """UTF-8, UTF-16 or UTF-32 by byte order mark or by where NUL bytes stand, else UTF-8 or Windows-1252.

    Text that is UTF-8 but for a few bytes stays UTF-8; the bytes become lone surrogates.

    >>> encoding_of("é,ö".encode()), encoding_of("é;ö".encode("latin-1")), encoding_of(b"a,b")
    ('utf-8', 'cp1252', 'utf-8')
    """
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    if beginning and beginning[1::2].count(0) > _HALF * len(beginning):
        return "utf-16-le"
    if beginning and beginning[::2].count(0) > _HALF * len(beginning):
        return "utf-16-be"
    # A character may be cut off at the end of the beginning.
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(beginning)
    beyond = [c for c in text if not c.isascii()]
    broken = sum("\udc80" <= c <= "\udcff" for c in beyond)
    return "utf-8" if broken <= _FEW * len(beyond) else "cp1252"


def errors_of(encoding: str) -> str:
    """How bytes that the encoding does not know are read: as lone surrogates or replaced, never as a failure."""
    return "surrogateescape" if encoding.startswith("utf-8") else "replace"
