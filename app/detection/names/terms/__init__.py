"""What columns are called in other languages, one TOML file per language.

A file gives, per type, ``telling`` names and ``hints`` (as ``names`` and ``hints`` of a catalogue entry, which keeps
English and the issuing country's own), the language's words that qualify others (``[vocabulary]``, with the keys of
``vocabulary.toml``), and where the head of a compound stands: ``first`` (número de teléfono) or ``last``
(Telefonnummer). Written for this project from general knowledge of the languages.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from app.detection.types import TypeDefinition


@dataclass(frozen=True, slots=True)
class Terms:
    """Names of one type in one language: those that tell it alone, and those with other meanings too."""

    telling: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One file: its name, where heads stand, words that qualify, and terms by type id."""

    name: str
    head: Literal["first", "last"]
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    types: Mapping[str, Terms] = field(default_factory=dict[str, Terms])


@cache
def languages() -> tuple[Language, ...]:
    """The bundled languages, by name."""
    folder = files("app.detection.names.terms")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(_language(f.name.removesuffix(".toml"), tomllib.loads(f.read_text("utf-8"))) for f in found)


def _language(name: str, raw: dict[str, object]) -> Language:
    head, words = raw.pop("head"), raw.pop("vocabulary", {})
    return msgspec.convert({"name": name, "head": head, "vocabulary": words, "types": raw}, Language)


def terms_of(type_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telling names and hints of a type in all languages.

    >>> "telefonnummer" in terms_of("PHONE_NUMBER")[0]
    True
    """
    found = [language.types[type_id] for language in languages() if type_id in language.types]
    return tuple(t for f in found for t in f.telling), tuple(h for f in found for h in f.hints)


def with_terms(definition: TypeDefinition) -> TypeDefinition:
    """The type with its names in all languages behind its own; a name that tells is no mere hint elsewhere."""
    telling, hints = terms_of(definition.id)
    names = _distinct((*definition.names, *telling))
    return replace(
        definition, names=names, hints=_distinct(h for h in (*definition.hints, *hints) if h not in names)
    )


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))


def unknown_types(known: Iterable[str]) -> frozenset[str]:
    """Type ids that some language names and the catalogue lacks: ignored when it is loaded."""
    return frozenset(type_id for language in languages() for type_id in language.types) - set(known)
