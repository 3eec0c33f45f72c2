"""Evidence in a file, for who has no server: JSON lines, first the rules, then one line per table.

``sourcesense classify`` and ``sourcesense scan --local`` write it. It holds names, counts, masked examples and
verdicts, and no value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from app.errors import EvidenceFileError, EvidenceOutdatedError
from app.model.evidence import EVIDENCE_FORMAT, RuleMarks, TableEvidence
from app.model.findings import ColumnVerdict
from app.model.schema import Table
from app.results.encoding import decoded, encoded

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceHead:
    """The first line."""

    evidence_format: int
    rules: RuleMarks


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One table as it was judged; ``labels``: columns by name, where their names do not tell them apart."""

    table: Table
    evidence: TableEvidence
    verdicts: tuple[ColumnVerdict, ...]
    labels: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    evidence_format: int


def head_line(rules: RuleMarks) -> bytes:
    """The first line of a file."""
    return encoded(EvidenceHead(evidence_format=EVIDENCE_FORMAT, rules=rules)) + b"\n"


def table_line(line: EvidenceLine) -> bytes:
    """The line of one table."""
    return encoded(line) + b"\n"


def read_evidence(lines: Iterable[bytes], path: str) -> tuple[RuleMarks, Iterator[EvidenceLine]]:
    """The rules and the tables, one after another.

    Raises:
        EvidenceFileError: the file is none of evidence, or breaks off; also while the tables are read.
        EvidenceOutdatedError: it is of another format.
    """
    rest = iter(lines)
    first = next(rest, b"")
    found = _read(first, _Format, path, 1).evidence_format
    if found != EVIDENCE_FORMAT:
        raise EvidenceOutdatedError(format=found, known=EVIDENCE_FORMAT)
    rules = _read(first, EvidenceHead, path, 1).rules
    return rules, (_read(line, EvidenceLine, path, number) for number, line in enumerate(rest, start=2))


def _read(line: bytes, kind: type[T], path: str, number: int) -> T:
    try:
        return decoded(line, kind)
    except ValueError:
        raise EvidenceFileError(path=path, problem=f"line {number} is none of a file of evidence") from None
