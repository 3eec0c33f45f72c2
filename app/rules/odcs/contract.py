"""Rules in a data contract of the Open Data Contract Standard, version 3, read as it is.

https://bitol-io.github.io/open-data-contract-standard/latest/data-quality/. Read are ``quality`` of schema objects and
properties (``library`` and ``sql``), and the promises that stand beside it: ``required``, ``unique``, ``primaryKey``,
``logicalTypeOptions``, ``relationships``. What is known and says nothing about rows is passed over; every other key is told.
"""

from app.rules.file import Gathering
from app.rules.odcs.keys import OBJECT, PROPERTY, TOP
from app.rules.odcs.placing import Place, entries, is_true, name_of
from app.rules.odcs.promises import freshness_of, key_of, promises_of
from app.rules.odcs.quality import quality_of
from app.rules.yaml_tree import Node


def read_odcs(tree: Node, found: Gathering) -> None:
    """Gather the rules of every schema object, and how fresh the contract wants them."""
    found.unknown(tree, TOP)
    for node in entries(tree, "schema"):
        _object(node, found)
    for node in entries(tree, "slaProperties"):
        freshness_of(node, found)


def _object(node: Node, found: Gathering) -> None:
    table = name_of(node)
    if table is None:
        found.error(node, "a schema object needs its name")
        return
    found.unknown(node, OBJECT)
    key: list[tuple[int, str]] = []
    for each in entries(node, "properties"):
        column = name_of(each)
        if column is None:
            found.error(each, "a property needs its name")
            continue
        _property(each, Place(table, (column,)), found)
        if is_true(each, "primaryKey"):
            key.append((_position(each), column))
    key_of(node, Place(table), key, found)
    for each in entries(node, "quality"):
        quality_of(each, Place(table), found)


def _property(node: Node, place: Place, found: Gathering) -> None:
    found.unknown(node, PROPERTY)
    promises_of(node, place, found)
    for each in entries(node, "quality"):
        quality_of(each, place, found)


def _position(node: Node) -> int:
    """Of a column in the primary key; 0 where it is not said."""
    position = node.get("primaryKeyPosition")
    return position.value if position and isinstance(position.value, int) else 0
