"""A schema as text in many formats: built-in and installed ones alike are entry points ``sourcesense.exports``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from app.errors import ExportUnknownError
from app.model.lineage import ViewLineage
from app.model.schema import Snapshot
from app.plugins import load_plugin, plugin_names

GROUP = "sourcesense.exports"

Lineage = tuple[ViewLineage, ...]
Write = Callable[[Snapshot, Lineage | None], Iterator[str]]
"""From a snapshot, and the lineage of its views where that was asked for, to text in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One format.

    Attributes:
        title: for people, e.g. ``Markdown data dictionary``.
        media_type: as HTTP names it.
        suffix: of a file, with its dot.
        write: gives the text piece by piece, so that no copy of it is ever held whole.
    """

    title: str
    media_type: str
    suffix: str
    write: Write


def export_names() -> tuple[str, ...]:
    """The formats there are, by name; loads none of them."""
    return plugin_names(GROUP)


def get_export(name: str) -> Export:
    """The format of that name; ``ExportUnknownError`` if there is none or it does not load."""
    export = load_plugin(GROUP, name)
    if export is None:
        shown = name if name.isidentifier() else "?"
        raise ExportUnknownError(format=shown, available=", ".join(export_names()))
    return cast("Export", export)
