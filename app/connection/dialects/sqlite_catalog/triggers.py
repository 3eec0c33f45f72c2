"""Triggers, from their text: no pragma lists them."""

import re

from app.connection.dialects.sqlite_catalog.objects import Entry
from app.connection.dialects.sqlite_catalog.tokens import blanked, name_at
from app.model.schema import Trigger

_BEGINS = re.compile(r"\s*CREATE\s+TRIGGER\s+(?:IF\s+NOT\s+EXISTS\s+)?", re.IGNORECASE)
_WHEN = re.compile(r"\s*(BEFORE|AFTER|INSTEAD\s+OF)?\s*(DELETE|INSERT|UPDATE)\b", re.IGNORECASE)


def trigger_of(entry: Entry) -> Trigger:
    """The trigger; one that says neither BEFORE nor AFTER nor INSTEAD OF fires before. None can be switched off."""
    when = _when(entry.sql or "")
    timing = None if when is None else " ".join((when[1] or "BEFORE").upper().split())
    return Trigger(
        name=entry.name,
        timing=timing,
        events=() if when is None else (when[2].upper(),),
        enabled=True,
        definition=entry.sql,
    )


def _when(sql: str) -> re.Match[str] | None:
    """What stands behind the name: a name may be one of the words that are looked for."""
    blank = blanked(sql)
    begins = _BEGINS.match(blank)
    _, ends = name_at(sql, blank, begins.end() if begins else 0)
    if blank[ends : ends + 1] == ".":  # with its schema
        _, ends = name_at(sql, blank, ends + 1)
    return _WHEN.match(blank, ends)
