"""Rules about tables, views, and what hangs on them."""

from collections.abc import Iterator

from app.model.schema import ObjectName, TableKind
from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.subject import Subject

MOST_COLUMNS = 250
"""PostgreSQL holds 250 to 1,600 columns depending on their types, as its manual put it up to version 11."""


def no_columns(subject: Subject) -> Iterator[Hit]:
    """Tables without any column."""
    for table in subject.designed:
        if not table.columns and (table.schema, table.name) not in subject.unread:
            yield hit(table, "The table has no column.")


def single_column(subject: Subject) -> Iterator[Hit]:
    """Tables of one column that no foreign key leads to: a list of allowed values would be referred to."""
    for table in subject.designed:
        if (
            len(table.columns) == 1
            and (table.schema, table.name) not in subject.referred
            and not table.inherits
        ):
            yield hit(table, f"{table.columns[0].name} is the only column.", columns=(table.columns[0].name,))


def too_wide(subject: Subject) -> Iterator[Hit]:
    """Tables with more than ``MOST_COLUMNS`` columns."""
    for table in subject.designed:
        if len(table.columns) > MOST_COLUMNS:
            yield hit(table, f"The table has {len(table.columns)} columns.")


def broken_view(subject: Subject) -> Iterator[Hit]:
    """Views that cannot say which columns they have."""
    for table in subject.snapshot.tables:
        if table.is_view and not table.columns and (table.schema, table.name) not in subject.unread:
            yield hit(table, "The view gives no columns; something it reads may be gone.")


def no_partition(subject: Subject) -> Iterator[Hit]:
    """Partitioned tables without partitions; where tables of the schema are missing, they may be those."""
    parents = {table.partition_of for table in subject.snapshot.tables}
    torn = {schema for schema, _ in subject.unread}
    for table in subject.stored:
        name = ObjectName(schema=table.schema, name=table.name)
        if (
            table.kind is TableKind.PARTITIONED
            and not table.partitions
            and name not in parents
            and table.schema not in torn
        ):
            yield hit(table, "No partition takes a row of this table.")


def not_transactional(subject: Subject) -> Iterator[Hit]:
    """Tables in MySQL's storage engines without transactions and foreign keys."""
    for table in subject.stored:
        if (table.storage or "").lower() in {"myisam", "aria"}:
            yield hit(table, f"The table is stored by {table.storage}.")


def disabled_trigger(subject: Subject) -> Iterator[Hit]:
    """Triggers that are switched off."""
    for table in subject.snapshot.tables:
        for trigger in table.triggers:
            if trigger.enabled is False:
                yield hit(table, f"{trigger.name} is switched off.", object=trigger.name)


def idle_policies(subject: Subject) -> Iterator[Hit]:
    """Row-level policies that nothing applies."""
    for table in subject.stored:
        if table.policies and table.row_security is False:
            names = listed(policy.name for policy in table.policies)
            yield hit(table, f"{names} decide nothing, row security is off.")


def closed_table(subject: Subject) -> Iterator[Hit]:
    """Row security without any policy: nobody but the owner sees a row."""
    for table in subject.stored:
        if table.row_security and not table.policies:
            yield hit(table, "Row security is on and no policy lets anybody see a row.")
