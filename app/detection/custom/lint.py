"""Remarks on a file of custom detectors: what keeps one from loading, and what will make it misjudge."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.detection.catalogue import Catalogue
from app.detection.custom.detectors import DetectorRefusedError, custom_entries, custom_type, measured_chance
from app.detection.matching.examining import examine
from app.detection.names.splitting import folded
from app.detection.types import TypeDefinition

_DRAWN = 20_000
_APART = 3.0
"""Factor by which a declared and a measured chance may differ: the template is only made like the examples."""

_SAYS_NOTHING = 0.5
_EXAMPLES = 3
_REGION = re.compile(r"[A-Z]{2}")


class Severity(StrEnum):
    """``error``: it is not used, or wrong by its own examples; ``warning``: it will misjudge; ``notice``: look again."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; examples are named by their number, so that the text can be shown anywhere."""

    detector: str
    rule: str
    severity: Severity
    message: str


def lint(text: str, catalogue: Catalogue) -> tuple[Remark, ...]:
    """Every remark on the detectors of a TOML text, beside the types of the catalogue."""
    try:
        entries = custom_entries(text)
    except DetectorRefusedError as refusal:
        return (Remark(refusal.detector, "not-usable", Severity.ERROR, refusal.problem),)
    return tuple(r for type_id, entry in entries.items() for r in _entry(type_id, entry, catalogue))


def _entry(type_id: str, entry: Mapping[str, object], catalogue: Catalogue) -> Iterator[Remark]:
    try:
        definition = custom_type(type_id, entry)
    except DetectorRefusedError as refusal:
        yield Remark(type_id, "not-usable", Severity.ERROR, refusal.problem)
        return
    found = (
        *_of_examples(definition),
        *_of_chance(definition, declared="p0" in entry),
        *_of_names(definition, catalogue),
        *_of_others(definition, catalogue),
        *_of_completeness(definition, catalogue),
    )
    yield from (Remark(type_id, rule, severity, message) for rule, severity, message in found)


_Found = Iterator[tuple[str, Severity, str]]


def _of_examples(definition: TypeDefinition) -> _Found:
    for number, value in enumerate(definition.matches, start=1):
        examination = examine(definition, value)
        if not examination.passed:
            step = examination.steps[-1]
            yield "own-match-fails", Severity.ERROR, f"match {number} fails at {step.name}: {step.detail}"
    for number, value in enumerate(definition.rejects, start=1):
        if examine(definition, value).passed:
            yield "own-reject-passes", Severity.ERROR, f"reject {number} passes"
    for key, examples in (("matches", definition.matches), ("rejects", definition.rejects)):
        if len(examples) < _EXAMPLES:
            yield "few-examples", Severity.WARNING, f"{len(examples)} {key}; give at least {_EXAMPLES}"


def _of_chance(definition: TypeDefinition, *, declared: bool) -> _Found:
    if not definition.value_tested:
        return
    measured = measured_chance(definition, _DRAWN)
    if measured is None:
        return
    if not declared:
        yield "p0-missing", Severity.NOTICE, f"it is measured anew at each start; write p0 = {measured:.2g}"
    elif not 1 / _APART < max(definition.p0, 1 / _DRAWN) / max(measured, 1 / _DRAWN) < _APART:
        yield "p0-differs", Severity.WARNING, f"p0 is {definition.p0:.2g}, measured {measured:.2g}"
    if max(measured, definition.p0) >= _SAYS_NOTHING:
        message = f"{measured:.0%} of random values of that shape pass: only the column's name can tell"
        yield "says-nothing", Severity.WARNING, message


def _of_names(definition: TypeDefinition, catalogue: Catalogue) -> _Found:
    if not definition.names:
        yield "no-names", Severity.WARNING, "without names a column of this type is found by its values alone"
    own = {folded(name) for name in definition.names}
    for other in catalogue.types.values():
        shared = sorted(own.intersection(map(folded, other.names)))
        if shared and other.family != definition.family and other.id != definition.id:
            yield "shared-name", Severity.WARNING, f"{other.id} is told by {', '.join(shared)} too"


def _of_others(definition: TypeDefinition, catalogue: Catalogue) -> _Found:
    if definition.id in catalogue.types:
        yield "replaces", Severity.WARNING, "it replaces the bundled type of that id"
    others = [o for o in catalogue.types.values() if o.id != definition.id and o.family != definition.family]
    if definition.value_tested:
        taken = _ids(o for o in others if any(examine(definition, v).passed for v in o.matches))
        if taken:
            yield "accepts-others", Severity.WARNING, f"it accepts examples of {taken}"
    accepted = _ids(o for o in others if o.decisive and any(examine(o, v).passed for v in definition.matches))
    if accepted:
        yield "others-accept", Severity.NOTICE, f"its examples also pass as {accepted}"


def _of_completeness(definition: TypeDefinition, catalogue: Catalogue) -> _Found:
    if not definition.sources:
        yield "no-source", Severity.NOTICE, "say in “sources” where the form of these values is laid down"
    unknown = sorted(definition.near - catalogue.families - {definition.family})
    if unknown:
        yield (
            "unknown-family",
            Severity.WARNING,
            f"near names families that no type has: {', '.join(unknown)}",
        )
    regions = [region for region in definition.regions if not _REGION.fullmatch(region)]
    if regions:
        yield "unknown-region", Severity.WARNING, "regions are two letters of ISO 3166-1, or EU"


def _ids(types: Iterator[TypeDefinition]) -> str:
    found: Sequence[str] = [each.id for each in types]
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004 - enough to look at
    return ", ".join(found[:5]) + more
