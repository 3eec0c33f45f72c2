"""How the rows of a run hang together, as programs read it: keys, dependencies between columns, duplicates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.model.defects import Defect, DefectKind
from app.model.integrity import Dependency, KeyCheck, KeyCounts
from app.model.results import QualityBatch
from app.model.run import Reason
from app.model.schema import table_id
from app.results.report import TableView

_DUPLICATES: Final = frozenset({DefectKind.DUPLICATE_ROWS, DefectKind.DUPLICATE_ENTITIES})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyItem:
    """One foreign key, declared or not, with what became of its rows; ``found`` is null where none was looked at."""

    schema: str
    table: str
    table_id: str
    name: str | None
    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]
    declared: bool
    enforced: bool | None
    match_full: bool
    confidence: float
    found: KeyCounts | None
    query: str
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyItem:
    """Columns of a table that settle another."""

    schema: str
    table: str
    table_id: str
    determinant: tuple[str, ...]
    dependent: str
    strength: float
    rows: int
    groups: int
    violations: int
    exact: bool
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateItem:
    """Rows of a table that another row repeats, wholly or nearly."""

    schema: str
    table: str
    table_id: str
    kind: str
    columns: tuple[str, ...]
    count: int
    rows: int
    exact: bool
    bound: float | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityDocument:
    """Keys with the most orphans first, dependencies and duplicates in the order of the tables; no value of a cell.

    ``complete``: nothing is to come.
    """

    run_id: str
    complete: bool
    keys: list[KeyItem]
    dependencies: list[DependencyItem]
    duplicates: list[DuplicateItem]


def integrity_document(
    run_id: str, views: Iterable[TableView], qualities: Iterable[QualityBatch], *, complete: bool
) -> IntegrityDocument:
    """What is written so far; keys that were not looked into stand last, each with its reason."""
    views = [*views]
    keys = sorted((_key(check) for batch in qualities for check in batch.keys), key=_rank)
    return IntegrityDocument(
        run_id=run_id,
        complete=complete,
        keys=keys,
        dependencies=[_dependency(view, each) for view in views for each in view.dependencies],
        duplicates=[*_duplicates(views)],
    )


def _rank(item: KeyItem) -> tuple[bool, int, str, str, tuple[str, ...]]:
    orphans = item.found.orphan_rows if item.found else 0
    return (item.found is None, -orphans, item.schema, item.table, item.columns)


def _key(check: KeyCheck) -> KeyItem:
    key = check.key
    return KeyItem(
        schema=key.schema,
        table=key.table,
        table_id=table_id(key.schema, key.table),
        name=key.name,
        columns=key.columns,
        referred_schema=key.referred_schema,
        referred_table=key.referred_table,
        referred_columns=key.referred_columns,
        declared=key.declared,
        enforced=key.enforced,
        match_full=key.match_full,
        confidence=key.confidence,
        found=check.found,
        query=check.query,
        reason=check.reason,
    )


def _dependency(view: TableView, found: Dependency) -> DependencyItem:
    return DependencyItem(
        schema=view.table.schema,
        table=view.table.name,
        table_id=view.table.id,
        determinant=found.determinant,
        dependent=found.dependent,
        strength=found.strength,
        rows=found.rows,
        groups=found.groups,
        violations=found.violations,
        exact=found.exact,
        confidence=found.confidence,
    )


def _duplicates(views: Iterable[TableView]) -> Iterator[DuplicateItem]:
    for view in views:
        for defect in view.profile.defects if view.profile else ():
            if defect.kind in _DUPLICATES:
                yield _duplicate(view, defect)


def _duplicate(view: TableView, defect: Defect) -> DuplicateItem:
    return DuplicateItem(
        schema=view.table.schema,
        table=view.table.name,
        table_id=view.table.id,
        kind=defect.kind.value,
        columns=defect.columns,
        count=defect.count,
        rows=defect.rows,
        exact=defect.exact,
        bound=defect.bound,
        confidence=defect.confidence,
    )
