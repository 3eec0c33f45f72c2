"""What speaks for a type inside the texts of a column, and what follows from it."""

from collections.abc import Collection

from app.detection.catalogue import Catalogue
from app.detection.evidence.scoring import Scored, capped, likelihood_ratio, logit
from app.detection.types import TypeDefinition
from app.detection.verdicts import finding
from app.model.evidence import ColumnEvidence, SpanEvidence
from app.model.findings import Finding, FindingKind, Part
from app.model.sample import SamplingMethod

_PRIOR = 0.02
_MOST, _LEAST, _CONTEXT = 8.0, -6.0, 1.5


def contained(
    catalogue: Catalogue, evidence: ColumnEvidence, known: Collection[str], method: SamplingMethod
) -> list[Finding]:
    """Types that some cells hold, by id, without the families already known."""
    spans = {t: found for t, found in sorted((evidence.spans or {}).items()) if t in catalogue.types}
    scores = [span_score(catalogue.types[type_id], found) for type_id, found in spans.items()]
    return [
        finding(
            catalogue,
            FindingKind.CONTAINS,
            score,
            tally=spans[score.type_id],
            evidence=evidence,
            method=method,
        )
        for score in scores
        if catalogue.types[score.type_id].family not in known and score.log_odds > 0
    ]


def span_score(definition: TypeDefinition, found: SpanEvidence) -> Scored:
    """The parts that speak for and against the type being in the texts."""
    ratio = likelihood_ratio(found.valid, found.tried, definition.search_p0, definition.coverage)
    parts = [
        Part(name="prior", log_odds=logit(_PRIOR), detail="share of text columns that hold such a thing"),
        Part(
            name="values",
            log_odds=capped(ratio, _LEAST, _MOST),
            detail=f"{found.valid:,} of {found.tried:,} spans valid, {definition.search_p0:.2%} expected by chance",
        ),
    ]
    if definition.population is not None and found.population is not None:
        detail = "what was found taken together"
        parts.append(Part(name="distribution", log_odds=found.population, detail=detail))
    if found.in_context:
        parts.append(Part(name="context", log_odds=_CONTEXT, detail="a telling word stands before it"))
    return Scored(definition.id, tuple(parts))
