"""What adds to a risk and what takes from it, as ``weights.toml`` says."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One summand.

    Attributes:
        points: per unit of what is counted; negative lowers the risk.
        most: the most points where several are counted.
        least: cells from which an amount counts.
        families: of which the data or its neighbours are.
        types: likewise.
        categories: as ``regulation/category``, under which the data falls.
        names: words in a table's name.
    """

    title: str
    points: float
    why: str
    source: str
    most: float | None = None
    least: int = 0
    families: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Bands(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points from which a risk is medium, high, critical."""

    medium: float
    high: float
    critical: float


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, by name."""

    data: Weight
    empty: Weight
    masked: Weight
    hashed: Weight
    weakly_hashed: Weight
    amount_small: Weight
    amount_medium: Weight
    amount_large: Weight
    beside: Weight
    in_text: Weight
    special: Weight
    children: Weight
    readable: Weight
    forbidden: Weight
    secret: Weight
    bands: Bands


@cache
def weights() -> Weights:
    """Those of the file beside this module."""
    text = (files("app.compliance") / "weights.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Weights)
