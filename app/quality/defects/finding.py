"""All that seems wrong with a table, from one sample of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from app.model.defects import Defect
from app.model.findings import ColumnVerdict
from app.model.sample import Sample, SamplingMethod
from app.model.schema import Table
from app.quality.defects.alongside import unit_alongside
from app.quality.defects.arithmetic import arithmetic
from app.quality.defects.constants import constant
from app.quality.defects.contradictions import contradiction
from app.quality.defects.disguised import disguised_missing
from app.quality.defects.duplicates import duplicate_rows
from app.quality.defects.encoding import encoding
from app.quality.defects.formats import format_mix
from app.quality.defects.future import future_dates
from app.quality.defects.invalid import invalid
from app.quality.defects.looking import TableLook, look_at
from app.quality.defects.missing import missing
from app.quality.defects.orphans import orphan
from app.quality.defects.outliers import outlier
from app.quality.defects.shifted import shifted_dates
from app.quality.defects.sighting import Known, Parents, Search, Sighting
from app.quality.defects.spaces import stray_space
from app.quality.defects.stored import stored_as_text
from app.quality.defects.swaps import swapped_columns
from app.quality.defects.typos import typo
from app.quality.defects.units import unit_mix
from app.quality.defects.variants import spelling_variant
from app.quality.sampling.intervals import share_bound
from app.quality.showing import LONGEST_SHOWN, Mask

SEARCHES: Final[tuple[Search, ...]] = (
    missing, duplicate_rows, swapped_columns, disguised_missing, encoding, stray_space, orphan, format_mix, arithmetic, unit_mix, unit_alongside, shifted_dates,
    future_dates, outlier, typo, spelling_variant, contradiction, invalid, stored_as_text, constant,
)  # fmt: skip
"""In the order in which one explains what the next would see: a disguise is no outlier, a swap no mix of formats."""


def find_defects(
    table: Table,
    sample: Sample,
    verdicts: Sequence[ColumnVerdict],
    *,
    today: date,
    parents: Parents | None = None,
    mask: Mask | None = None,
) -> tuple[Defect, ...]:
    """What seems wrong in the sample, the surest first; nothing for a table without rows.

    ``parents`` gives, per column, all keys that its values must be among. Examples are values as they stand only where
    detection looked and found nothing; of a column with a finding they are masked, of one that was not tested there are
    none. Without ``mask`` there are none of columns with findings either.
    """
    look = look_at(table, sample, verdicts, today=float(today.toordinal()), parents=parents)
    return surest_first(
        as_defect(sighting, look, sample.facts.method, mask) for sighting in find_sightings(look)
    )


def find_sightings(look: TableLook) -> tuple[Sighting, ...]:
    """What the searches see, each told what those before it explain; nothing for a table without rows."""
    known = Known()
    for search in SEARCHES if look.rows else ():
        known.add(list(search(look, known)))
    return tuple(known.sightings)


def surest_first(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    """In the order in which a person reads them."""
    return tuple(sorted(defects, key=lambda defect: (-defect.confidence, defect.kind, defect.columns)))


def as_defect(sighting: Sighting, look: TableLook, method: SamplingMethod, mask: Mask | None) -> Defect:
    """What was seen, without the rows: their number in the sample, and examples as ``find_defects`` says."""
    count = len(sighting.rows)
    is_estimate = method.allows_bounds and method is not SamplingMethod.ALL
    return Defect(
        kind=sighting.kind,
        columns=sighting.columns,
        count=count,
        rows=look.rows,
        exact=method is SamplingMethod.ALL,
        bound=share_bound(count, look.rows) if is_estimate else None,
        confidence=round(sighting.confidence, 3),
        reasons=sighting.reasons,
        examples=tuple(dict.fromkeys(_shown(sighting, look, mask))),
    )


def _shown(sighting: Sighting, look: TableLook, mask: Mask | None) -> Iterator[str]:
    concerned = [look[column].verdict for column in sighting.columns]
    if len(concerned) > 1 and not all(each and each.tested and not each.findings for each in concerned):
        return  # what stands in one column may be a value of the other
    for column, value in sighting.examples:
        verdict = look[column].verdict
        if verdict is None or not verdict.tested:
            continue
        if verdict.findings:
            if mask is not None:
                yield mask(verdict.findings[0].type_id, value)
        elif len(value) <= LONGEST_SHOWN and value.isprintable():
            yield value
