"""What the values of a column, its declaration and its role say about one type."""

from math import log

from app.detection.evidence.check_digits import has_check_digits
from app.detection.evidence.scoring import capped, dampened, likelihood_ratio, rarity
from app.detection.types import Tier, TypeDefinition
from app.model.evidence import ColumnEvidence, TallyEvidence
from app.model.findings import Part
from app.model.schema import Column, DataType, Table

# The most that values can say, by tier: evidence within one column is not independent.
_MOST_BY_TIER = {Tier.A: 10.0, Tier.B: 8.0, Tier.C: 7.0, Tier.D: 0.5, Tier.E: 7.0}
_LEAST_BY_TIER = {Tier.A: -6.0, Tier.B: -6.0, Tier.C: -5.0, Tier.D: 0.0, Tier.E: -1.5}
_CONSTANT_MOST, _SURELY_MORE = 4.0, 2.0
# A few addresses of web pages among other texts do not make the column one of them.
_MINORITY = 1.0
# With a telling name (7 in log-odds) and a fitting shape (0.5) a made-up number is of its type with 0.73.
_MADE_UP = 2.6
_FEWEST_CHECKED, _CHECKED_SHARE, _COINCIDENCE_MOST = 5, 0.95, 7.0
_NUMBERED = frozenset({"government", "health", "payment"})
_FEWEST_LAID_OUT, _LAID_OUT = 4, 3.0
_SHAPE_VETO, _DECLARED_VETO = -8.0, -9.0
# A tenth of the cells of a column may be wrong; that none looks right outweighs any name.
_SHAPED_BY_CHANCE, _SHAPED, _NONE_SHAPED = 0.3, 0.9, -5.5
_SERIES = -4.5
_NOT_NUMBERED = frozenset({"USERNAME", "LICENSE_PLATE", "MEDICAL", "PASSPORT", "DRIVER_LICENSE"})
_KEY_ONLY = -5.0
_NO_VALUES, _SEQUENCE, _FEW_DISTINCT, _ROW_NUMBER, _REFERENCE = -1.5, -5.0, -2.5, -3.0, -1.5
_CLOCK = -6.0
_FEW_SHARE, _FEW_CELLS, _SAME_CELLS = 0.05, 50, 8


def shape_part(definition: TypeDefinition, tally: TallyEvidence, tested: int) -> Part | None:
    """Whether the values look as values of the type can look: mostly a veto; ``None`` where the text model tells."""
    if tested == 0:
        return Part(name="values", log_odds=_NO_VALUES, detail="no values to test")
    if definition.is_read:
        return None
    share = likelihood_ratio(tally.shaped, tested, _SHAPED_BY_CHANCE, _SHAPED)
    if tally.shaped == 0:
        share = min(share, _NONE_SHAPED)
    detail = f"{tally.shaped:,} of {tested:,} distinct values have a shape that {definition.title} can have"
    return Part(name="shape", log_odds=capped(share, _SHAPE_VETO, 0.5), detail=detail)


def value_part(
    definition: TypeDefinition, tally: TallyEvidence, tested: int, *, told: bool = False
) -> Part | None:
    """How many of the values of that shape are valid, against chance; ``None`` without a value test.

    Where the column's name tells the type by itself (``told``) and the values have its shape, wrong check digits speak
    of made-up or disguised numbers rather than of something else.
    """
    if not definition.value_tested or tally.shaped == 0:
        return None
    least = _LEAST_BY_TIER[definition.tier] if definition.floor is None else definition.floor
    if told and has_check_digits(definition) and tally.shaped >= _CHECKED_SHARE * tested:
        least = max(least, rarity(definition.prior) - _MADE_UP)
    chance = _chance(definition, tally)
    # What is constant in the column counts once, not with every value.
    ratio = likelihood_ratio(tally.passed, tally.shaped, chance, definition.coverage)
    # Of two check digits that nearly all values pass the one that more pass is told apart only beyond the bound.
    bounded = dampened if has_check_digits(definition) else capped
    constant = min(log(chance / definition.p0), _CONSTANT_MOST) if ratio > 0 and definition.p0 else 0.0
    most = _MOST_BY_TIER[definition.tier] if tally.shaped >= tested / 2 else _MINORITY
    return Part(
        name="values",
        log_odds=bounded(ratio + constant, least, max(most, least)),
        detail=f"{tally.passed:,} of {tally.shaped:,} valid, {chance:.2%} expected by chance",
    )


def _chance(definition: TypeDefinition, tally: TallyEvidence) -> float:
    """The share that passes by chance: for check digits measured on the column's own digits in another order."""
    shuffled = tally.shuffled if has_check_digits(definition) else None
    # The draws tell a share of 10 % from 20 %, not from 12 %.
    return shuffled if shuffled is not None and shuffled > _SURELY_MORE * definition.p0 else definition.p0


def coincidence_part(definition: TypeDefinition, checked: TallyEvidence | None) -> Part | None:
    """Against a type without check digits where the values carry those of another: ten to one for each value.

    ``checked`` is the tally of the type with check digits that most values pass, ``None`` without one.
    """
    if checked is None or has_check_digits(definition) or checked.passed < _CHECKED_SHARE * checked.shaped:
        return None
    if checked.passed < _FEWEST_CHECKED:
        return None
    weight = -min(checked.passed * log(10) / 2, _COINCIDENCE_MOST)
    return Part(name="check digits", log_odds=weight, detail="the values carry check digits of another type")


def layout_part(definition: TypeDefinition, tally: TallyEvidence, evidence: ColumnEvidence) -> Part | None:
    """Groups of one and the same lengths with two separators or more, all valid: few codes are laid out so by chance.

    Dates, sums and telephone numbers are, so it is for what tells persons apart by a number of its own.
    """
    if not definition.distinct or definition.category not in _NUMBERED or definition.test is None:
        return None
    if tally.passed < _FEWEST_LAID_OUT or tally.passed < _CHECKED_SHARE * evidence.distinct:
        return None
    if not evidence.one_layout:
        return None
    return Part(name="layout", log_odds=_LAID_OUT, detail="every value is grouped in the same way")


def population_part(definition: TypeDefinition, tally: TallyEvidence) -> Part | None:
    """What all values together show that no single one does."""
    if definition.population is None or tally.population is None:
        return None
    return Part(
        name="distribution", log_odds=tally.population, detail="the values of the column taken together"
    )


def declared_part(definition: TypeDefinition, column: Column) -> Part | None:
    """A veto where the declared type cannot hold the type."""
    if column.data_type in {*definition.declared, DataType.OTHER}:
        return None
    detail = f"a column declared {column.data_type.value} cannot hold {definition.title}"
    return Part(name="declared type", log_odds=_DECLARED_VETO, detail=detail)


def few_distinct_part(definition: TypeDefinition, evidence: ColumnEvidence) -> Part | None:
    """Few distinct values in many cells are a list of choices, not something of a person."""
    if not definition.distinct or not _are_choices(evidence):
        return None
    if evidence.distinct == 1 and has_check_digits(definition):
        return None
    return Part(name="distinct values", log_odds=_FEW_DISTINCT, detail="few distinct values in many cells")


def _are_choices(evidence: ColumnEvidence) -> bool:
    if evidence.filled >= _FEW_CELLS:
        return evidence.distinct <= max(3, _FEW_SHARE * evidence.filled)
    return evidence.distinct == 1 and evidence.filled >= _SAME_CELLS


def sequence_part(evidence: ColumnEvidence) -> Part | None:
    """Dense whole numbers were counted, not assigned to persons.

    >>> sequence_part(ColumnEvidence(column="id", dense=True)).log_odds
    -5.0
    """
    if not evidence.dense:
        return None
    return Part(name="sequence", log_odds=_SEQUENCE, detail="the values number something consecutively")


def moment_part(evidence: ColumnEvidence) -> Part | None:
    """Seconds or milliseconds since 1970 in every value: a clock, no number of a person.

    >>> moment_part(ColumnEvidence(column="at", moments=True)).log_odds
    -6.0
    """
    if not evidence.moments:
        return None
    return Part(name="moments", log_odds=_CLOCK, detail="the values count seconds or milliseconds since 1970")


def series_part(definition: TypeDefinition, evidence: ColumnEvidence) -> Part | None:
    """Against what begins differently from person to person where all are the same letters before other digits."""
    if not evidence.series or not definition.value_tested or definition.family not in _NOT_NUMBERED:
        return None
    return Part(name="series", log_odds=_SERIES, detail="the values are one prefix with other numbers")


def numbering_part(definition: TypeDefinition, role: Part | None) -> Part | None:
    """Against numbers that only a name tells: ``employee_id`` as a key numbers the rows or refers to another table."""
    if role is None or definition.value_tested:
        return None
    return Part(name="key", log_odds=_KEY_ONLY, detail="only the name tells it, and the column is a key")


def role_part(column: Column, table: Table) -> Part | None:
    """Row numbers and references identify rows, not persons."""
    primary = table.primary_key is not None and table.primary_key.columns == (column.name,)
    if primary and column.data_type is DataType.INTEGER:
        return Part(name="key", log_odds=_ROW_NUMBER, detail="the column numbers the rows")
    if any(key.columns == (column.name,) for key in table.foreign_keys):
        return Part(name="key", log_odds=_REFERENCE, detail="the column refers to another table")
    return None
