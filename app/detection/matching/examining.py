"""One value against one type, step by step: which gate, pattern or test lets it through, and which does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.detection.cells.masking import mask
from app.detection.cells.shapes import classes_of
from app.detection.cells.values import normalise
from app.detection.matching.patterns import pattern_of, search_of
from app.detection.types import TypeDefinition


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: ``length``, ``characters``, ``pattern``, ``test`` or ``inside text``.
        passed: whether the value gets through.
        detail: what is asked for, without the value.
    """

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What became of one value.

    Attributes:
        shown: the value masked as findings are.
        steps: in their order; the last one failed unless all passed.
    """

    shown: str
    steps: tuple[Step, ...]

    @property
    def passed(self) -> bool:
        """Whether the value can be of the type."""
        return all(step.passed for step in self.steps)


def examine(definition: TypeDefinition, value: str) -> Examination:
    """The steps of the value, up to the first that fails; total."""
    text = normalise(value)
    steps: list[Step] = []
    for step in _steps(definition, text):
        steps.append(step)
        if not step.passed:
            break
    return Examination(mask(definition.id, text), tuple(steps))


def found_inside(definition: TypeDefinition, text: str) -> int | None:
    """How often the type is found inside the text; ``None`` if it is not looked for there."""
    search = search_of(definition)
    if search is None:
        return None
    spans = search.finditer(normalise(text))
    return sum(definition.test is None or definition.test(span[0]) for span in spans)


def _steps(definition: TypeDefinition, text: str) -> Iterator[Step]:
    shape = definition.shape
    if shape is not None:
        fits = shape.shortest <= len(text) <= shape.longest
        yield Step(
            "length", fits, f"{len(text)} characters; {shape.shortest} to {shape.longest} are possible"
        )
        missing, foreign = _classes(definition, text)
        asked = [f"{', '.join(missing)} missing"] * bool(missing) + [
            f"{', '.join(foreign)} not possible"
        ] * bool(foreign)
        yield Step("characters", not asked, "; ".join(asked) or "as they have to be")
    engine = "RE2" if definition.linear else "re"
    yield Step(
        "pattern", pattern_of(definition).fullmatch(text) is not None, f"{definition.pattern} ({engine})"
    )
    if definition.test is not None:
        yield Step("test", definition.test(text), definition.test.__module__.rpartition(".")[2])


def _classes(definition: TypeDefinition, text: str) -> tuple[list[str], list[str]]:
    """Character classes that must occur and do not, and those that occur and must not."""
    shape, found = definition.shape, classes_of(text)
    if shape is None:
        return [], []
    possible = {*shape.allows, *shape.needs} if shape.allows else found
    return sorted(set(shape.needs) - found), sorted(found - possible)
