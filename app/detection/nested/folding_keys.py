"""Keys that are data: a map from e-mail address, number or person to something is one path, not thousands.

A key stays in a path only if it is surely a name somebody gave a field, for paths are stored and shown: its words are
words of column names, or no type is recognised in it and its like.
"""

import re
from collections.abc import Callable, Collection

from app.detection.nested.branches import Branch, Wild

_NAME = re.compile(r"@?[^\W\d](?:[^\W\d]|[ ./:$-]|\d{1,3}(?!\d)){0,47}")
_MANY, _FEWEST, _OBJECTS, _HALF, _SELDOM = 100, 8, 4, 0.5, 0.25

KnowsName = Callable[[str], bool]
DataAmong = Callable[[Collection[str]], Collection[str]]


def fold_keys(tree: Branch, knows: KnowsName, data_among: DataAmong) -> None:
    """Fold, in place and at every depth, the keys that are data into one step.

    Args:
        tree: of a column, or a branch of it.
        knows: whether the words of a key are words of column names.
        data_among: which of some keys, taken together, are values of some sensitive type.
    """
    _fold(tree, knows, data_among)
    for step, child in tree.children.items():
        if step is not Wild.KEYS:
            fold_keys(child, knows, data_among)


def _fold(branch: Branch, knows: KnowsName, data_among: DataAmong) -> None:
    keys = branch.keys()
    unknown = {key for key in keys if not (is_name(key) and knows(key))}
    if not unknown:
        return
    odd = {key for key in unknown if not is_name(key)}
    if _is_map(branch, len(odd), len(unknown)):
        _merge(branch, unknown)
    elif folded := odd | _seldom(branch, unknown) | {*data_among(unknown)}:
        _merge(branch, folded)


def is_name(key: str) -> bool:
    """Whether a key is written as names of fields are: letters first, no long number, no mailbox, not long.

    >>> [is_name(key) for key in ("first_name", "@id", "addr 2", "ana@example.org", "4711", "id-123456", "")]
    [True, True, True, False, False, False, False]
    """
    return _NAME.fullmatch(key) is not None


def _is_map(branch: Branch, odd: int, unknown: int) -> bool:
    """Whether most keys are no names, or keys are many and most of them come once."""
    keys = branch.keys()
    if odd > _HALF * len(keys):
        return True
    if unknown < _HALF * len(keys) or len(keys) < _FEWEST:
        return False
    times = [child.times for child in keys.values()]
    seldom = len(keys) > _MANY and sum(times) < _HALF * len(keys) * branch.times
    return seldom or (branch.times >= _OBJECTS and times.count(1) > _HALF * len(keys))


def _seldom(branch: Branch, unknown: Collection[str]) -> set[str]:
    """Keys that few objects have: a name of a field comes again, a person seldom does."""
    if branch.times < _OBJECTS:
        return set()
    return {key for key in unknown if branch.children[key].times <= _SELDOM * branch.times}


def _merge(branch: Branch, keys: Collection[str]) -> None:
    """One child for all those keys, and the keys themselves as leaves of the cells in which they stand."""
    every = branch.children.setdefault(Wild.ANY, Branch())
    themselves = branch.children.setdefault(Wild.KEYS, Branch())
    for key in sorted(keys):
        child = branch.children.pop(key)
        cells = dict.fromkeys(cell for _, below in child.walk() for cell, _ in below.leaves)
        themselves.leaves += [(cell, key) for cell in cells]
        every.absorb(child)
