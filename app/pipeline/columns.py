"""Columns that came without a database: given to the classifier as a table, answered as documents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.detection.classifier import Classifier, classify_table
from app.detection.condensing import condensed
from app.files.column_lines import ColumnLine
from app.files.dtypes import data_type_of
from app.model.evidence import TableEvidence
from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, Table, TableKind
from app.results.evidence_file import EvidenceLine

Document = dict[str, Any]

_DIGITS = 6
_LONGEST_LABEL = 200
_UNSEEN = str.maketrans("01", "\u200b\u200c")


def verdicts_of(
    classifier: Classifier, columns: Sequence[ColumnLine], method: SamplingMethod = SamplingMethod.ALL
) -> tuple[ColumnVerdict, ...]:
    """One verdict per column, in their order, judged as one table whose names may be empty or repeat."""
    return classify_table(classifier, *_as_table(columns, method))


def verdicts_with_evidence(
    classifier: Classifier, columns: Sequence[ColumnLine], method: SamplingMethod, *, name: str
) -> tuple[tuple[ColumnVerdict, ...], EvidenceLine]:
    """The same, and what the verdicts rest on, under that name."""
    table, sample = _as_table(columns, method)
    verdicts, evidence = classifier.examine(table, sample)
    kept = condensed(classifier.decider, table, evidence)
    labels = {
        described.name: str(column.id)[:_LONGEST_LABEL]
        for described, column in zip(table.columns, columns, strict=True)
        if not column.name or described.name != column.name
    }
    return verdicts, EvidenceLine(
        table=table,
        evidence=TableEvidence(table_id=name, method=method, columns=kept),
        verdicts=verdicts,
        labels=labels,
    )


def _as_table(columns: Sequence[ColumnLine], method: SamplingMethod) -> tuple[Table, Sample]:
    names = _distinct_names([column.name for column in columns])
    table = Table(
        schema="",
        name=columns[0].table if columns else "",
        kind=TableKind.TABLE,
        columns=tuple(
            Column(
                name=name,
                position=place,
                native_type=column.dtype,
                data_type=data_type_of(column.dtype),
            )
            for place, (name, column) in enumerate(zip(names, columns, strict=True), start=1)
        ),
    )
    values = {name: column.values for name, column in zip(names, columns, strict=True)}
    rows = max((len(cells) for cells in values.values()), default=0)
    return table, Sample(facts=SampleFacts(method=method, rows=rows, seed=0), values=values)


def verdict_document(id: object, verdict: ColumnVerdict, *, explain: bool = False) -> Document:
    """The answer for one column.

    ``confidence`` is the probability that the answer is right: of the type, or of there being none.
    """
    kinds = {kind: [f for f in verdict.findings if f.kind is kind] for kind in FindingKind}
    found = next(iter(kinds[FindingKind.TYPE]), None)
    document: Document = {
        "id": id,
        "type": found.type_id if found else None,
        "family": found.family if found else None,
        "confidence": round(found.confidence if found else 1 - verdict.rest_confidence, _DIGITS),
        "level": found.level.name.lower() if found else None,
        "contains": [_contained(each) for each in kinds[FindingKind.CONTAINS]],
        "runner_up": verdict.runner_up,
        "parts": _parts(found) if found else {},
    }
    return {**document, **_explanation(verdict)} if explain else document


def _contained(finding: Finding) -> Document:
    return {
        "type": finding.type_id,
        "family": finding.family,
        "confidence": round(finding.confidence, _DIGITS),
        "level": finding.level.name.lower(),
        "prevalence": None if finding.prevalence is None else round(finding.prevalence, _DIGITS),
        "path": finding.path,
    }


def _parts(finding: Finding) -> dict[str, float]:
    """Log-odds by name; parts of one name are added, so that the sum stays the logit of the confidence."""
    parts: dict[str, float] = {}
    for part in finding.parts:
        parts[part.name] = round(parts.get(part.name, 0.0) + part.log_odds, _DIGITS)
    return parts


def _explanation(verdict: ColumnVerdict) -> Document:
    return {
        "statement": verdict.statement,
        "sampled": verdict.sampled,
        "tested": verdict.tested,
        "none_at_most": verdict.none_at_most,
        "findings": [_evidence(finding) for finding in verdict.findings],
    }


def _evidence(finding: Finding) -> Document:
    return {**asdict(finding), "kind": finding.kind.value, "level": finding.level.name.lower()}


def _distinct_names(names: Sequence[str]) -> list[str]:
    """The names, a repeated one with its count in characters that do not show: samples are kept by name.

    >>> [len(name) for name in _distinct_names(["a", "b", "a", "a"])]
    [1, 1, 2, 3]
    """
    seen: Counter[str] = Counter()
    distinct: list[str] = []
    for name in names:
        count = seen[name]
        seen[name] += 1
        distinct.append(name + f"{count:b}".translate(_UNSEEN) if count else name)
    return distinct
