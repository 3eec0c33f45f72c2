"""Random schemas from so few names that two of them are often nearly the same."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from app.model.schema import (
    Check,
    Column,
    DataType,
    Extension,
    ForeignKey,
    Index,
    Key,
    Policy,
    Routine,
    RoutineKind,
    Schema,
    Sequence,
    Snapshot,
    Table,
    TableKind,
    Trigger,
    UserType,
    UserTypeKind,
)

NAMES = st.sampled_from(["a", "b", "aa", "\ud800", "Ä\n"])
TEXTS = st.sampled_from([None, "x", "y"])
TRUTHS = st.sampled_from([None, True, False])
COLUMN_LISTS = st.lists(NAMES, min_size=1, max_size=2, unique=True).map(tuple)


def columns() -> st.SearchStrategy[tuple[Column, ...]]:
    """Up to three columns."""
    kind = st.sampled_from(["integer", "bigint", "text", "varchar(3)"])
    column = st.tuples(NAMES, kind, TRUTHS, TEXTS, TEXTS)
    return st.lists(column, max_size=3, unique_by=lambda each: each[0]).map(
        lambda chosen: tuple(
            Column(name=name, position=place, native_type=native, data_type=DataType.OTHER, nullable=null, default=default, comment=comment)
            for place, (name, native, null, default, comment) in enumerate(chosen, 1)
        )
    )  # fmt: skip


def tables() -> st.SearchStrategy[Table]:
    """Tables and views with some of everything that belongs to them."""
    keys = st.builds(Key, columns=COLUMN_LISTS, name=TEXTS)
    foreign = st.builds(
        ForeignKey,
        columns=COLUMN_LISTS,
        referred_schema=st.just("s"),
        referred_table=NAMES,
        referred_columns=COLUMN_LISTS,
        name=TEXTS,
        on_delete=TEXTS,
        validated=TRUTHS,
    )
    indexes = st.builds(Index, name=NAMES, columns=COLUMN_LISTS, unique=st.booleans(), predicate=TEXTS)
    return st.builds(
        Table,
        schema=st.sampled_from(["s", "r"]),
        name=NAMES,
        kind=st.sampled_from([TableKind.TABLE, TableKind.VIEW, TableKind.PARTITIONED]),
        columns=columns(),
        primary_key=st.none() | keys,
        unique_keys=st.lists(keys, max_size=2).map(tuple),
        foreign_keys=st.lists(foreign, max_size=2).map(tuple),
        indexes=st.lists(indexes, max_size=2, unique_by=lambda index: index.name).map(tuple),
        checks=st.lists(st.builds(Check, expression=NAMES, name=TEXTS), max_size=2).map(tuple),
        triggers=st.lists(st.builds(Trigger, name=NAMES, enabled=TRUTHS), max_size=1).map(tuple),
        policies=st.lists(st.builds(Policy, name=NAMES, command=NAMES), max_size=1).map(tuple),
        comment=TEXTS,
        definition=TEXTS,
        row_estimate=st.sampled_from([None, 1, 2]),
    )


def snapshots() -> st.SearchStrategy[Snapshot]:
    """Schemas of a few tables and other objects."""
    named = st.lists(tables(), max_size=3, unique_by=lambda table: (table.schema, table.name))
    kind = st.sampled_from([UserTypeKind.ENUM, UserTypeKind.DOMAIN])
    types = st.builds(UserType, schema=st.just("s"), name=NAMES, kind=kind, labels=COLUMN_LISTS)
    sequences = st.builds(Sequence, schema=st.just("s"), name=NAMES, maximum=st.sampled_from([None, 1]))
    routines = st.builds(
        Routine, schema=st.just("s"), name=NAMES, kind=st.just(RoutineKind.FUNCTION), arguments=NAMES
    )
    return st.builds(
        Snapshot,
        product=st.just("PostgreSQL"),
        version=st.just("15"),
        database=st.just("d"),
        taken_at=st.just(datetime(2026, 1, 1, tzinfo=UTC)),
        statements=st.integers(1, 9),
        tables=named.map(tuple),
        schemas=st.sampled_from([(), (Schema(name="s"),), (Schema(name="s", comment="x"), Schema(name="r"))]),
        types=st.lists(types, max_size=2, unique_by=lambda each: each.name).map(tuple),
        sequences=st.lists(sequences, max_size=2, unique_by=lambda each: each.name).map(tuple),
        routines=st.lists(routines, max_size=2, unique_by=lambda each: (each.name, each.arguments)).map(
            tuple
        ),
        extensions=st.sampled_from(
            [(), (Extension(name="e", version="1"),), (Extension(name="e", version="2"),)]
        ),
    )
