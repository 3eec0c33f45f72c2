"""What the values of a column showed, without any of them: enough to decide again when the rules change."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.sample import SamplingMethod

EVIDENCE_FORMAT = 1
"""Raised whenever what is kept, or what a count in it means, changes: evidence of another format is not decided on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyEvidence:
    """How the distinct values of a column fared against one type.

    Attributes:
        tried: values that passed the gate of length and character classes.
        shaped: values that fitted the pattern as well.
        passed: those that passed the value test too.
        cells: cells that hold a value that passed.
        given_up: the rest of the values was not tried, because far too few had passed.
        shuffled: share, 0 to 1, of the column's own digits in another order that pass; ``None`` if not measured.
        population: log-odds from all values together; ``None`` if not measured.
        exemplars: masked.
    """

    tried: int = 0
    shaped: int = 0
    passed: int = 0
    cells: int = 0
    given_up: bool = False
    shuffled: float | None = None
    population: float | None = None
    exemplars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanEvidence:
    """What was found of one type inside the texts of a column.

    Attributes:
        tried: spans found.
        valid: those that passed the value test.
        values: distinct values that hold a valid one.
        cells: cells that do.
        in_context: a telling word stood before one.
        population: log-odds from what was found, taken together; ``None`` for a type without such a test.
        exemplars: masked.
    """

    tried: int = 0
    valid: int = 0
    values: int = 0
    cells: int = 0
    in_context: bool = False
    population: float | None = None
    exemplars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The probability that the column is of each class of the text model, and how its values read one by one.

    Attributes:
        probabilities: by class, summing to 1; classes of less than one in a million are left out; empty where the
            values hold no words.
        tops: how many of the values read read best as each class; without those that none did.
        read: values read.
    """

    probabilities: Mapping[str, float]
    tops: Mapping[str, int]
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathEvidence:
    """What stands at one path inside the cells of a column.

    Attributes:
        path: as it is shown, e.g. ``$.customer.email``; keys that are data stand in it as ``*``.
        names: of the steps that lead there, without those that stand for many.
        of_keys: the values are keys that are data.
        having: cells that hold something there.
        leaves: all that stands there, more than ``having`` where cells hold several.
        fitting: by type, cells with at least one leaf that passes its test; only where ``leaves`` are more.
        evidence: of the leaves, as of a column.
    """

    path: str
    names: tuple[str, ...]
    of_keys: bool
    having: int
    leaves: int
    evidence: "ColumnEvidence"
    fitting: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedEvidence:
    """A column whose cells hold several values.

    Attributes:
        is_list: items without names; the column's own name is theirs.
        cells: cells looked at that are not NULL, whatever their form.
        paths: those with the most leaves first.
    """

    is_list: bool
    cells: int
    paths: tuple[PathEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEvidence:
    """All that the values of one column say, by count and measurement.

    Attributes:
        column: its name.
        sampled: sampled cells that are not NULL.
        filled: those that are not blank either.
        distinct: distinct ones among them.
        dense: the values number something consecutively.
        moments: the values count seconds or milliseconds since 1970.
        series: all values are the same few letters with other digits behind them.
        one_layout: every value is grouped in one and the same peculiar way.
        tallies: by type, of those that some value has the shape of.
        by_name: types that only a name can tell and whose shape was tried, because the name did.
        reading: of the text model; ``None`` without values.
        worded: by type that the text model alone tells, which values read so; only of what was decided on.
        spans: by type, what the texts hold; ``None`` if it was not looked for, because the column is a type.
        nested: of cells that hold several values; ``None`` if they do not, or it was not looked for.
    """

    column: str
    sampled: int = 0
    filled: int = 0
    distinct: int = 0
    dense: bool = False
    moments: bool = False
    series: bool = False
    one_layout: bool = False
    tallies: Mapping[str, TallyEvidence] = field(default_factory=dict[str, TallyEvidence])
    by_name: tuple[str, ...] = ()
    reading: Reading | None = None
    worded: Mapping[str, TallyEvidence] = field(default_factory=dict[str, TallyEvidence])
    spans: Mapping[str, SpanEvidence] | None = None
    nested: NestedEvidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeMark:
    """What tells whether evidence about a type is still that of today's rules: digests of what met the values.

    Attributes:
        values: of shape, pattern and tests of whole values.
        inside: of how it is looked for inside text; empty if it is not.
    """

    values: str
    inside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMarks:
    """The rules that evidence was gathered under.

    Attributes:
        version: of the catalogue.
        model: digest of the text model.
        types: by id.
    """

    version: str
    model: str
    types: Mapping[str, TypeMark]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEvidence:
    """The evidence of one table.

    Attributes:
        method: how its rows were drawn.
        columns: in the order of the table.
    """

    table_id: str
    method: SamplingMethod
    columns: tuple[ColumnEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBatch:
    """The evidence of the tables of one batch; those that could not be read have none."""

    number: int
    rules: RuleMarks
    tables: tuple[TableEvidence, ...]
