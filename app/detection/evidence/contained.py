"""What speaks for a type in some cells of a column, inside their texts or as all of them, and what follows from it."""

from collections.abc import Collection

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import Scored, capped, likelihood_ratio, logit
from app.detection.types import STRUCTURED, TypeDefinition
from app.detection.verdicts import finding
from app.model.evidence import ColumnEvidence, SpanEvidence, TallyEvidence
from app.model.findings import Finding, FindingKind, Part
from app.model.sample import SamplingMethod

_PRIOR = 0.02
_MOST, _LEAST, _CONTEXT = 8.0, -6.0, 1.5
_FEWEST_WHOLE = 3


def contained(
    catalogue: Catalogue, evidence: ColumnEvidence, known: Collection[str], method: SamplingMethod
) -> list[Finding]:
    """Types that some cells hold, by id, without the families already known."""
    found = {**_whole_cells(catalogue, evidence), **_in_texts(catalogue, evidence)}
    return [
        finding(catalogue, FindingKind.CONTAINS, score, tally=shown, evidence=evidence, method=method)
        for type_id, (score, shown) in sorted(found.items())
        if catalogue.types[type_id].family not in known and score.log_odds > 0
    ]


def _in_texts(catalogue: Catalogue, evidence: ColumnEvidence) -> dict[str, tuple[Scored, SpanEvidence]]:
    spans = {t: found for t, found in (evidence.spans or {}).items() if t in catalogue.types}
    return {t: (span_score(catalogue.types[t], found), found) for t, found in spans.items()}


def _whole_cells(catalogue: Catalogue, evidence: ColumnEvidence) -> dict[str, tuple[Scored, TallyEvidence]]:
    """A column of mixed values: what is looked for in texts may also be all that a cell holds."""
    wholes = whole_cell_types(catalogue, evidence)
    return {t: (_whole_score(catalogue.types[t], evidence.tallies[t]), evidence.tallies[t]) for t in wholes}


def whole_cell_types(catalogue: Catalogue, evidence: ColumnEvidence) -> frozenset[str]:
    """The types that some cells are as a whole, as far as a few valid values tell."""
    tallied = (
        (t, catalogue.types[t])
        for t, tally in evidence.tallies.items()
        if t in catalogue.types and tally.passed >= _FEWEST_WHOLE
    )
    return frozenset(
        t
        for t, definition in tallied
        if definition.search is not None and definition.tier in STRUCTURED and definition.test is not None
    )


def _whole_score(definition: TypeDefinition, tally: TallyEvidence) -> Scored:
    ratio = likelihood_ratio(tally.passed, tally.shaped, definition.p0, definition.coverage)
    detail = f"{tally.passed:,} of {tally.shaped:,} valid, {definition.p0:.2%} expected by chance"
    return Scored(definition.id, tuple(_parts(definition, ratio, detail, tally.population)))


def _parts(definition: TypeDefinition, ratio: float, detail: str, population: float | None) -> list[Part]:
    parts = [
        Part(name="prior", log_odds=logit(_PRIOR), detail="share of text columns that hold such a thing"),
        Part(name="values", log_odds=capped(ratio, _LEAST, _MOST), detail=detail),
    ]
    if definition.population is not None and population is not None:
        together = "what was found taken together"
        parts.append(Part(name="distribution", log_odds=population, detail=together))
    return parts


def span_score(definition: TypeDefinition, found: SpanEvidence) -> Scored:
    """The parts that speak for and against the type being in the texts."""
    ratio = likelihood_ratio(found.valid, found.tried, definition.search_p0, definition.coverage)
    detail = f"{found.valid:,} of {found.tried:,} spans valid, {definition.search_p0:.2%} expected by chance"
    parts = _parts(definition, ratio, detail, found.population)
    if found.in_context:
        parts.append(Part(name="context", log_odds=_CONTEXT, detail="a telling word stands before it"))
    return Scored(definition.id, tuple(parts))
