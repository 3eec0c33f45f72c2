"""Each path of a column judged as a column of its own: its last name is the header, its leaves are the values."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.detection.evidence.intervals import wilson
from app.model.evidence import ColumnEvidence, NestedEvidence, PathEvidence
from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.sample import SamplingMethod
from app.model.schema import Column, DataType, Table

_SURE_OF_ITEMS = 0.9

Decide = Callable[[Table, Sequence[ColumnEvidence]], Sequence[ColumnVerdict]]


def placed_findings(
    decide: Decide, table: Table, column: Column, nested: NestedEvidence, method: SamplingMethod
) -> list[Finding]:
    """What the leaves of the column are and hold, each statement with its path, as shares of cells."""
    verdicts = decide(
        path_table(table, column, [p.names for p in nested.paths]), [p.evidence for p in nested.paths]
    )
    return [
        _placed(finding, place, nested, method)
        for place, verdict in zip(nested.paths, verdicts, strict=True)
        for finding in verdict.findings
        if _holds(finding, place, nested)
    ]


def path_table(table: Table, column: Column, places: Sequence[Sequence[str]]) -> Table:
    """A table with a column per path, named after the column and the steps that lead there.

    The number keeps headers apart and says nothing.

    >>> from app.model.schema import TableKind
    >>> column = Column(name="payload", position=1, native_type="", data_type=DataType.JSON)
    >>> orders = Table(schema="", name="orders", kind=TableKind.TABLE, columns=(column,))
    >>> [c.name for c in path_table(orders, column, [("items", "name")]).columns]
    ['0.payload.items.name']
    """
    columns = tuple(
        Column(
            name=".".join([str(number), column.name, *names]),
            position=number + 1,
            native_type="",
            data_type=DataType.OTHER,
        )
        for number, names in enumerate(places)
    )
    return Table(schema=table.schema, name=table.name, kind=table.kind, columns=columns)


def _holds(finding: Finding, place: PathEvidence, nested: NestedEvidence) -> bool:
    """Whether the statement may be made of some cells: a name alone does not do where values can be tested.

    Items of a list and keys have no name of their own: what only a name tells, or half tells, is not said of them.
    """
    if finding.value_tested and finding.tested and not finding.matched:
        return False
    if place.of_keys:
        return finding.value_tested
    if not nested.is_list:
        return True
    sure = finding.confidence >= _SURE_OF_ITEMS
    return sure and finding.value_tested and (finding.kind is FindingKind.TYPE or finding.decisive)


def _placed(finding: Finding, place: PathEvidence, nested: NestedEvidence, method: SamplingMethod) -> Finding:
    cells = _cells(finding, place)
    bounds = wilson(cells, nested.cells) if cells is not None and method.allows_bounds else (None, None)
    return replace(
        finding,
        kind=FindingKind.CONTAINS,
        path=place.path,
        prevalence=None if cells is None else cells / nested.cells,
        prevalence_low=bounds[0],
        prevalence_high=bounds[1],
    )


def _cells(finding: Finding, place: PathEvidence) -> int | None:
    """Cells with at least one leaf that fits; of a list of words at most those that have the path."""
    if finding.prevalence is None:
        return None
    if finding.kind is FindingKind.TYPE and finding.type_id in place.fitting:
        return place.fitting[finding.type_id]
    return min(place.having, round(finding.prevalence * place.leaves))
