"""Each path of a column judged as a column of its own: its last name is the header, its leaves are the values."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from app.detection.evidence.check_digits import passing
from app.detection.evidence.intervals import wilson
from app.detection.nested.branches import Branch, Path, Wild
from app.detection.nested.folding_keys import KnowsName, fold_keys
from app.detection.nested.taking_apart import TakenApart
from app.detection.types import STRUCTURED, TypeDefinition
from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

MOST_PATHS = 200
"""Paths of a column that are judged: those with the most leaves."""

_LONGEST_PATH, _CUT = 256, "…"
_SURE, _SURE_OF_ITEMS = 0.5, 0.9
_MOST_REPEATS = 10_000

ClassifyTable = Callable[[Table, Sample], Sequence[ColumnVerdict]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A path with its leaves: number of a cell, text."""

    path: Path
    leaves: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathJudge:
    """What is needed to judge the paths of one column.

    Attributes:
        classify: the classifier, without taking anything apart.
        knows: whether the words of a key are words of column names.
        types: of the catalogue, by id.
    """

    classify: ClassifyTable
    knows: KnowsName
    types: dict[str, TypeDefinition]

    def findings(
        self, table: Table, column: Column, taken: TakenApart, method: SamplingMethod
    ) -> list[Finding]:
        """What the leaves of the column are and hold, each statement with its path, as shares of cells."""
        fold_keys(taken.tree, self.knows, self._are_data)
        places = _places(taken.tree)
        virtual, sample = _as_table(table, column, taken, places)
        verdicts = self.classify(virtual, sample)
        return [
            self._placed(finding, place, taken, method)
            for place, verdict in zip(places, verdicts, strict=True)
            for finding in verdict.findings
            if self._holds(finding, place, taken)
        ]

    def _are_data(self, keys: Collection[str]) -> bool:
        column = Column(name="", position=1, native_type="", data_type=DataType.OTHER)
        table = Table(schema="", name="", kind=TableKind.TABLE, columns=(column,))
        (verdict,) = self.classify(table, _sample({"": tuple(sorted(keys))}))
        return any(finding.confidence >= _SURE for finding in verdict.findings)

    def _holds(self, finding: Finding, place: _Place, taken: TakenApart) -> bool:
        """Whether the statement may be made of some cells: a name alone does not do where values can be tested.

        Items of a list and keys have no name of their own: what only a name tells, or half tells, is not said of them.
        """
        if finding.value_tested and finding.tested and not finding.matched:
            return False
        if place.path[-1:] == (Wild.KEYS,):
            return finding.value_tested
        if not taken.form.is_list:
            return True
        sure = finding.confidence >= _SURE_OF_ITEMS
        return sure and finding.value_tested and (finding.kind is FindingKind.TYPE or finding.decisive)

    def _placed(self, finding: Finding, place: _Place, taken: TakenApart, method: SamplingMethod) -> Finding:
        cells = self._cells(finding, place, taken)
        bounds = wilson(cells, taken.cells) if cells is not None and method.allows_bounds else (None, None)
        return replace(
            finding,
            kind=FindingKind.CONTAINS,
            path=_written(taken, place.path),
            prevalence=None if cells is None else cells / taken.cells,
            prevalence_low=bounds[0],
            prevalence_high=bounds[1],
        )

    def _cells(self, finding: Finding, place: _Place, taken: TakenApart) -> int | None:
        """Cells with at least one leaf that fits; of a list of words at most those that have the path."""
        if finding.prevalence is None:
            return None
        having = _weight(taken, (cell for cell, _ in place.leaves))
        leaves = sum(_repeats(taken, cell) for cell, _ in place.leaves)
        definition = self.types[finding.type_id]
        if finding.kind is FindingKind.TYPE and definition.tier in STRUCTURED and leaves > having:
            fits = passing(definition)
            return _weight(taken, (cell for cell, text in place.leaves if fits(text)))
        return min(having, round(finding.prevalence * leaves))


def _places(tree: Branch) -> list[_Place]:
    found = [_Place(path, branch.leaves) for path, branch in tree.walk() if branch.leaves]
    return sorted(found, key=lambda place: -len(place.leaves))[:MOST_PATHS]


def _weight(taken: TakenApart, cells: Iterable[int]) -> int:
    return sum(taken.weights[cell] for cell in set(cells))


def _repeats(taken: TakenApart, cell: int) -> int:
    return min(taken.weights[cell], _MOST_REPEATS)


def _as_table(
    table: Table, column: Column, taken: TakenApart, places: Sequence[_Place]
) -> tuple[Table, Sample]:
    names = [_header(number, column, place.path) for number, place in enumerate(places)]
    columns = tuple(
        Column(name=name, position=number, native_type="", data_type=DataType.OTHER)
        for number, name in enumerate(names, start=1)
    )
    virtual = Table(schema=table.schema, name=table.name, kind=table.kind, columns=columns)
    values: dict[str, tuple[str | None, ...]] = {
        name: tuple(text for cell, text in place.leaves for _ in range(_repeats(taken, cell)))
        for name, place in zip(names, places, strict=True)
    }
    return virtual, _sample(values)


def _header(number: int, column: Column, path: Path) -> str:
    """The names that lead to the leaves, the column's first; the number keeps headers apart and says nothing.

    >>> column = Column(name="payload", position=1, native_type="", data_type=DataType.JSON)
    >>> _header(4, column, ("items", Wild.ITEM, "@name"))
    '4.payload.items.name'
    """
    names = [step.lstrip("@") for step in path if isinstance(step, str)]
    return ".".join([str(number), column.name, *([""] if path[-1:] == (Wild.KEYS,) else names)])


def _sample(values: dict[str, tuple[str | None, ...]]) -> Sample:
    rows = max(map(len, values.values()), default=0)
    return Sample(facts=SampleFacts(method=SamplingMethod.HEAD, rows=rows, seed=0), values=values)


def _written(taken: TakenApart, path: Path) -> str:
    text = taken.form.write(path)
    return text if len(text) <= _LONGEST_PATH else text[: _LONGEST_PATH - 1] + _CUT
