"""A small table that was scanned, with what is kept of it: for tests that decide on it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.detection.classifier import Classifier
from app.detection.condensing import condensed
from app.model.evidence import EvidenceBatch, TableEvidence
from app.model.results import BatchUsage, DetectionBatch, TableDetection
from app.model.run import TableOutcome, TableState
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

Columns = Mapping[str, Sequence[str | None]]
CUSTOMERS: Columns = {
    "email": [f"person{n}@example.org" for n in range(20)],
    "label": [f"shelf {n}" for n in range(20)],
}
SHELF_MARK = '[SHELF_MARK]\nnames = ["label"]\nlevel = 3\n'


@dataclass(frozen=True, slots=True)
class Scanned:
    """One batch of one table, its values gone."""

    table: Table
    detection: DetectionBatch
    evidence: EvidenceBatch


def scanned(classifier: Classifier, columns: Columns = CUSTOMERS) -> Scanned:
    """The columns as the table ``customers``, scanned in whole."""
    described = tuple(
        Column(name=name, position=place, native_type="text", data_type=DataType.TEXT)
        for place, name in enumerate(columns, start=1)
    )
    table = Table(schema="public", name="customers", kind=TableKind.TABLE, columns=described)
    facts = SampleFacts(method=SamplingMethod.ALL, rows=max(map(len, columns.values())), seed=1)
    values = {name: tuple(cells) for name, cells in columns.items()}
    verdicts, evidence = classifier.examine(table, Sample(facts=facts, values=values))
    kept = TableEvidence(
        table_id=table.id, method=facts.method, columns=condensed(classifier.decider, table, evidence)
    )
    detection = TableDetection(
        table_id=table.id,
        outcome=TableOutcome(table_id=table.id, state=TableState.SCANNED),
        sample=facts,
        verdicts=verdicts,
    )
    return Scanned(
        table=table,
        detection=DetectionBatch(
            number=0,
            tables=(detection,),
            usage=BatchUsage(connections=1, statements=1, rows_read=facts.rows, seconds=0.1),
        ),
        evidence=EvidenceBatch(number=0, rules=classifier.marks, tables=(kept,)),
    )
