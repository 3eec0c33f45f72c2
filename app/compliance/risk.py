"""How risky data stands where it was found: a sum of named parts, kept apart from how sensitive the data is.

The *level* says what the data is (an e-mail address: medium). The *risk* says how it stands there: how many rows, in
readable text or masked, beside what identifies, inside free text, of children, against a rule that forbids it. The
factors are those of NIST SP 800-122, section 3.2, and of ENISA's method for breaches; points and bands are in
``weights.toml``, each with its source or ``reasoned``. They order columns; they are no probability.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.compliance.mapping import AtRest
from app.compliance.tables import ReadTable
from app.compliance.weights import Weight, weights
from app.detection.names.splitting import tokens
from app.model.findings import ColumnVerdict, Finding, FindingKind


class Band(StrEnum):
    """A risk in one word."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPart:
    """One summand; ``points`` above 0 add to the risk, below take from it. ``detail``: why, without any value."""

    name: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk with its parts; their points add up to ``points``, which decide the band."""

    band: Band
    points: float
    parts: tuple[RiskPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations:
    """What regulations ask of a finding.

    Attributes:
        at_rest: the strictest rule on how it may be stored.
        categories: all it falls under, as ``regulation/category``.
    """

    at_rest: AtRest = AtRest.PROTECTED
    categories: frozenset[str] = frozenset()


def risk_of(finding: Finding, column: ColumnVerdict, table: ReadTable, obligations: Obligations) -> Risk:
    """The risk of one finding where it stands."""
    is_empty = _is_empty(finding, column, table)
    parts = (
        _data(finding),
        *_form(finding, is_empty=is_empty),
        *_amount(finding, column, table, is_empty=is_empty),
        *_company(finding, column, table),
        *_nature(finding, table, obligations),
        *_broken_rules(finding, obligations, is_empty=is_empty),
    )
    points = round(sum(part.points for part in parts), 2)
    return Risk(band=_band(points), points=points, parts=parts)


def highest(risks: Iterable[Risk]) -> Risk | None:
    """The highest of them; ``None`` without any."""
    return max(risks, key=lambda risk: risk.points, default=None)


def _band(points: float) -> Band:
    bands = weights().bands
    if points >= bands.critical:
        return Band.CRITICAL
    if points >= bands.high:
        return Band.HIGH
    return Band.MEDIUM if points >= bands.medium else Band.LOW


def _is_empty(finding: Finding, column: ColumnVerdict, table: ReadTable) -> bool:
    """Only where values could have been seen: a column that was not drawn may hold anything."""
    return (
        finding.tested == 0 and table.sampled_rows is not None and column.column not in table.columns_left_out
    )


def _data(finding: Finding) -> RiskPart:
    weight = weights().data
    return _part(weight, f"{finding.title} is data of level {finding.level.name.lower()}", finding.level)


def _form(finding: Finding, *, is_empty: bool) -> Iterable[RiskPart]:
    if is_empty:
        yield _part(weights().empty, "no value in the rows that were read")
        return
    for weight in (weights().masked, weights().hashed, weights().weakly_hashed):
        if finding.type_id in weight.types:
            yield _part(weight, f"{finding.title} is no readable text")


def _amount(
    finding: Finding, column: ColumnVerdict, table: ReadTable, *, is_empty: bool
) -> Iterable[RiskPart]:
    """Cells concerned: rows, less those without a value, times the share that fits; of unknown rows those read."""
    rows = table.rows if table.rows is not None else table.sampled_rows
    if is_empty or rows is None:
        return
    share = (1.0 if finding.prevalence is None else finding.prevalence) * _filled_share(column, table)
    cells = round(rows * share)
    detail = f"about {cells:,} cells: {share:.0%} of {rows:,} rows"
    for weight in (weights().amount_large, weights().amount_medium, weights().amount_small):
        if cells >= weight.least:
            yield _part(weight, detail)
            return


def _filled_share(column: ColumnVerdict, table: ReadTable) -> float:
    """Share of sampled cells that are not NULL; 1 where none was sampled."""
    if not table.sampled_rows or column.column in table.columns_left_out:
        return 1.0
    return min(1.0, column.sampled / table.sampled_rows)


def _company(finding: Finding, column: ColumnVerdict, table: ReadTable) -> Iterable[RiskPart]:
    weight = weights().beside
    others = [
        family
        for family, columns in table.columns_of.items()
        if family in weight.families
        and family != finding.family
        and (len(columns) > 1 or column.column not in columns)
    ]
    if others:
        words = ", ".join(sorted(family.replace("_", " ").lower() for family in others))
        yield _part(weight, f"in the same table: {words}", len(others))


def _nature(finding: Finding, table: ReadTable, obligations: Obligations) -> Iterable[RiskPart]:
    if finding.kind is FindingKind.CONTAINS:
        yield _part(weights().in_text, "some cells of a column made for something else hold it")
    if weights().special.categories & obligations.categories:
        yield _part(weights().special, "a special category, or a conviction or offence (GDPR Art. 9, 10)")
    if _is_of_children(table):
        yield _part(weights().children, "the table is named after children, or numbers them")


def _is_of_children(table: ReadTable) -> bool:
    """Named after children and holding what identifies: a table of child nodes of a tree does not."""
    weight = weights().children
    if not weight.types.isdisjoint(table.column_types):
        return True
    identifies = not weights().beside.families.isdisjoint(table.columns_of)
    return identifies and not weight.names.isdisjoint(tokens(table.name))


def _broken_rules(finding: Finding, obligations: Obligations, *, is_empty: bool) -> Iterable[RiskPart]:
    if is_empty:
        return
    if obligations.at_rest is AtRest.NEVER:
        yield _part(weights().forbidden, "sensitive authentication data at rest")
    if obligations.at_rest is AtRest.UNREADABLE and finding.matched:
        yield _part(weights().readable, f"{finding.matched:,} distinct values in full")
    hashes = weights().hashed.types | weights().weakly_hashed.types
    if finding.family in weights().secret.families and finding.type_id not in hashes:
        yield _part(weights().secret, f"{finding.title} is stored as it is used")


def _part(weight: Weight, detail: str, times: int = 1) -> RiskPart:
    points = weight.points * times
    return RiskPart(
        name=weight.title,
        points=points if weight.most is None else min(points, weight.most),
        detail=detail,
    )
