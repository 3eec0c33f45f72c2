"""Tables and views out of their parts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.connection.dialects.postgresql_catalog.columns import Columns
from app.connection.dialects.postgresql_catalog.constraints import Constraints
from app.connection.dialects.postgresql_catalog.relations import Relation
from app.connection.dialects.postgresql_catalog.scope import UNREAD, Names, Oid
from app.connection.dialects.postgresql_catalog.storage import Storage
from app.connection.dialects.postgresql_catalog.texts import Texts
from app.model.schema import (
    Index,
    ObjectKind,
    ObjectName,
    Policy,
    Skipped,
    SkipReason,
    Table,
    TableKind,
    Trigger,
)

_SIZED = frozenset({TableKind.TABLE, TableKind.PARTITION, TableKind.MATERIALIZED_VIEW})
_DEFINED = frozenset({TableKind.VIEW, TableKind.MATERIALIZED_VIEW})
_NOTHING = Constraints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that was read of relations, by their numbers."""

    names: Names
    relations: Mapping[Oid, Relation]
    columns: Columns
    constraints: Mapping[Oid, Constraints]
    indexes: Mapping[Oid, list[Index]]
    triggers: Mapping[Oid, list[Trigger]]
    policies: Mapping[Oid, list[Policy]]
    texts: Texts
    storage: Storage


def tables(parts: Parts) -> tuple[Table, ...]:
    """Every relation as a table or view."""
    estimates = _estimates(parts.relations)
    return tuple(_table(oid, relation, parts, estimates[oid]) for oid, relation in parts.relations.items())


def skipped(parts: Parts, tables: tuple[Table, ...]) -> tuple[Skipped, ...]:
    """Sizes, definitions and expressions of the tables that a lock kept from us."""
    return tuple(
        Skipped(
            kind=ObjectKind.VIEW if table.is_view else ObjectKind.TABLE,
            schema=table.schema,
            name=table.name,
            reason=SkipReason.LOCKED,
            missing=missing,
        )
        for oid, table in zip(parts.relations, tables, strict=True)
        for missing in _missing(oid, table, parts.storage)
    )


def _missing(oid: Oid, table: Table, storage: Storage) -> Iterator[str]:
    if table.kind in _SIZED and oid not in storage.sizes:
        yield "size"
    if table.kind in _DEFINED and oid not in storage.definitions:
        yield "definition"
    if UNREAD in _expressions(table):
        yield "expressions"


def _expressions(table: Table) -> Iterator[str | None]:
    """Everything of a table that stands in the catalog as a tree."""
    yield table.partition_bound
    yield table.partition_key
    for column in table.columns:
        yield column.default
        yield column.generation
    for index in table.indexes:
        yield index.predicate
        yield from (index.columns[place] for place in index.expressions)
    yield from (check.expression for check in table.checks)
    yield from (exclusion.definition for exclusion in table.exclusions)
    yield from (trigger.definition for trigger in table.triggers)
    for policy in table.policies:
        yield policy.using
        yield policy.check


def _table(oid: Oid, relation: Relation, parts: Parts, row_estimate: int | None) -> Table:
    name = parts.names.relations[oid]
    parents = _parents(relation, parts.names)
    constraints = parts.constraints.get(oid, _NOTHING)
    indexes = tuple(parts.indexes.get(oid, ()))
    return Table(
        schema=name.schema,
        name=name.name,
        kind=relation.kind,
        columns=tuple(parts.columns.get(oid, {}).values()),
        primary_key=constraints.primary_key,
        foreign_keys=tuple(constraints.foreign_keys),
        unique_keys=tuple(constraints.unique_keys),
        indexes=indexes,
        checks=tuple(constraints.checks),
        exclusions=tuple(constraints.exclusions),
        triggers=tuple(parts.triggers.get(oid, ())),
        comment=parts.texts.comment(oid),
        owner=relation.owner,
        row_estimate=row_estimate,
        estimated_at=relation.estimated_at,
        size_bytes=parts.storage.sizes.get(oid),
        index_bytes=_index_bytes(relation, indexes),
        readable=relation.readable,
        privileges=relation.privileges,
        partition_of=parents[0] if relation.is_partition and parents else None,
        partition_bound=relation.partition_bound,
        partition_key=relation.partition_key,
        inherits=() if relation.is_partition else parents,
        row_security=relation.row_security,
        policies=tuple(parts.policies.get(oid, ())),
        storage=relation.access_method,
        definition=parts.storage.definitions.get(oid),
    )


def _parents(relation: Relation, names: Names) -> tuple[ObjectName, ...]:
    return tuple(names.relations[oid] for oid in relation.parents if oid in names.relations)


def _index_bytes(relation: Relation, indexes: tuple[Index, ...]) -> int | None:
    if relation.kind not in _SIZED:
        return None
    return sum(index.size_bytes or 0 for index in indexes)


def _estimates(relations: Mapping[Oid, Relation]) -> dict[Oid, int | None]:
    """Row estimates; a partitioned table without one of its own has the sum of its partitions, if all are known."""
    children: dict[Oid, list[Oid]] = defaultdict(list)
    for oid, relation in relations.items():
        if relation.is_partition:
            for parent in relation.parents:
                children[parent].append(oid)
    return {oid: _estimate(oid, relations, children) for oid in relations}


def _estimate(oid: Oid, relations: Mapping[Oid, Relation], children: Mapping[Oid, list[Oid]]) -> int | None:
    relation = relations[oid]
    if relation.row_estimate is not None or relation.kind is not TableKind.PARTITIONED:
        return relation.row_estimate
    known = [_estimate(child, relations, children) for child in children.get(oid, ())]
    return None if not known or None in known else sum(rows or 0 for rows in known)
