"""A file of evidence decided on again, in this process."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.errors import EvidenceFileError
from app.model.redecision import Redecision
from app.pipeline.redeciding import KeptTable, redecide
from app.results.evidence_file import EvidenceLine, read_evidence
from app.results.redecision_document import Place
from app.wiring.detectors import catalogue_with


def redecide_file(file: Path, detectors: Sequence[Path]) -> tuple[Redecision, dict[str, Place]]:
    """The verdicts of today's rules, and which tables they are about.

    Raises:
        EvidenceFileError: the file cannot be read.
        EvidenceOutdatedError: it is of another format.
        DetectorFileError: a detector is not valid.
    """
    catalogue = catalogue_with(files=detectors)
    try:
        with file.open("rb") as lines:
            rules, tables = read_evidence(lines, str(file))
            read = list(tables)
    except OSError as error:
        raise EvidenceFileError(path=str(file), problem=error.strerror or type(error).__name__) from None
    kept = [KeptTable(each.table, rules, each.evidence, each.verdicts) for each in read]
    return redecide(kept, catalogue), dict(_places(read))


def _places(lines: Sequence[EvidenceLine]) -> Iterator[tuple[str, Place]]:
    for each in lines:
        yield each.evidence.table_id, Place(each.table.schema, each.table.name, each.labels)
