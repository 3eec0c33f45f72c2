"""The bundled regulations, one TOML file each; a new one is one file.

The file's name is the regulation's id. Plain keys at its top describe the text, each table is one category.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from app.compliance.mapping import AtRest, Category, Regulation, Scope

ORDER: Final = ("gdpr", "ccpa", "hipaa", "pci-dss", "glba", "ferpa", "lgpd", "dpdp", "pipl")
"""As views show them; files that are not named follow by name."""


class _Beside(msgspec.Struct, forbid_unknown_fields=True):
    """What falls under a category only in a table with a column of one of the types ``of``."""

    of: tuple[str, ...]
    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """One category as it is written; see ``Category``. ``like``: covers what these categories cover, too."""

    article: str
    title: str
    guidance: str
    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    beside: tuple[_Beside, ...] = ()
    codes: tuple[str, ...] = ()
    condition: str = ""
    untold: str = ""
    special: bool = False
    at_rest: AtRest = AtRest.PROTECTED

    @property
    def scopes(self) -> tuple[Scope, ...]:
        own = Scope(families=self.families, types=self.types, without=self.without)
        beside = (Scope(families=each.families, types=each.types, beside=each.of) for each in self.beside)
        return (own, *beside)


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """What stands above the categories."""

    title: str
    name: str
    jurisdiction: str
    applies: str
    source: str
    version: str


@cache
def builtin_regulations() -> tuple[Regulation, ...]:
    """The bundled regulations in the order of the views.

    >>> [each.id for each in builtin_regulations()][:3]
    ['gdpr', 'ccpa', 'hipaa']
    """
    folder = files("app.compliance.regulations")
    documents = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    return read_regulations(documents)


def read_regulations(documents: Mapping[str, Mapping[str, object]]) -> tuple[Regulation, ...]:
    """The regulations that these documents by id describe.

    Raises:
        ValueError: a key is unknown or of the wrong type, or ``like`` names no category.
    """
    entries = {
        f"{id_}/{name}": msgspec.convert(table, _Entry)
        for id_, document in documents.items()
        for name, table in document.items()
        if isinstance(table, dict)
    }
    ids = sorted(documents, key=lambda id_: (ORDER.index(id_) if id_ in ORDER else len(ORDER), id_))
    return tuple(_regulation(id_, documents[id_], entries) for id_ in ids)


def _regulation(id_: str, document: Mapping[str, object], entries: Mapping[str, _Entry]) -> Regulation:
    head = msgspec.convert({key: text for key, text in document.items() if not isinstance(text, dict)}, _Head)
    return Regulation(
        id=id_,
        **msgspec.to_builtins(head),
        categories=tuple(
            _category(name, entries[f"{id_}/{name}"], entries)
            for name, table in document.items()
            if isinstance(table, dict)
        ),
    )


def _category(name: str, entry: _Entry, entries: Mapping[str, _Entry]) -> Category:
    if unknown := set(entry.like) - entries.keys():
        raise ValueError(f"{name}: like {sorted(unknown)}, which no file has")
    return Category(
        id=name,
        article=entry.article,
        title=entry.title,
        guidance=entry.guidance,
        scopes=(*entry.scopes, *(scope for other in entry.like for scope in entries[other].scopes)),
        codes=entry.codes,
        condition=entry.condition,
        untold=entry.untold,
        special=entry.special,
        at_rest=entry.at_rest,
    )
