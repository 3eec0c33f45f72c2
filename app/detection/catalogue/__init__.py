"""The bundled types, one TOML file per category, and the set of all types a classifier works with.

A ``test`` names a module under ``app.detection`` whose ``is_valid`` takes one value, a ``population`` one whose
``log_odds`` takes all; a new algorithm is one file and one line of TOML.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from importlib.resources import files

import msgspec

from app.detection.names.terms import with_terms
from app.detection.types import PopulationTest, TypeDefinition, ValueTest

_KEYS = frozenset(f.name for f in fields(TypeDefinition)) - {"id"}


@dataclass(frozen=True)
class Catalogue:
    """Types by id, in the order they were given."""

    types: Mapping[str, TypeDefinition]

    @cached_property
    def version(self) -> str:
        """12 hexadecimal digits that change with any rule (not with the code of a test)."""
        # The order of a set differs from process to process.
        rules = [
            repr((replace(t, test=None, population=None, near=frozenset()), sorted(t.near)))
            for t in self.types.values()
        ]
        return sha256("\n".join(rules).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @cached_property
    def families(self) -> frozenset[str]:
        """Every family some type belongs to."""
        return frozenset(t.family for t in self.types.values())


def load_catalogue(types: Iterable[TypeDefinition]) -> Catalogue:
    """The catalogue of these types; of two with one id the later replaces the earlier.

    >>> "EMAIL_ADDRESS" in load_catalogue(builtin_types()).types
    True
    """
    return Catalogue({t.id: t for t in types})


def builtin_types() -> Iterator[TypeDefinition]:
    """The bundled types, by category file and then in the order of the file, with their names in all languages."""
    folder = files("app.detection.catalogue")
    for source in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        for type_id, entry in tomllib.loads(source.read_text("utf-8")).items():
            yield with_terms(read_type(type_id, entry))


def read_type(type_id: str, entry: dict[str, object]) -> TypeDefinition:
    """The type that one TOML table describes.

    Raises:
        ValueError: a key is not a field of ``TypeDefinition``, or a value has the wrong type.
    """
    # A misspelt key must not be dropped silently, and msgspec allows unknown ones for dataclasses.
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"{type_id}: unknown keys {sorted(unknown)}")
    tests = {"test": _value_test(entry.get("test")), "population": _population_test(entry.get("population"))}
    plain = {key: value for key, value in entry.items() if key not in tests}
    return replace(msgspec.convert({"id": type_id, **plain}, TypeDefinition), **tests)


def _value_test(name: object) -> ValueTest | None:
    return None if name is None else import_module(f"app.detection.{name}").is_valid


def _population_test(name: object) -> PopulationTest | None:
    return None if name is None else import_module(f"app.detection.{name}").log_odds
