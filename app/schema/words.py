"""Names of tables and columns as words: ``CustomerOrders``, ``customer_orders`` and ``CUSTOMER-ORDERS`` are the same."""

import re
from functools import lru_cache

Words = tuple[str, ...]

_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "staff": "staff",
    "data": "data",
}
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("uses", "us"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)
"""The first that fits decides."""
_DECORATIONS = frozenset({"tbl", "table", "t", "dim", "fact", "ref", "lkp", "lookup", "mst"})


@lru_cache(maxsize=65_536)
def words(name: str) -> Words:
    """The words in small letters.

    >>> words("SupportRepID"), words("order_details2")
    (('support', 'rep', 'id'), ('order', 'details', '2'))
    """
    return tuple(piece.lower() for piece in _PIECE.findall(name))


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """An English noun in the singular; other words as they are.

    >>> [singular(word) for word in ("orders", "categories", "addresses", "status", "boxes", "people")]
    ['order', 'category', 'address', 'status', 'box', 'person']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + instead
    return word


@lru_cache(maxsize=65_536)
def noun(name: str) -> Words:
    """What a table is called, in the singular and without decorations like ``tbl``.

    >>> noun("tblOrderDetails"), noun("dim_customers")
    (('order', 'detail'), ('customer',))
    """
    whole = tuple(singular(word) for word in words(name))
    bare = tuple(word for word in whole if word not in _DECORATIONS)
    return bare if any(word.isalpha() for word in bare) else whole
