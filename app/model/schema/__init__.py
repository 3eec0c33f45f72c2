"""A database schema as read from its catalog.

``None`` means *unknown*, never zero and never "no". Names are kept exactly as the catalog gives them.
"""

from app.model.schema.columns import Column
from app.model.schema.constraints import Check, Exclusion, ForeignKey, Index, Key
from app.model.schema.kinds import (
    DataType,
    Identity,
    ObjectKind,
    RoutineKind,
    SkipReason,
    TableKind,
    UserTypeKind,
)
from app.model.schema.names import ObjectName, table_id
from app.model.schema.objects import Extension, Routine, Schema, Sequence, UserType
from app.model.schema.snapshot import Catalog, Skipped, Snapshot
from app.model.schema.tables import Partition, Policy, Table, Trigger

__all__ = [
    "Catalog",
    "Check",
    "Column",
    "DataType",
    "Exclusion",
    "Extension",
    "ForeignKey",
    "Identity",
    "Index",
    "Key",
    "ObjectKind",
    "ObjectName",
    "Partition",
    "Policy",
    "Routine",
    "RoutineKind",
    "Schema",
    "Sequence",
    "SkipReason",
    "Skipped",
    "Snapshot",
    "Table",
    "TableKind",
    "Trigger",
    "UserType",
    "UserTypeKind",
    "table_id",
]
