"""Names out of a hostile catalog, as they can be shown."""


def visible(text: str) -> str:
    r"""Control, direction and zero-width characters shown as escapes, so that they do nothing where they are printed.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
