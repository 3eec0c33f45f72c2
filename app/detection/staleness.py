"""Which types of today kept evidence does not tell, and the rules it can be decided by."""

from collections.abc import Iterator

from app.detection.catalogue import Catalogue
from app.detection.deciding import takes_anything
from app.detection.marks import mark_of, model_digest
from app.detection.types import TypeDefinition
from app.model.evidence import RuleMarks
from app.model.redecision import Staleness, StaleType


def stale_types(rules: RuleMarks, catalogue: Catalogue) -> tuple[StaleType, ...]:
    """The types of the catalogue whose values evidence gathered under those rules does not tell, or not as today."""
    return tuple(
        StaleType(type_id=definition.id, title=definition.title, why=why)
        for definition in catalogue.types.values()
        for why in _whys(rules, definition)
    )


def gone_types(rules: RuleMarks, catalogue: Catalogue) -> tuple[str, ...]:
    """The types that evidence was gathered for and the catalogue does not have."""
    return tuple(sorted(rules.types.keys() - catalogue.types.keys()))


def decidable(rules: RuleMarks, catalogue: Catalogue) -> Catalogue:
    """The catalogue without the types of which no value was ever tested, though values could tell."""
    new = {s.type_id for s in stale_types(rules, catalogue) if s.why is Staleness.NEW}
    if not new:
        return catalogue
    return Catalogue({t: definition for t, definition in catalogue.types.items() if t not in new})


def _whys(rules: RuleMarks, definition: TypeDefinition) -> Iterator[Staleness]:
    known = rules.types.get(definition.id)
    read = definition.is_read and rules.model == model_digest()
    if known is None:
        if not read and definition.value_tested:
            yield Staleness.NEW
        elif not read and not takes_anything(definition):
            yield Staleness.BY_NAME
        return
    today = mark_of(definition)
    if definition.wording and rules.model != model_digest():
        yield Staleness.MODEL
    elif known.values != today.values:
        yield Staleness.CHANGED
    elif known.inside != today.inside:
        yield Staleness.INSIDE
