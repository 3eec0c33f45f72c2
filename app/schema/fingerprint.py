"""A digest of what a schema is: equal exactly when ``app.schema.diff`` finds no difference.

The order in which a catalog gives tables, keys and indexes plays no part, the order of a table's columns does.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from app.model.schema import Snapshot, Table
from app.schema.parts import Facts, Parts, Place, loose_parts, parts_of_table

_FORM = "sourcesense schema 1"
"""Counted up when other facts are taken in, so that digests of different forms never seem comparable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Digests of 32 hexadecimal digits: of everything, and of each table by its id."""

    whole: str
    tables: dict[str, str]


def fingerprint(snapshot: Snapshot) -> Fingerprint:
    """The digests of a snapshot."""
    tables = {table.id: fingerprint_of_table(table) for table in snapshot.tables}
    loose = _lines(loose_parts(snapshot))
    return Fingerprint(whole=_digest([*sorted(tables.values()), *loose]), tables=tables)


def fingerprint_of_table(table: Table) -> str:
    """The digest of one table with everything that belongs to it, its name included."""
    return _digest(_lines(parts_of_table(table)))


def _lines(parts: Parts) -> list[str]:
    return sorted(_line(place, facts) for place, facts in parts.items())


def _line(place: Place, facts: Facts) -> str:
    """Canonical: ASCII, keys in order; lone surrogates of hostile names stay escaped."""
    whole = [place.kind, place.schema, place.table, place.name, facts]
    return json.dumps(whole, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join((_FORM, *lines)).encode("ascii")).hexdigest()[:32]
