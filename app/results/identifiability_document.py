"""Who can be told apart, as programs read it (docs/identifiability.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.identifiability.matching import match_chance, sampled_share
from app.model.identifiability import ColumnSet, RoleOfColumn, TableIdentifiability
from app.results.report import TableView

GUIDANCE: Final = "Guidance, not legal advice: rows are counted, not what others really know."


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversityItem:
    """What a set gives away of a sensitive column."""

    column: str
    family: str
    least_values: int
    rows_given_away: int
    share_given_away: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSetItem:
    """One set of columns; shares are of the rows read, 0 to 1.

    Attributes:
        k: rows of its smallest group.
        match_chance: of the rows of the whole table that are like one that is alone in the sample, the estimated
            share that are that row: the chance that who takes it for a person they know is right. ``None`` where every
            row was read, where no row is alone, where rows were not drawn by themselves, and where nobody counted them.
    """

    columns: tuple[str, ...]
    groups: int
    k: int
    alone: int
    alone_share: float
    under_five: int
    under_five_share: float
    unique: bool
    match_chance: float | None
    diversity: list[DiversityItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableIdentifiabilityItem:
    """One table of persons. ``exact``: every row was read; otherwise all of it is said of the sample only."""

    table_id: str
    schema: str
    table: str
    rows: int
    exact: bool
    quasi_identifiers: tuple[RoleOfColumn, ...]
    sensitive: tuple[RoleOfColumn, ...]
    left_out: tuple[str, ...]
    examined: int
    all_examined: bool
    sets: list[ColumnSetItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiabilityDocument:
    """Tables of persons, those with the most rows alone first. ``complete``: no table is to come."""

    complete: bool
    guidance: str
    items: list[TableIdentifiabilityItem]


def identifiability_document(views: Iterable[TableView], *, complete: bool) -> IdentifiabilityDocument:
    """What was measured so far."""
    items = [_item(view, view.identifiability) for view in views if view.identifiability is not None]
    return IdentifiabilityDocument(complete=complete, guidance=GUIDANCE, items=sorted(items, key=_least_safe))


def _least_safe(item: TableIdentifiabilityItem) -> tuple[float, str, str]:
    return -max((each.alone_share for each in item.sets), default=0.0), item.schema, item.table


def _item(view: TableView, known: TableIdentifiability) -> TableIdentifiabilityItem:
    rows = view.rows if view.rows is not None else view.table.row_estimate
    share = sampled_share(view.sample, rows) if view.sample else None
    return TableIdentifiabilityItem(
        table_id=view.table.id,
        schema=view.table.schema,
        table=view.table.name,
        rows=known.rows,
        exact=known.exact,
        quasi_identifiers=known.quasi,
        sensitive=known.sensitive,
        left_out=known.left_out,
        examined=known.examined,
        all_examined=known.complete,
        sets=[_set(each, known.rows, share) for each in known.sets],
    )


def _set(found: ColumnSet, rows: int, share: float | None) -> ColumnSetItem:
    return ColumnSetItem(
        columns=found.columns,
        groups=found.groups,
        k=found.smallest,
        alone=found.alone,
        alone_share=found.alone / rows,
        under_five=found.under_five,
        under_five_share=found.under_five / rows,
        unique=found.unique,
        match_chance=match_chance(found.alone, found.pairs, share),
        diversity=[
            DiversityItem(
                column=each.column,
                family=each.family,
                least_values=each.least_values,
                rows_given_away=each.rows_given_away,
                share_given_away=each.rows_given_away / rows,
            )
            for each in found.diversity
        ],
    )
