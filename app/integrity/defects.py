"""All that one sample says is wrong with a table: in its cells, between its columns, and with rows that come twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.integrity.dependencies import dependency_defects, find_dependencies
from app.integrity.duplicates import duplicate_defects
from app.model.defects import Defect, DefectKind
from app.model.findings import ColumnVerdict
from app.model.integrity import Dependency
from app.model.sample import Sample
from app.model.schema import Table
from app.quality.defects.finding import as_defect, find_sightings, surest_first
from app.quality.defects.looking import look_at
from app.quality.showing import Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDefects:
    """What seems wrong with a table, the surest first, and which of its columns settle others."""

    defects: tuple[Defect, ...]
    dependencies: tuple[Dependency, ...]


def defects_of(
    table: Table, sample: Sample, verdicts: Sequence[ColumnVerdict], *, today: date, mask: Mask | None = None
) -> TableDefects:
    """Look once for everything that a sample shows; nothing for a table without rows.

    Copies of rows and likely second records are counted for the table where the sample allows it, all else in the
    sample. Values are shown as ``app.quality.defects.finding.find_defects`` says.
    """
    look = look_at(table, sample, verdicts, today=float(today.toordinal()))
    seen = find_sightings(look)
    method = sample.facts.method
    dependencies = find_dependencies(table, sample)
    found = (
        *(as_defect(each, look, method, mask) for each in seen if each.kind is not DefectKind.DUPLICATE_ROWS),
        *duplicate_defects(look, seen, sample.facts),
        *dependency_defects(dependencies, method),
    )
    return TableDefects(defects=surest_first(found), dependencies=dependencies)
