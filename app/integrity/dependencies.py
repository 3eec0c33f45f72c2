"""Which columns of a sample settle others: one or two determinants, beyond what chance would give.

Small determinants are what is designed: a postal code and its city, an article and its name. Found are the smallest; of
two that settle one another the one of fewer values; per dependent the strongest. Thresholds are our own, tried on the
sample databases and on tables of independent columns (``tests/unit/integrity/test_dependencies.py``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Final

from app.detection.evidence.intervals import wilson
from app.integrity.coding import Coded, coded, joined
from app.integrity.slips import slip_confidence
from app.integrity.strength import Strength, strength_of
from app.model.defects import Defect, DefectKind
from app.model.integrity import Dependency, GroupCounts
from app.model.sample import Sample, SamplingMethod
from app.model.schema import Column, DataType, Table

MOST_ROWS: Final = 5_000
"""Rows looked at; more make no difference to what is found, and much to how long it takes."""
MOST_COLUMNS: Final = 100
MOST_PAIRED: Final = 12
"""Columns of which pairs are tried as determinants: those that repeat most evenly come first."""
LEAST_STRENGTH: Final = 0.9
MOST_VIOLATIONS: Final = 0.05
"""Of the rows whose determinant came before; more is no dependency."""
FEWEST_REPEATS: Final = 20
FEWEST_GROUPS: Final = 3
CHANCE: Final = 1e-4
"""That anything at all is found among independent columns; divided by the number of pairs tried (Bonferroni)."""
_PAIRS_REPEAT: Final = 4
"""A pair of columns that tells nearly all rows apart settles everything by telling them apart."""
LEAST_CONFIDENCE: Final = 0.3
"""Below this the exceptions are taken as meant, and the dependency as none."""
LEAST_OF_A_DEFECT: Final = 0.5

_DETERMINES = frozenset(
    {DataType.TEXT, DataType.INTEGER, DataType.UUID, DataType.DATE, DataType.DECIMAL, DataType.OTHER}
)
_DEPENDS = _DETERMINES | {DataType.BOOLEAN, DataType.TIMESTAMP, DataType.FLOAT}
_FRACTIONS = re.compile(r",\s*[1-9]")
"""In a native type such as ``DECIMAL(10,2)``: digits behind the point."""
_BY_CHANCE = 0.4
_NAMED_AS_KEY = re.compile(r"(?:id|ids|nr|no|num|number|code|key|zip|plz|sku|ean|ref)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Member:
    column: Column
    coded: Coded


def find_dependencies(table: Table, sample: Sample) -> tuple[Dependency, ...]:
    """Dependencies of the sample, in the order of the dependent columns; NULL and blank settle nothing.

    Rows beyond the first 5,000 are left out: they were drawn in random order or stand in that of the table.
    """
    members = [
        _Member(column, coded(sample.values[column.name][:MOST_ROWS]))
        for column in table.columns
        if column.name in sample.values and column.data_type in _DEPENDS
    ][:MOST_COLUMNS]
    members = [member for member in members if member.coded.size > 1]
    determinants = [member for member in members if _determines(member)]
    is_whole = sample.facts.method is SamplingMethod.ALL and sample.facts.rows <= MOST_ROWS
    found = [*_found(determinants, members)]
    dependencies = (_dependency(each, is_whole) for each in _strongest(found, members))
    return tuple(
        each for each in dependencies if each.confidence is None or each.confidence >= LEAST_CONFIDENCE
    )


def dependency_defects(dependencies: Iterable[Dependency], method: SamplingMethod) -> tuple[Defect, ...]:
    """Rows that break a dependency, where that is likelier an error than an exception that is meant."""
    return tuple(
        Defect(
            kind=DefectKind.DEPENDENCY_VIOLATION,
            columns=(*each.determinant, each.dependent),
            count=each.violations,
            rows=each.rows,
            exact=each.exact,
            bound=_half_width(each) if not each.exact and method is SamplingMethod.BERNOULLI else None,
            confidence=each.confidence,
            reasons=(
                f"{' and '.join(each.determinant)} settles {each.dependent} in {each.groups} groups of rows but for a few",
            ),
        )
        for each in dependencies
        if each.confidence is not None and each.confidence >= LEAST_OF_A_DEFECT
    )


def _half_width(dependency: Dependency) -> float:
    share = dependency.violations / dependency.rows
    return max(abs(end - share) for end in wilson(dependency.violations, dependency.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    determinant: tuple[_Member, ...]
    dependent: _Member
    strength: Strength


def _determines(member: _Member) -> bool:
    return (
        member.column.data_type in _DETERMINES
        and not (member.column.data_type is DataType.DECIMAL and _FRACTIONS.search(member.column.native_type))
        and member.coded.size >= FEWEST_GROUPS
        and member.coded.repeats >= FEWEST_REPEATS
    )


def _found(determinants: Sequence[_Member], members: Sequence[_Member]) -> Iterator[_Found]:
    """By one column, then, of what no single column settles, by two."""
    paired = sorted(determinants, key=lambda member: -member.coded.size)[:MOST_PAIRED]
    pairs = [*combinations(paired, 2)]
    tried = max((len(determinants) + len(pairs)) * len(members), 1)
    settled: set[int] = set()
    for left in determinants:
        for member in members:
            if member is not left and (found := _tried((left,), left.coded, member, tried)):
                settled.add(member.column.position)
                yield found
    for left, right in pairs:
        both = joined(left.coded, right.coded)
        if both.repeats < max(FEWEST_REPEATS, both.size // _PAIRS_REPEAT) or both.size <= max(
            left.coded.size, right.coded.size
        ):
            continue
        for member in members:
            if member.column.position not in settled and member not in {left, right}:
                found = _tried((left, right), both, member, tried)
                if found and not _is_single(found):
                    yield found


def _tried(columns: tuple[_Member, ...], both: Coded, member: _Member, tried: int) -> _Found | None:
    strength = strength_of(both, member.coded)
    is_one = (
        strength.repeats >= FEWEST_REPEATS
        and strength.groups >= FEWEST_GROUPS
        and strength.mu >= LEAST_STRENGTH
        and strength.violations <= MOST_VIOLATIONS * strength.repeats
        and strength.surprise >= log(tried / CHANCE)
    )
    return _Found(determinant=columns, dependent=member, strength=strength) if is_one else None


def _is_single(found: _Found) -> bool:
    """Whether one of the two nearly does it alone, so that the other only makes the groups smaller."""
    alone = (strength_of(member.coded, found.dependent.coded) for member in found.determinant)
    return any(each.violations <= 2 * found.strength.violations + 1 and each.mu > 0 for each in alone)


def _strongest(found: Iterable[_Found], members: Sequence[_Member]) -> Iterator[_Found]:
    """Per dependent the strongest; of columns that settle one another only the one of fewer values depends on none."""
    by_dependent: dict[int, list[_Found]] = {}
    for each in found:
        by_dependent.setdefault(each.dependent.column.position, []).append(each)
    mutual = {
        (each.determinant[0].column.position, position)
        for position, all_of in by_dependent.items()
        for each in all_of
        if len(each.determinant) == 1
    }
    for member in members:
        ranked = sorted(by_dependent.get(member.column.position, ()), key=_rank)
        yield from [each for each in ranked if not _is_echo(each, mutual)][:1]


def _rank(found: _Found) -> tuple[int, int, int, int]:
    """Fewest columns, fewest violations, fewest groups: the most general rule comes first."""
    strength = found.strength
    return (
        len(found.determinant),
        strength.violations,
        strength.groups,
        found.determinant[0].column.position,
    )


def _is_echo(found: _Found, mutual: set[tuple[int, int]]) -> bool:
    """Whether it is the other side of a dependency that goes both ways, told from the column that stands first."""
    first, *others = (member.column.position for member in found.determinant)
    dependent = found.dependent.column.position
    return not others and (dependent, first) in mutual and first > dependent


def _dependency(found: _Found, is_whole: bool) -> Dependency:
    strength = found.strength
    counts = GroupCounts(
        rows=strength.rows,
        groups=strength.groups,
        violations=strength.violations,
        broken=strength.broken,
        split=strength.split,
    )
    type_of_dependent = found.dependent.column.data_type
    return Dependency(
        determinant=tuple(member.column.name for member in found.determinant),
        dependent=found.dependent.column.name,
        strength=round(strength.mu, 4),
        rows=strength.rows,
        groups=strength.groups,
        violations=strength.violations,
        exact=is_whole,
        confidence=round(
            _doubt(found)
            * slip_confidence(counts, determinants=len(found.determinant), dependent=type_of_dependent),
            3,
        )
        if strength.violations
        else None,
    )


def _doubt(found: _Found) -> float:
    """Numbers that measure settle no other number by design: what repeats among them repeats by chance."""
    measures = any(
        member.column.data_type is DataType.INTEGER and not _NAMED_AS_KEY.search(member.column.name)
        for member in found.determinant
    )
    return _BY_CHANCE if measures and found.dependent.column.data_type is DataType.INTEGER else 1.0
