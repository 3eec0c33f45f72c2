"""Joins what every row said with what the sample said into the profile of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from app.model.defects import SHOWN_FROM, Defect
from app.model.distribution import Distribution
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement, TableProfile
from app.model.schema import Table
from app.model.ways import Choice
from app.quality.metrics import ORDER
from app.quality.profile import Measured
from app.quality.scoring.cells import valid_share
from app.quality.scoring.losses import losses_of
from app.quality.scoring.parts import Grounds, ScorePart
from app.quality.scoring.score import parts_of, score_table
from app.quality.showing import Mask, Showing

MOST_LOSSES = 50
"""More are not stored; they are the smallest, and a table of a thousand columns has thousands."""


def merge_profile(
    table: Table,
    exact: Measured | None,
    sampled: Sequence[ColumnProfile],
    verdicts: Sequence[ColumnVerdict],
    *,
    catalog: Sequence[ColumnProfile] = (),
    mask: Mask | None = None,
    defects: Sequence[Defect] = (),
    others: Sequence[ScorePart] = (),
    plan: Choice | None = None,
) -> TableProfile:
    """The profile of the table, columns in its order; what was counted on every row wins over the sample.

    It wins per metric and per part of the distribution. What the catalog's statistics say stands in where the sample
    says nothing or allows no bound. Values are masked as ``app.quality.showing`` says; without
    ``mask`` a masked value is ``None``. ``others`` are parts of the score that were measured elsewhere.
    Defects too unsure to be shown lower no score.
    """
    profiles = [*sampled, *catalog, *(exact.columns if exact else ())]
    whole = _is_whole(sampled)
    by_column = {verdict.column: verdict for verdict in verdicts}
    columns = tuple(
        _column(column.name, profiles, by_column.get(column.name), whole, mask) for column in table.columns
    )
    rows = exact.rows if exact else None
    grounds = Grounds(
        table=table,
        columns=columns,
        verdicts=tuple(verdicts),
        rows=rows if exact else table.row_estimate,
        whole=whole,
        defects=tuple(defect for defect in defects if defect.confidence >= SHOWN_FROM),
        others=tuple(others),
    )
    return TableProfile(
        rows=rows,
        columns=columns,
        score=score_table(grounds),
        losses=losses_of(parts_of(grounds))[:MOST_LOSSES],
        statements=(exact.statements if exact else 0) + bool(sampled),
        defects=tuple(sorted(defects, key=lambda defect: -defect.confidence)),
        plan=plan,
    )


def _column(
    name: str,
    profiles: Sequence[ColumnProfile],
    verdict: ColumnVerdict | None,
    whole: bool,
    mask: Mask | None,
) -> ColumnProfile:
    """Everything of one column, as it may be shown."""
    measurements = tuple(_merged(name, profiles, verdict, whole))
    found = ColumnProfile(column=name, measurements=measurements, distribution=_spread(name, profiles))
    return Showing(verdict, mask).profile(found)


def _merged(
    column: str, profiles: Iterable[ColumnProfile], verdict: ColumnVerdict | None, whole: bool
) -> list[Measurement]:
    """All measurements of the column, one per metric, in the order of the definitions; the last profile wins."""
    found: dict[str, Measurement] = {}
    for each in (m for profile in profiles if profile.column == column for m in profile.measurements):
        if _is_better(each, found.get(each.metric)):
            found[each.metric] = each
    if verdict is not None and (share := valid_share(verdict)) is not None:
        found["valid_share"] = replace(share, exact=True, bound=None) if whole else share
    return sorted(found.values(), key=lambda each: ORDER[each.metric])


def _is_better(new: Measurement, known: Measurement | None) -> bool:
    """An estimate never replaces what the sample, being the whole table, counted; the catalog's none with a bound."""
    if known is None or new.exact:
        return True
    return not known.exact and not (new.from_catalog and (known.bound is not None or _refutes(known, new)))


def _refutes(seen: Measurement, told: Measurement) -> bool:
    """Whether statistics are out of date: a share of 0 or 1 where the sample saw both.

    >>> seen, told = (Measurement(metric="null_share", value=value, exact=False) for value in (0.5, 0.0))
    >>> _refutes(seen, told), _refutes(told, seen)
    (True, False)
    """
    return told.metric == "null_share" and told.value in {0, 1} and seen.value != told.value


def _spread(column: str, profiles: Iterable[ColumnProfile]) -> Distribution:
    """Every part from the last profile that has it."""
    found = Distribution()
    for profile in profiles:
        if profile.column == column:
            parts = {each.name: getattr(profile.distribution, each.name) for each in fields(Distribution)}
            found = replace(found, **{name: part for name, part in parts.items() if part})
    return found


def _is_whole(sampled: Sequence[ColumnProfile]) -> bool:
    """Whether the sample was the whole table, as what was measured on it says."""
    measured = [each for profile in sampled for each in profile.measurements]
    return bool(measured) and all(each.exact for each in measured)
