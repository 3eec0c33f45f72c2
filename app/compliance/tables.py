"""A table as the views take it: its name, what is known of its rows, and the verdicts on its columns."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.model.findings import ColumnVerdict, Finding, FindingKind


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """One table of a run.

    Attributes:
        table_id: as everywhere in the results.
        columns: how many it has.
        rows: exact, or as the catalog estimates; ``None`` if nobody knows.
        sampled_rows: ``None`` where no row could be read.
        columns_left_out: columns that were not drawn (binary, geometry), so nothing is known of their values.
        verdicts: empty for a table that was not read.
    """

    table_id: str
    schema: str
    name: str
    columns: int
    rows: int | None
    sampled_rows: int | None
    columns_left_out: frozenset[str]
    verdicts: tuple[ColumnVerdict, ...]

    @cached_property
    def column_types(self) -> frozenset[str]:
        """What whole columns of it are, as types."""
        return frozenset(found.type_id for _, found in self._whole_columns())

    @cached_property
    def columns_of(self) -> dict[str, frozenset[str]]:
        """The columns that are of a family, by family."""
        columns: defaultdict[str, set[str]] = defaultdict(set)
        for column, found in self._whole_columns():
            columns[found.family].add(column)
        return {family: frozenset(names) for family, names in columns.items()}

    def _whole_columns(self) -> Iterator[tuple[str, Finding]]:
        for verdict in self.verdicts:
            for found in verdict.findings:
                if found.kind is FindingKind.TYPE:
                    yield verdict.column, found
