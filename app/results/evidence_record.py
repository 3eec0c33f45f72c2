"""Evidence in the form in which it is kept: its format in the open, the rest compressed.

The format is told without reading the rest, so evidence of another version of the product is refused as such and not
as damaged.
"""

import zlib
from dataclasses import dataclass

from app.errors import DamagedRecordError, EvidenceOutdatedError
from app.model.evidence import EVIDENCE_FORMAT, EvidenceBatch
from app.results.encoding import decoded, encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRecord:
    """``body``: the canonical JSON of an ``EvidenceBatch`` of that format, by zlib (RFC 1950)."""

    format: int
    body: bytes


def packed(batch: EvidenceBatch) -> EvidenceRecord:
    """The batch as a record."""
    return EvidenceRecord(format=EVIDENCE_FORMAT, body=zlib.compress(encoded(batch)))


def unpacked(record: EvidenceRecord) -> EvidenceBatch:
    """The batch in a record.

    Raises:
        EvidenceOutdatedError: it is of another format.
        DamagedRecordError: it is none.
    """
    if record.format != EVIDENCE_FORMAT:
        raise EvidenceOutdatedError(format=record.format, known=EVIDENCE_FORMAT)
    try:
        return decoded(zlib.decompress(record.body), EvidenceBatch)
    except (ValueError, zlib.error):
        raise DamagedRecordError(key="evidence") from None
