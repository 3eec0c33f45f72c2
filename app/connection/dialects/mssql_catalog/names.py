"""Identifiers of Transact-SQL."""


def quoted(name: str) -> str:
    """In brackets, closing ones doubled.

    >>> quoted("order]s")
    '[order]]s]'
    """
    return f"[{name.replace(']', ']]')}]"
