"""Which columns of a table others may know of a person, and which they must not learn.

Sources: L. Sweeney, "k-anonymity: a model for protecting privacy" (IJUFKS 10, 2002), who found 87 % of the people of the
United States alone in date of birth, gender and postal code; K. El Emam, *Guide to the De-Identification of Personal
Health Information* (2013), chapter 5, for the list; GDPR Art. 9 for what is sensitive.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.identifiability import RoleOfColumn

OF_A_PERSON: Final = frozenset(
    {
        *("DATE_OF_BIRTH", "AGE", "GENDER", "OCCUPATION", "NATIONALITY", "ETHNICITY", "MARITAL_STATUS"),
        *("RELIGION", "SALARY"),
    }
)
"""Quasi-identifiers that only persons have."""

QUASI_IDENTIFIERS: Final = OF_A_PERSON | {
    *("POSTAL_CODE", "LOCATION", "GEO_COORDINATES", "LANGUAGE", "ORGANIZATION"),
}
"""What neighbours, colleagues or public registers know; the second half says it of a person only beside the first."""

IDENTIFIERS_OF_PERSONS: Final = frozenset(
    {
        *(
            "PERSON",
            "NATIONAL_ID",
            "PASSPORT",
            "DRIVER_LICENSE",
            "HEALTH_PLAN_ID",
            "MEDICAL_RECORD",
            "MEDICAL",
        ),
        *(
            "EMPLOYEE_ID",
            "STUDENT_ID",
            "BIOMETRIC",
            "GENETIC",
            "DISABILITY",
            "POLITICAL",
            "SEXUAL_ORIENTATION",
        ),
        *("TRADE_UNION", "CRIMINAL_RECORD", "IMMIGRATION"),
    }
)
"""Beside one of these, too, a table is about persons. An e-mail address or telephone number may be a company's."""

_SENSITIVE: Final = "GDPR Art. 9"

MOST_COLUMNS: Final = 12
"""Quasi-identifiers whose sets are searched: 793 sets of up to four."""
MOST_SENSITIVE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The columns by what they are to somebody who looks for a person; in the order of the table."""

    quasi: tuple[RoleOfColumn, ...] = ()
    sensitive: tuple[RoleOfColumn, ...] = ()
    left_out: tuple[str, ...] = ()


def roles_of(verdicts: Sequence[ColumnVerdict], sampled: Iterable[str]) -> Roles:
    """The roles of the columns that were sampled; none where nothing says that the table is about persons.

    A column is what its *type* finding says; what merely stands in some of its cells gives it no role. Where there are too many
    quasi-identifiers the surest of each family come first.
    """
    found = {verdict.column: _type_of(verdict) for verdict in verdicts}
    if not any(_is_of_a_person(each) for each in found.values() if each):
        return Roles()
    known = set(sampled)
    typed = [(column, each) for column, each in found.items() if each and column in known]
    quasi = [pair for pair in typed if pair[1].family in QUASI_IDENTIFIERS]
    chosen = {column for column, _ in _in_turn(quasi)[:MOST_COLUMNS]}
    sensitive = [pair for pair in typed if any(_SENSITIVE in words for words in pair[1].regulations)]
    return Roles(
        quasi=tuple(_role(*pair) for pair in quasi if pair[0] in chosen),
        sensitive=tuple(_role(*pair) for pair in sensitive[:MOST_SENSITIVE]),
        left_out=tuple(column for column, _ in quasi if column not in chosen),
    )


def _type_of(verdict: ColumnVerdict) -> Finding | None:
    return next((each for each in verdict.findings if each.kind is FindingKind.TYPE), None)


def _is_of_a_person(finding: Finding) -> bool:
    return finding.family in OF_A_PERSON or finding.family in IDENTIFIERS_OF_PERSONS


def _in_turn(columns: Iterable[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    """The surest column of every family, then the second of every family, and so on."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, float, tuple[str, Finding]]] = []
    for pair in sorted(columns, key=lambda pair: -pair[1].confidence):
        turns.append((seen[pair[1].family], -pair[1].confidence, pair))
        seen[pair[1].family] += 1
    return [pair for _, _, pair in sorted(turns, key=lambda turn: turn[:2])]


def _role(column: str, finding: Finding) -> RoleOfColumn:
    return RoleOfColumn(column=column, family=finding.family)
