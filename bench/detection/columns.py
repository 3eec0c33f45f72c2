"""A labelled column, and its form in JSON lines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledColumn:
    """What a contender sees of a column, and what only the judge sees.

    Attributes:
        id: unique in a run.
        name: header; empty for none.
        table: columns of one table share it and follow one another; empty for a column on its own.
        values: cells in row order; ``None`` is NULL.
        label: family, ``None`` for an ordinary column.
        accept: other families that are right as well (a number that serves two purposes).
        source: which generator or trap, e.g. ``iban`` or ``unix seconds``.
        header: ``telling``, ``none``, ``cryptic``, ``foreign`` or ``wrong``.
        mess: ``clean`` or what was done to the values.
        script: ``neutral`` (numbers, codes), ``english``, ``latin``, ``non-latin``.
        contains: families that some cells hold inside longer text.
        judged_apart: a column for ``contains`` alone.
    """

    id: str
    name: str
    table: str
    dtype: str
    values: tuple[str | None, ...]
    label: str | None
    source: str
    header: str
    mess: str = "clean"
    script: str = "neutral"
    accept: frozenset[str] = frozenset()
    contains: frozenset[str] = frozenset()
    judged_apart: bool = False
    kind: str = "column"

    @property
    def shown(self) -> dict[str, Any]:
        """What a contender gets."""
        fields = {"id": self.id, "name": self.name, "table": self.table, "dtype": self.dtype}
        return {**{k: v for k, v in fields.items() if v}, "values": list(self.values)}


def as_json_lines(columns: Iterable[LabelledColumn]) -> Iterator[str]:
    """One object per column, without labels."""
    return (json.dumps(column.shown, ensure_ascii=False) + "\n" for column in columns)
