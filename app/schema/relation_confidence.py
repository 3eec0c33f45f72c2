"""What values add to a name.

The name's confidence counts as a prior. Values that are all found make it surer by Bayes' rule, the more so the less
likely unrelated values would all be found by chance: small whole numbers nearly always are, since keys count from
one; texts and UUIDs hardly ever. Chances and thresholds are our own, measured on the sample databases.
"""

from app.model.relations import Inclusion, RelationCandidate, RelationCheck, RelationVerdict
from app.model.schema import DataType

FEW_VALUES = 3
"""Fewer different values than this say little."""
MOST_ORPHANS = 0.05
"""Share of different values that may be missing where nobody enforces the relation."""
MOST_ORPHAN_ROWS = 0.1
"""Share of rows likewise: slips are each of their own value, so few rows may hold many values that are missing."""

_CHANCE = {DataType.INTEGER: 0.5, DataType.DECIMAL: 0.5}
_CHANCE_OF_OTHERS = 0.05
_CHANCE_OF_FEW = 0.9
_REFUTED = 0.1


def judged(candidate: RelationCandidate, kind: DataType, inclusion: Inclusion) -> RelationCheck:
    """The candidate with what its values say; ``kind`` is that of the column.

    >>> from app.model.relations import Inclusion as I
    >>> c = RelationCandidate(schema="s", table="t", column="c", referred_schema="s", referred_table="r",
    ...     referred_column="id", confidence=0.6, reasons=())
    >>> found = I(rows=90, values=30, orphan_rows=0, orphan_values=0, exact=True)
    >>> judged(c, DataType.TEXT, found).confidence, judged(c, DataType.INTEGER, found).confidence
    (0.97, 0.75)
    """
    verdict = _verdict(inclusion)
    confidence = {
        RelationVerdict.CONFIRMED: _surer(candidate.confidence, _chance(kind, inclusion)),
        RelationVerdict.MOSTLY: candidate.confidence,
        RelationVerdict.REFUTED: candidate.confidence * _REFUTED,
    }.get(verdict, candidate.confidence)
    return RelationCheck(
        candidate=candidate, verdict=verdict, confidence=round(confidence, 2), inclusion=inclusion
    )


def _verdict(inclusion: Inclusion) -> RelationVerdict:
    if not inclusion.values:
        return RelationVerdict.EMPTY
    if not inclusion.orphan_values:
        return RelationVerdict.CONFIRMED
    is_few = (
        inclusion.orphan_values <= MOST_ORPHANS * inclusion.values
        or inclusion.orphan_rows <= MOST_ORPHAN_ROWS * inclusion.rows
    )
    return RelationVerdict.MOSTLY if is_few else RelationVerdict.REFUTED


def _chance(kind: DataType, inclusion: Inclusion) -> float:
    return _CHANCE_OF_FEW if inclusion.values < FEW_VALUES else _CHANCE.get(kind, _CHANCE_OF_OTHERS)


def _surer(prior: float, chance: float) -> float:
    """Bayes' rule: a true relation has every value found."""
    return prior / (prior + (1 - prior) * chance)
