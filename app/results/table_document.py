"""One table as programs read it, with everything the catalog knows and everything that was found and measured."""

from dataclasses import dataclass
from datetime import datetime

from app.model.defects import SHOWN_FROM
from app.model.distribution import Distribution
from app.model.schema import Check, Exclusion, ForeignKey, Index, ObjectName, Partition, Policy, Trigger
from app.model.ways import Choice
from app.quality.metrics import METRIC
from app.results.defects_document import DefectDocument, defect_document
from app.results.documents import (
    DimensionDocument,
    FindingDocument,
    TableSummary,
    dimension_document,
    finding_fields,
    summary_fields,
)
from app.results.report import ColumnView, TableView


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementDocument:
    """One metric of one column with its title and unit."""

    metric: str
    title: str
    value: float | str | None
    unit: str
    exact: bool
    bound: float | None
    masked: bool
    from_catalog: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDocument:
    """One column of a table.

    Attributes:
        nominal: whether its numbers are labels (keys, years), to be written without separators.
        distribution: ``None`` where the table was not measured.
    """

    name: str
    position: int
    native_type: str
    data_type: str
    nullable: bool | None
    default: str | None
    comment: str | None
    length: int | None
    precision: int | None
    scale: int | None
    identity: str | None
    generated: bool
    generation: str | None
    collation: str | None
    user_type: ObjectName | None
    primary_key: bool
    nominal: bool
    statement: str | None
    none_at_most: float | None
    findings: list[FindingDocument]
    measurements: list[MeasurementDocument]
    distribution: Distribution | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDocument(TableSummary):
    """One table with everything known about it; see ``app.model.schema.Table``."""

    comment: str | None
    owner: str | None
    storage: str | None
    estimated_at: datetime | None
    size_bytes: int | None
    index_bytes: int | None
    privileges: tuple[str, ...] | None
    partition_of: ObjectName | None
    partition_bound: str | None
    partition_key: str | None
    partitions: tuple[Partition, ...]
    inherits: tuple[ObjectName, ...]
    row_security: bool | None
    policies: tuple[Policy, ...]
    definition: str | None
    checks: tuple[Check, ...]
    exclusions: tuple[Exclusion, ...]
    triggers: tuple[Trigger, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: list[tuple[str, ...]]
    indexes: tuple[Index, ...]
    column_details: list[ColumnDocument]
    plan: Choice | None
    dimensions: list[DimensionDocument]
    defects: list[DefectDocument]


_AS_IN_THE_SNAPSHOT = (
    *("comment", "owner", "storage", "estimated_at", "size_bytes", "index_bytes", "privileges"),
    *("partition_of", "partition_bound", "partition_key", "partitions", "inherits"),
    *(
        "row_security",
        "policies",
        "definition",
        "checks",
        "exclusions",
        "triggers",
        "foreign_keys",
        "indexes",
    ),
)


def table_document(view: TableView) -> TableDocument:
    """The table with columns, keys, findings and measurements."""
    table = view.table
    return TableDocument(
        **summary_fields(view),
        **{name: getattr(table, name) for name in _AS_IN_THE_SNAPSHOT},
        primary_key=table.primary_key.columns if table.primary_key else (),
        unique_keys=[key.columns for key in table.unique_keys],
        column_details=[_column(column) for column in view.columns],
        plan=view.profile.plan if view.profile else None,
        dimensions=[dimension_document(score) for score in view.score.dimensions] if view.score else [],
        defects=[defect_document(each) for each in view.defects if each.confidence >= SHOWN_FROM],
    )


def _column(view: ColumnView) -> ColumnDocument:
    column, verdict = view.column, view.verdict
    return ColumnDocument(
        name=column.name,
        position=column.position,
        native_type=column.native_type,
        data_type=column.data_type.value,
        nullable=column.nullable,
        default=column.default,
        comment=column.comment,
        length=column.length,
        precision=column.precision,
        scale=column.scale,
        identity=column.identity,
        generated=column.generated,
        generation=column.generation,
        collation=column.collation,
        user_type=column.user_type,
        primary_key=view.in_primary_key,
        nominal=view.nominal,
        statement=verdict.statement if verdict else None,
        none_at_most=verdict.none_at_most if verdict else None,
        findings=[FindingDocument(**finding_fields(finding)) for finding in verdict.findings]
        if verdict
        else [],
        measurements=[
            MeasurementDocument(
                metric=measurement.metric,
                title=METRIC[measurement.metric].title,
                value=measurement.value,
                unit=METRIC[measurement.metric].unit,
                exact=measurement.exact,
                bound=measurement.bound,
                masked=measurement.masked,
                from_catalog=measurement.from_catalog,
            )
            for measurement in (view.profile.measurements if view.profile else ())
        ],
        distribution=view.profile.distribution if view.profile else None,
    )
