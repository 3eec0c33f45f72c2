"""Values that are wrong for what the column is: its type has check digits or a complete grammar, and they fail it."""

from collections.abc import Iterator

from app.model.defects import DefectKind
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Known, Sighting

_LEAST_PREVALENCE = 0.7
_SURE = 0.8


def invalid(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns of a type that tells wrong values, with wrong values that nothing else explains.

    Detection gives the share and not the rows, so rows stand for as many of them.
    """
    for column in look:
        finding = column.finding
        if (
            finding is None
            or finding.family == "USER_AGENT"
            or not finding.decisive
            or finding.prevalence is None
            or finding.confidence < _SURE
        ):
            continue
        if not _LEAST_PREVALENCE <= finding.prevalence < 1:
            continue
        filled = column.verdict.sampled if column.verdict else column.filled
        blank = filled - column.filled
        every = round((1 - finding.prevalence) * filled) - blank
        wrong = round((1 - finding.prevalence) * filled) - blank - len(known.rows(column.name) - column.holes)
        if wrong > 0.5 * every:
            rows = known.unexplained(
                column.name, (row for row in range(look.rows) if row not in column.holes)
            )
            yield Sighting(
                kind=DefectKind.INVALID, columns=(column.name,), rows=frozenset(rows[:wrong]), confidence=0.5 + 0.4 * finding.prevalence * finding.confidence,
                reasons=("values fail the check of the type that the column is",),
            )  # fmt: skip
