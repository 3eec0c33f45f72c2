"""Groups of lines answered in this process: what ``sourcesense classify`` and its helper process share."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.detection.classifier import Classifier
from app.files.column_lines import ColumnLine, LineRefusedError, read_column
from app.files.line_groups import LineGroup
from app.model.findings import ColumnVerdict
from app.model.sample import SamplingMethod
from app.pipeline.columns import verdict_document, verdicts_of, verdicts_with_evidence
from app.results.evidence_file import table_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an answer should hold.

    Attributes:
        explain: evidence, masked examples and intervals too.
        method: how the values were drawn.
        evidence: what the verdicts rest on, for a file of evidence.
        facts: what every answer says beside the verdict, such as the rows that were read.
    """

    explain: bool = False
    evidence: bool = False
    method: SamplingMethod = SamplingMethod.ALL
    facts: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(slots=True)
class GroupAnswer:
    """What a group of lines gave.

    Attributes:
        text: the lines for standard output.
        columns: how many they are.
        refused: number of a line and why it was refused, without anything of its values.
        thinned: columns of which not every value was looked at.
        evidence: lines for a file of evidence, if they were asked for.
    """

    text: bytes = b""
    evidence: bytes = b""
    columns: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    thinned: int = 0


def answer_group(classifier: Classifier, group: LineGroup, asked: Asked) -> GroupAnswer:
    """One answer per line that describes a column, in order; total."""
    answer = GroupAnswer()
    columns = _columns(group, answer)
    documents = _documents(classifier, columns, answer, asked)
    answer.text = b"".join(line_of(document) for document in documents)
    answer.columns = len(documents)
    answer.thinned = sum(column.given > len(column.values) for _, column in columns)
    return answer


def line_of(document: dict[str, Any]) -> bytes:
    """The document as one line; what JSON cannot hold in UTF-8 stays escaped."""
    return json.dumps(document, ensure_ascii=True).encode("ascii") + b"\n"


def _columns(group: LineGroup, answer: GroupAnswer) -> list[tuple[int, ColumnLine]]:
    columns: list[tuple[int, ColumnLine]] = []
    for number, line in group.lines:
        try:
            columns.append((number, read_column(line, number)))
        except LineRefusedError as refusal:
            answer.refused.append((number, str(refusal)))
    return columns


def _verdicts(
    classifier: Classifier, columns: Sequence[tuple[int, ColumnLine]], answer: GroupAnswer, asked: Asked
) -> tuple[ColumnVerdict, ...]:
    lines = [line for _, line in columns]
    if not asked.evidence or not columns:
        return verdicts_of(classifier, lines, asked.method)
    name = f"line {columns[0][0]}"
    verdicts, evidence = verdicts_with_evidence(classifier, lines, asked.method, name=name)
    answer.evidence += table_line(evidence)
    return verdicts


def _documents(
    classifier: Classifier, columns: Sequence[tuple[int, ColumnLine]], answer: GroupAnswer, asked: Asked
) -> list[dict[str, Any]]:
    lines = [line for _, line in columns]
    try:
        verdicts = _verdicts(classifier, columns, answer, asked)
    except Exception as error:  # noqa: BLE001 - one column that breaks a plugin's test must not cost the others
        if len(columns) > 1:
            return [d for each in columns for d in _documents(classifier, [each], answer, asked)]
        answer.refused += [(n, f"a detector failed on it ({type(error).__name__})") for n, _ in columns]
        return []
    return [
        {**verdict_document(line.id, verdict, explain=asked.explain), **asked.facts}
        for line, verdict in zip(lines, verdicts, strict=True)
    ]
