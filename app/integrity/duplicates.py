"""Rows and entities that stand in a table twice, as defects: what the sample has, and what that says of the table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.integrity.entities.blocking import Pair
from app.integrity.entities.fields import fields_of
from app.integrity.entities.linking import likely_pairs
from app.integrity.repeated import groups_of, repeated
from app.model.defects import Defect, DefectKind
from app.model.sample import SampleFacts, SamplingMethod
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Sighting

MOST_ROWS: Final = 5_000
"""Rows compared in search of entities; a sample is seldom larger."""
_ENTITIES_WHY: Final = (
    "names agree but for slips, nothing given once differs, and rare values agree besides",
)


def duplicate_defects(look: TableLook, sightings: Iterable[Sighting], facts: SampleFacts) -> Iterator[Defect]:
    """Duplicate rows of the sightings, and with them further rows that are likely the same entity; no values.

    ``count`` and ``rows`` are those of the table where every row was seen or the sample, drawn as ``facts`` says, allows
    an estimate, else those of the sample.
    """
    copies = [each for each in sightings if each.kind is DefectKind.DUPLICATE_ROWS]
    yield from (_repeated(each, facts) for each in copies)
    first = look.first(MOST_ROWS)
    entities = _entities(first, {pair for each in copies for pair in each.pairs if max(pair) < first.rows})
    if entities is not None:
        yield _repeated(entities, facts if first is look else _first_of(facts))


def _entities(look: TableLook, copies: set[Pair]) -> Sighting | None:
    """Rows of the same entity; copies are second records too, and told as such only beside others."""
    pairs = sorted({*copies, *likely_pairs(look)})
    if len(pairs) == len(copies):
        return None
    return Sighting(
        kind=DefectKind.DUPLICATE_ENTITIES,
        columns=tuple(field.name for field in fields_of(look)),
        rows=frozenset(later for _, later in pairs),
        confidence=0.8 if len(pairs) > 1 else 0.65,
        reasons=_ENTITIES_WHY,
        pairs=tuple(pairs),
    )


def _first_of(facts: SampleFacts) -> SampleFacts:
    """How the first rows of a sample were drawn: those of a whole table are its first."""
    method = SamplingMethod.HEAD if facts.method is SamplingMethod.ALL else facts.method
    return replace(facts, method=method, rows=MOST_ROWS)


def _repeated(sighting: Sighting, facts: SampleFacts) -> Defect:
    found = repeated(groups_of(sighting.pairs), facts)
    return Defect(
        kind=sighting.kind,
        columns=sighting.columns,
        count=found.count,
        rows=found.rows,
        exact=found.exact,
        bound=found.bound,
        confidence=sighting.confidence,
        reasons=(*sighting.reasons, found.reason),
    )
