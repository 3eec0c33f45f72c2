"""Words that cannot be a name without quotes, by product."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _by_product() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(files(__package__ or "").joinpath("reserved.toml").read_text(encoding="utf-8"))
    return {product: frozenset(str(words).split()) for product, words in lists.items()}


def reserved_words(product: str) -> frozenset[str]:
    """The words, in small letters; empty for a product that is not known.

    >>> "select" in reserved_words("PostgreSQL"), reserved_words("DuckDB")
    (True, frozenset())
    """
    return next((words for name, words in _by_product().items() if name in product), frozenset[str]())
