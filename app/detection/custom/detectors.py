"""Detectors somebody writes: the TOML of the catalogue with less to say, and patterns that RE2 compiles.

An entry needs ``names`` or a ``pattern``. What it leaves out is filled in: ``family`` is its id, ``title`` the id in
words, ``level`` medium; ``p0`` is measured on random values made like its own ``matches`` and decides the tier.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace

from app.detection.catalogue import read_type
from app.detection.cells.shapes import CLASSES
from app.detection.matching.chance import pass_rate
from app.detection.matching.linear import PatternRefusedError
from app.detection.matching.patterns import pattern_of, search_of
from app.detection.types import Tier, TypeDefinition
from app.model.findings import Level

_ID = re.compile(r"[A-Z][A-Z0-9_]{1,63}")
_TEST = re.compile(r"validators\.[a-z][a-z0-9_]*")
_DRAWN = 2_000
_CHECKED, _ONE_DIGIT = 0.02, 0.2
"""Most random values that pass a grammar of tier A (as ``Tier`` says), and one check digit with some slack."""

_PRIOR = 0.01
"""Who writes a detector has such columns: more than the bundled types, whose prior is that of any database."""

_ANY_LEAST = ("text", "integer", "decimal")


class DetectorRefusedError(ValueError):
    """A detector cannot be used.

    Attributes:
        detector: its id; empty for a whole file.
        problem: why, in words.
    """

    def __init__(self, detector: str, problem: str) -> None:
        super().__init__(f"{detector}: {problem}" if detector else problem)
        self.detector = detector
        self.problem = problem


def custom_types(text: str) -> tuple[TypeDefinition, ...]:
    """The detectors in a TOML text, one table each, named by its id.

    Raises:
        DetectorRefusedError: one of them, or the text, is not valid.
    """
    return tuple(custom_type(type_id, entry) for type_id, entry in custom_entries(text).items())


def custom_entries(text: str) -> Mapping[str, Mapping[str, object]]:
    """The tables of a TOML text by id.

    Raises:
        DetectorRefusedError: the text is no TOML, or holds something else than tables.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DetectorRefusedError("", f"it is not TOML ({error})") from None
    for name, entry in found.items():
        if not isinstance(entry, dict):
            raise DetectorRefusedError(name, "it is no table; write [NAME] and the keys below it")
    return found


def custom_type(type_id: str, entry: Mapping[str, object]) -> TypeDefinition:
    """One detector, complete and with patterns that RE2 compiles.

    Raises:
        DetectorRefusedError: it is not valid.
    """
    if not _ID.fullmatch(type_id):
        raise DetectorRefusedError(type_id, "an id is two or more capital letters, digits and underscores")
    if "names" not in entry and "pattern" not in entry:
        raise DetectorRefusedError(type_id, "it has neither names nor a pattern")
    if not _TEST.fullmatch(str(entry.get("test", "validators.none"))) or "population" in entry:
        raise DetectorRefusedError(type_id, "its test has to be one of the bundled validators")
    try:
        definition = read_type(type_id, {**_defaults(type_id, entry), **entry})
    except ImportError:
        raise DetectorRefusedError(type_id, "there is no such test") from None
    except ValueError as error:  # msgspec and `read_type` tell the key and what it should be
        raise DetectorRefusedError(type_id, str(error).removeprefix(f"{type_id}: ")) from None
    return _measured(outside(definition), entry)


def outside(definition: TypeDefinition) -> TypeDefinition:
    """A type that came from outside, its patterns compiled by RE2.

    Raises:
        DetectorRefusedError: RE2 refuses one of them.
    """
    kept = replace(definition, linear=True)
    for key, compiled in (("pattern", pattern_of), ("search", search_of)):
        try:
            compiled(kept)
        except PatternRefusedError as refusal:
            raise DetectorRefusedError(definition.id, f"{key}: {refusal}") from None
    classes = {*kept.search_needs, *((*kept.shape.needs, *kept.shape.allows) if kept.shape else ())}
    if unknown := classes - set(CLASSES):
        raise DetectorRefusedError(definition.id, f"unknown character classes {sorted(unknown)}")
    return kept


def template_like(example: str) -> str:
    r"""A template (``app.detection.matching.chance``) of random values made like an example.

    >>> print(template_like("EMP-1234a"))
    [A-Z]{3}\-[0-9]{4}[a-z]{1}
    """
    runs = re.findall(r"[0-9]+|[A-Z]+|[a-z]+|.", example, re.DOTALL)
    return "".join(_item(run) for run in runs)


def measured_chance(definition: TypeDefinition, drawn: int = _DRAWN) -> float | None:
    """Share of random values made like the type's examples that pass pattern and test, never quite 0 (rule of succession).

    ``None`` without examples, or if an example is no text a template can be made of.
    """
    if not definition.matches:
        return None
    each = max(1, drawn // len(definition.matches))
    tried = passed = 0
    for example in definition.matches:
        try:
            _, count = pass_rate(definition, template_like(example), each)
        except ValueError:
            return None
        tried, passed = tried + each, passed + count
    return (passed + 1) / (tried + 2)


def _item(run: str) -> str:
    for sample, alphabet in (("0", "[0-9]"), ("A", "[A-Z]"), ("a", "[a-z]")):
        if run.isascii() and run.isalnum() and _kind(run) == sample:
            return f"{alphabet}{{{len(run)}}}"
    return f"\\{run}"


def _kind(run: str) -> str:
    return "0" if run[0].isdigit() else "A" if run[0].isupper() else "a"


def _defaults(type_id: str, entry: Mapping[str, object]) -> dict[str, object]:
    valued = "pattern" in entry or "test" in entry
    return {
        "family": type_id,
        "title": type_id.replace("_", " ").capitalize(),
        "tier": "C" if valued else "D",
        "category": "custom",
        "level": int(Level.MEDIUM),
        "prior": _PRIOR,
        "declared": _ANY_LEAST,
        "coverage": 0.8,
    }


def _measured(definition: TypeDefinition, entry: Mapping[str, object]) -> TypeDefinition:
    if not definition.value_tested:
        return definition
    if "p0" not in entry:
        chance = measured_chance(definition)
        if chance is None:
            raise DetectorRefusedError(definition.id, "give p0, or examples in “matches” to measure it on")
        source = f"{_DRAWN:,} random values made like its examples"
        definition = replace(definition, p0=chance, p0_source=source)
    return definition if "tier" in entry else replace(definition, tier=_tier(definition.p0))


def _tier(p0: float) -> Tier:
    return Tier.A if p0 <= _CHECKED else Tier.B if p0 <= _ONE_DIGIT else Tier.C
