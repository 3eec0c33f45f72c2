"""Five hundred names that break careless tools, from a seed.

Parts that were known to break something come alone and joined at random; some are as long as a server allows.
NUL is left out, as no server takes it.
"""

import random
from collections.abc import Iterator

ALONE = (
    *(
        "NULL",
        "null",
        "select",
        "SELECT",
        "table",
        "user",
        "order",
        "group",
        "default",
        "true",
        "primary",
        "key",
    ),
    *(
        "None",
        "nan",
        "undefined",
        "constructor",
        "__proto__",
        "id",
        "ID_",
        "rowid",
        "ctid",
        "oid",
        "xmin",
        "public",
    ),
    *(
        "'",
        '"',
        "`",
        "''",
        '""',
        "``",
        "'''",
        '"""',
        "[",
        "]",
        "[]",
        "[a]",
        "]]",
        "{}",
        "{0}",
        "{name}",
        "${x}",
    ),
    *(
        "%",
        "%%",
        "%s",
        "%(name)s",
        "%d%%",
        "100%",
        "_",
        "__",
        "\\",
        "\\\\",
        "\\n",
        "\\'",
        '\\"',
        "a\\",
        "\\x00",
    ),
    *(
        "--",
        "-- ",
        "--x",
        "/*",
        "*/",
        "/* c */",
        "/*! c */",
        "#",
        "#x",
        ";",
        "a;b",
        "; drop table x; --",
        "$1",
        "$$",
    ),
    *(
        ":a",
        "::text",
        "?",
        "??",
        "@",
        "@@version",
        "!",
        "~",
        "^",
        "&",
        "|",
        "<",
        ">",
        "<b>",
        "&amp;",
        "=",
        "+",
        "-",
    ),
    *(
        ".",
        "..",
        "a.b",
        "a.b.c",
        ".a",
        "a.",
        "/",
        "//",
        "a/b",
        "../x",
        "~/x",
        "C:\\x",
        "http://x/?a=b&c",
        "a,b",
        ",",
    ),
    *(
        "(",
        ")",
        "()",
        "(a",
        "a)",
        "f(x)",
        "a b",
        " a",
        "a ",
        "  a",
        " ",
        "\t",
        "a\tb",
        "\n",
        "a\nb",
        "\r\n",
        "a\r",
    ),
    *(
        "\x01",
        "a\x02b",
        "\x1b[31m",
        "\x7f",
        "\x0b",
        "\x0c",
        "\x1f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\ufeff",
    ),
    *(
        "ä",
        "Ä",
        "ß",
        "ẞ",
        "é",
        "e\u0301",
        "ñ",
        "n\u0303",
        "ﬀ",
        "İ",
        "\u0131",
        "K",
        "Å",
        "ø",
        "名前",
        "таблица",
        "שם",
        "اسم",
    ),
    *(
        "\u202ea",
        "\u202bx\u202c",
        "\u2066y\u2069",
        "\u200fz",
        "zero\u200bwidth",
        "a\u200db",
        "a\u00adb",
        "\ufffd",
    ),
    *(
        "\ufffe",
        "\uffff",
        "\ue000",
        "\u0301",
        "Z\u0351\u036b\u0343",
        "ﷺ",
        "\U0001d518",
        "😀",
        "👩\u200d👩\u200d👧",
        "🇩🇪",
        "𠀀",
        "\U0010ffff",
    ),
    *(
        "sqlite_x",
        "pg_x",
        "mysql",
        "information_schema",
        "PRIMARY_",
        "0",
        "00",
        "1e5",
        "0x41",
        "-1",
        "1a",
        "e1",
        "1.5",
    ),
)
_PARTS = (*ALONE, *"abcXYZ019_", "table", "Name", "kunde", "ü", "数", " ", " ")
_LENGTHS = (62, 63, 64, 65, 127, 128)
_FILLERS = ("x", "é", "名", "'", '"', "`", "\\", "%", " y", "😀", "]", "\n")


def hostile_names(seed: int, count: int = 500) -> list[str]:
    """That many names, no two of them alike for a server that cuts them or takes capitals and small letters as one."""
    made: dict[str, str] = {}
    for name in _endless(random.Random(seed)):  # noqa: S311 - a seed makes the corpus repeatable
        made.setdefault(_likeness(name), name)
        if len(made) == count:
            return list(made.values())
    raise AssertionError


def cut(name: str, *, limit_bytes: int | None = None, limit_characters: int | None = None) -> str:
    """As much of the name as a server keeps."""
    kept = name if limit_characters is None else name[:limit_characters]
    return kept if limit_bytes is None else kept.encode()[:limit_bytes].decode("utf-8", "ignore")


def _endless(dice: random.Random) -> Iterator[str]:
    yield from ALONE
    for place, (length, filler) in enumerate((length, filler) for length in _LENGTHS for filler in _FILLERS):
        yield (f"{place}{filler}" + filler * length)[:length]
    while True:
        yield "".join(dice.choice(_PARTS) for _ in range(dice.randint(2, 7)))


def _likeness(name: str) -> str:
    return cut(name, limit_bytes=63, limit_characters=60).casefold()
