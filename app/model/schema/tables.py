"""Tables and views with everything that belongs to them."""

from dataclasses import dataclass
from datetime import datetime

from app.model.schema.columns import Column
from app.model.schema.constraints import Check, Exclusion, ForeignKey, Index, Key
from app.model.schema.kinds import TableKind
from app.model.schema.names import ObjectName, table_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger, e.g. ``BEFORE`` ``INSERT, UPDATE``.

    Attributes:
        timing: ``BEFORE``, ``AFTER`` or ``INSTEAD OF``; ``None`` if the catalog does not say.
        events: in the order of the catalog.
        definition: SQL text.
    """

    name: str
    timing: str | None = None
    events: tuple[str, ...] = ()
    enabled: bool | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A row-level security policy: who sees which rows for which command."""

    name: str
    command: str
    roles: tuple[str, ...] = ()
    using: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A partition that is not a table of its own (MySQL, SQL Server)."""

    name: str
    bound: str | None = None
    row_estimate: int | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view with everything that belongs to it.

    Attributes:
        schema: schema or, on MySQL, database; ``main`` on SQLite.
        row_estimate: rows as the catalog estimates them; ``None`` without statistics.
        estimated_at: when the server made that estimate; ``None`` if it does not say.
        size_bytes: on disk as the catalog gives it, without indexes; ``None`` if unknown.
        index_bytes: all its indexes on disk.
        readable: whether the scanning role may select from it; ``None`` if the catalog does not say.
        privileges: what the scanning role may do with it, in SQL words; ``None`` if unknown.
        partition_of: the partitioned table this is a partition of; ``partition_bound`` says which rows it has.
        partition_key: SQL text of how its rows are spread, e.g. ``RANGE (payment_date)``.
        partitions: its partitions, where they are not tables of their own.
        inherits: tables it inherits from without being their partition.
        row_security: whether policies decide which rows a role sees; ``None`` where there is no such thing.
        storage: engine or access method, e.g. ``InnoDB``, ``heap``.
        definition: SQL text of a view.
    """

    schema: str
    name: str
    kind: TableKind
    columns: tuple[Column, ...]
    primary_key: Key | None = None
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique_keys: tuple[Key, ...] = ()
    indexes: tuple[Index, ...] = ()
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    comment: str | None = None
    owner: str | None = None
    row_estimate: int | None = None
    estimated_at: datetime | None = None
    size_bytes: int | None = None
    index_bytes: int | None = None
    readable: bool | None = None
    privileges: tuple[str, ...] | None = None
    partition_of: ObjectName | None = None
    partition_bound: str | None = None
    partition_key: str | None = None
    partitions: tuple[Partition, ...] = ()
    inherits: tuple[ObjectName, ...] = ()
    row_security: bool | None = None
    policies: tuple[Policy, ...] = ()
    storage: str | None = None
    definition: str | None = None

    @property
    def id(self) -> str:
        """Opaque and stable: 16 hexadecimal digits derived from schema and name.

        Names hold slashes, dots and newlines; ids go into keys and addresses.
        """
        return table_id(self.schema, self.name)

    @property
    def is_view(self) -> bool:
        """Whether reading it means running somebody's query."""
        return self.kind in {TableKind.VIEW, TableKind.MATERIALIZED_VIEW}
