"""What stands at each path of a column whose cells hold several values, as evidence."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.detection.evidence.check_digits import passing
from app.detection.nested.branches import Branch, Path, Wild
from app.detection.nested.folding_keys import KnowsName, fold_keys
from app.detection.nested.judging import path_table
from app.detection.nested.taking_apart import TakenApart
from app.detection.types import STRUCTURED, TypeDefinition
from app.detection.wording.reading import shares_of
from app.model.evidence import ColumnEvidence, NestedEvidence, PathEvidence
from app.model.findings import ColumnVerdict, FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

MOST_PATHS = 200
"""Paths of a column that are judged: those with the most leaves."""

_LONGEST_PATH, _CUT = 256, "…"
_SURE, _MOST_OF_THEM = 0.5, 0.5
# A name of a person in a path would be stored: the doubt is for the person.
_PERHAPS = 0.15
_NAMES = ("person", "given", "surname")
_PERSONAL = (*_NAMES, "username", "address")
"""Classes of the text model that a key may be a value of."""

_MOST_REPEATS = 10_000

Examine = Callable[[Table, Sample], tuple[Sequence[ColumnVerdict], Sequence[ColumnEvidence]]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A path with its leaves: number of a cell, text."""

    path: Path
    leaves: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathGatherer:
    """What is needed to look at the paths of one column.

    Attributes:
        examine: the classifier, without taking anything apart.
        knows: whether the words of a key are words of column names.
        types: of the catalogue, by id.
    """

    examine: Examine
    knows: KnowsName
    types: Mapping[str, TypeDefinition]

    def gather(self, table: Table, column: Column, taken: TakenApart) -> NestedEvidence:
        """The evidence of its paths."""
        fold_keys(taken.tree, self.knows, self._data_among)
        places = _places(taken.tree)
        virtual = path_table(table, column, [_names(place.path) for place in places])
        values = {
            described.name: tuple(text for cell, text in place.leaves for _ in range(_repeats(taken, cell)))
            for described, place in zip(virtual.columns, places, strict=True)
        }
        examined = zip(places, *self.examine(virtual, _sample(values)), strict=True)
        paths = tuple(self._evidence(taken, *each) for each in examined)
        return NestedEvidence(is_list=taken.form.is_list, cells=taken.cells, paths=paths)

    def _data_among(self, keys: Collection[str]) -> Collection[str]:
        """All keys where they are a column of something, else those that read as a person or an address.

        Where half of them do, so do the others.
        """
        column = Column(name="", position=1, native_type="", data_type=DataType.OTHER)
        table = Table(schema="", name="", kind=TableKind.TABLE, columns=(column,))
        (verdict,), _ = self.examine(table, _sample({"": tuple(sorted(keys))}))
        if any(finding.confidence >= _SURE for finding in verdict.findings):
            return keys
        shares = shares_of(sorted(keys), _PERSONAL, _NAMES)
        personal = [key for key, (person, name) in shares.items() if person >= _SURE or name >= _PERHAPS]
        return keys if len(personal) >= _MOST_OF_THEM * len(keys) else personal

    def _evidence(
        self, taken: TakenApart, place: _Place, verdict: ColumnVerdict, evidence: ColumnEvidence
    ) -> PathEvidence:
        having = _weight(taken, (cell for cell, _ in place.leaves))
        leaves = sum(_repeats(taken, cell) for cell, _ in place.leaves)
        return PathEvidence(
            path=_written(taken, place.path),
            names=_names(place.path),
            of_keys=_is_of_keys(place.path),
            having=having,
            leaves=leaves,
            fitting=self._fitting(taken, place, verdict) if leaves > having else {},
            evidence=evidence,
        )

    def _fitting(self, taken: TakenApart, place: _Place, verdict: ColumnVerdict) -> dict[str, int]:
        """Cells with a leaf that fits, for the type that the leaves are if values alone tell it."""
        found = (self.types[f.type_id] for f in verdict.findings if f.kind is FindingKind.TYPE)
        tests = {t.id: passing(t) for t in found if t.tier in STRUCTURED}
        return {
            type_id: _weight(taken, (cell for cell, text in place.leaves if fits(text)))
            for type_id, fits in tests.items()
        }


def _places(tree: Branch) -> list[_Place]:
    found = [_Place(path, branch.leaves) for path, branch in tree.walk() if branch.leaves]
    return sorted(found, key=lambda place: -len(place.leaves))[:MOST_PATHS]


def _weight(taken: TakenApart, cells: Iterable[int]) -> int:
    return sum(taken.weights[cell] for cell in set(cells))


def _repeats(taken: TakenApart, cell: int) -> int:
    return min(taken.weights[cell], _MOST_REPEATS)


def _is_of_keys(path: Path) -> bool:
    return path[-1:] == (Wild.KEYS,)


def _names(path: Path) -> tuple[str, ...]:
    """The names that lead to the leaves; keys have none of their own.

    >>> _names(("items", Wild.ITEM, "@name")), _names(("by", Wild.KEYS))
    (('items', 'name'), ('',))
    """
    return ("",) if _is_of_keys(path) else tuple(step.lstrip("@") for step in path if isinstance(step, str))


def _sample(values: Mapping[str, tuple[str | None, ...]]) -> Sample:
    rows = max(map(len, values.values()), default=0)
    return Sample(facts=SampleFacts(method=SamplingMethod.HEAD, rows=rows, seed=0), values=dict(values))


def _written(taken: TakenApart, path: Path) -> str:
    text = taken.form.write(path)
    return text if len(text) <= _LONGEST_PATH else text[: _LONGEST_PATH - 1] + _CUT
