"""Everything a PostgreSQL catalog knows, against a script whose every fact stands here a second time."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import (
    Check,
    DataType,
    Exclusion,
    Extension,
    ForeignKey,
    Identity,
    Key,
    ObjectName,
    Policy,
    Routine,
    RoutineKind,
    Schema,
    Sequence,
    SkipReason,
    Snapshot,
    Table,
    TableKind,
    Trigger,
    UserType,
    UserTypeKind,
)
from tests.support.dialects import servers_of
from tests.support.postgresql_schema import SCRIPT, holding_a_lock
from tests.support.scratch import Scratch

every_postgresql = servers_of("postgresql")
SHOP = "shop"


async def snapshot_of(scratch: Scratch, readers: Readers) -> Snapshot:
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        return await extract_schema(session, scratch.connection)


@pytest.fixture
async def snapshot(scratch: Scratch, readers: Readers) -> Snapshot:
    scratch.execute(SCRIPT)
    return await snapshot_of(scratch, readers)


@pytest.fixture
def owner(scratch: Scratch) -> str:
    """The administrator, who made everything."""
    ((name,),) = scratch.execute("SELECT current_user")
    return name


def version_of(snapshot: Snapshot) -> int:
    return int(snapshot.version.split(".")[0])


def table_of(snapshot: Snapshot, name: str, schema: str = SHOP) -> Table:
    return next(table for table in snapshot.tables if (table.schema, table.name) == (schema, name))


@every_postgresql
async def test_twelve_statements_read_everything_and_nothing_is_missing(snapshot: Snapshot):
    assert snapshot.statements == 12
    assert snapshot.skipped == ()
    assert [f"{table.schema}.{table.name}" for table in snapshot.tables] == [
        "other.parent",
        "shop.child",
        "shop.event",
        "shop.event_2024",
        "shop.event_2024_north",
        "shop.event_2024_south",
        "shop.event_rest",
        "shop.item",
        "shop.item_names",
        "shop.nothing",
        "shop.part",
        "shop.totals",
    ]


@every_postgresql
async def test_schemas_and_extensions(snapshot: Snapshot, owner: str):
    own = [schema for schema in snapshot.schemas if schema.name != "public"]
    assert own == [
        Schema(name="other", owner=owner),
        Schema(name="shop", owner=owner, comment="What is sold"),
    ]
    assert [(each.name, each.schema) for each in snapshot.extensions] == [
        ("btree_gist", "other"),
        ("plpgsql", "pg_catalog"),
    ]
    assert all(isinstance(each, Extension) and each.version and each.comment for each in snapshot.extensions)


@every_postgresql
async def test_types(snapshot: Snapshot):
    assert snapshot.types == (
        UserType(
            schema=SHOP,
            name="address",
            kind=UserTypeKind.COMPOSITE,
            fields=("street character varying(60)", '"Zip code" text'),
        ),
        UserType(
            schema=SHOP,
            name="amounts",
            kind=UserTypeKind.RANGE,
            base_type="numeric",
        ),
        UserType(
            schema=SHOP,
            name="email",
            kind=UserTypeKind.DOMAIN,
            base_type="character varying(120)",
            nullable=True,
            checks=(Check(expression="((VALUE)::text ~~ '%@%'::text)", name="email_check", validated=True),),
            comment="An address",
        ),
        UserType(
            schema=SHOP,
            name="mood",
            kind=UserTypeKind.ENUM,
            labels=("sad", "so 'so'", "happy"),
        ),
        UserType(
            schema=SHOP,
            name="work_email",
            kind=UserTypeKind.DOMAIN,
            base_type="shop.email",
            nullable=False,
            default="'nobody@example.org'::character varying",
        ),
    )


@every_postgresql
async def test_columns_with_everything_a_type_says(snapshot: Snapshot):
    columns = {column.name: column for column in table_of(snapshot, "item").columns}
    assert [column.position for column in columns.values()] == list(range(1, len(columns) + 1))
    assert {
        name: (column.native_type, column.data_type, column.length, column.precision, column.scale)
        for name, column in columns.items()
    } == {
        "id": ("bigint", DataType.INTEGER, None, None, None),
        "number": ("integer", DataType.INTEGER, None, None, None),
        "code": ("character varying(40)", DataType.TEXT, 40, None, None),
        "flag": ("character(1)", DataType.TEXT, 1, None, None),
        "price": ("numeric(12,2)", DataType.DECIMAL, None, 12, 2),
        "any_price": ("numeric", DataType.DECIMAL, None, None, None),
        "doubled": ("numeric", DataType.DECIMAL, None, None, None),
        "at": ("timestamp(3) with time zone", DataType.TIMESTAMP, None, 3, None),
        "took": ("interval(2)", DataType.OTHER, None, 2, None),
        "mask": ("bit(8)", DataType.OTHER, 8, None, None),
        "mood": ("shop.mood", DataType.TEXT, None, None, None),
        "moods": ("shop.mood[]", DataType.ARRAY, None, None, None),
        "contact": ("shop.work_email", DataType.TEXT, 120, None, None),
        "label": ("text", DataType.TEXT, None, None, None),
        "during": ("tstzrange", DataType.OTHER, None, None, None),
    }
    assert columns["id"].identity is Identity.ALWAYS
    assert columns["number"].identity is Identity.BY_DEFAULT
    assert columns["code"].default == "'x'::character varying"
    assert columns["code"].nullable is False
    assert columns["price"].comment == "Net, in euro"
    assert (columns["doubled"].generated, columns["doubled"].default) == (True, None)
    assert columns["doubled"].generation == "(price * (2)::numeric)"
    assert columns["mood"].user_type == columns["moods"].user_type == ObjectName(schema=SHOP, name="mood")
    assert columns["contact"].user_type == ObjectName(schema=SHOP, name="work_email")
    assert columns["contact"].nullable is False, "the domain forbids NULL"
    assert columns["label"].collation == "C"
    assert columns["code"].collation is None


@every_postgresql
async def test_keys_checks_and_exclusions(snapshot: Snapshot):
    item, part = table_of(snapshot, "item"), table_of(snapshot, "part")
    assert item.primary_key == Key(columns=("id",), name="item_pkey")
    assert item.unique_keys == (Key(columns=("number", "code"), name="item_number_code_key"),)
    assert item.checks == (
        Check(expression="(price >= (0)::numeric)", name="item_price_check", validated=True),
        Check(expression="(label <> ''::text)", name="label_told", validated=False),
    )
    assert item.exclusions == (
        Exclusion(definition="EXCLUDE USING gist (during WITH &&)", name="item_during_excl"),
    )
    assert part.foreign_keys == (
        ForeignKey(
            columns=("code", "number"),
            referred_schema=SHOP,
            referred_table="item",
            referred_columns=("code", "number"),
            name="part_code_fkey",
            on_update="CASCADE",
            on_delete="SET NULL",
            validated=True,
            deferrable=True,
        ),
        ForeignKey(
            columns=("item_id",),
            referred_schema=SHOP,
            referred_table="item",
            referred_columns=("id",),
            name="part_item_fkey",
            on_update="NO ACTION",
            on_delete="RESTRICT",
            validated=False,
            deferrable=False,
        ),
    )


@every_postgresql
async def test_indexes(snapshot: Snapshot):
    indexes = {index.name: index for index in table_of(snapshot, "item").indexes}
    assert set(indexes) == {
        "item_pkey",
        "item_number_code_key",
        "item_during_excl",
        "item_lower",
        "item_moods",
        "item_some",
    }
    lower, moods, some = indexes["item_lower"], indexes["item_moods"], indexes["item_some"]
    assert (lower.columns, lower.expressions, lower.method) == (("number", "lower(label)"), (1,), "btree")
    assert (moods.method, moods.unique) == ("gin", False)
    assert (some.predicate, some.included, some.unique) == (
        "(price > (0)::numeric)",
        ("price", "label"),
        True,
    )
    assert some.columns == ("number",)
    assert all(index.valid for index in indexes.values())
    assert table_of(snapshot, "item").index_bytes == sum(index.size_bytes or 0 for index in indexes.values())


@every_postgresql
async def test_tables_with_owner_storage_security_and_triggers(snapshot: Snapshot, owner: str):
    item = table_of(snapshot, "item")
    assert (item.kind, item.owner, item.comment, item.storage) == (
        TableKind.TABLE,
        owner,
        "An item",
        "heap",
    )
    assert (item.row_estimate, item.readable) == (3, True)
    assert item.estimated_at is not None
    assert item.size_bytes == 8192
    assert item.privileges == ("SELECT",)
    assert item.row_security is True
    assert item.policies == (
        Policy(name="mine", command="SELECT", roles=("public",), using="((code)::text = CURRENT_USER)"),
        Policy(name="new", command="INSERT", roles=(owner,), check="(price > (0)::numeric)"),
    )
    assert item.triggers == (
        Trigger(
            name="touch",
            timing="BEFORE",
            events=("INSERT", "UPDATE"),
            enabled=True,
            definition=item.triggers[0].definition,
        ),
        Trigger(
            name="watch",
            timing="AFTER",
            events=("TRUNCATE",),
            enabled=False,
            definition=item.triggers[1].definition,
        ),
    )
    assert "EXECUTE FUNCTION shop.touched()" in (item.triggers[0].definition or "")
    nothing = table_of(snapshot, "nothing")
    assert (nothing.columns, nothing.row_security, nothing.row_estimate) == ((), False, None)


@every_postgresql
async def test_partitions_and_inheritance(snapshot: Snapshot):
    event, year = table_of(snapshot, "event"), table_of(snapshot, "event_2024")
    assert (event.kind, event.partition_key) == (TableKind.PARTITIONED, "RANGE (day)")
    assert event.size_bytes is None
    assert event.row_estimate == 4, "the sum of its partitions"
    assert (year.kind, year.partition_key) == (TableKind.PARTITIONED, "LIST (region)")
    assert year.partition_of == ObjectName(schema=SHOP, name="event")
    assert year.partition_bound == "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"
    north, rest = table_of(snapshot, "event_2024_north"), table_of(snapshot, "event_rest")
    assert (north.kind, north.partition_bound) == (TableKind.PARTITION, "FOR VALUES IN ('north')")
    assert north.partition_of == ObjectName(schema=SHOP, name="event_2024")
    assert (rest.partition_bound, rest.inherits) == ("DEFAULT", ())
    child = table_of(snapshot, "child")
    assert child.inherits == (
        ObjectName(schema="other", name="parent"),
        ObjectName(schema=SHOP, name="nothing"),
    )
    assert (child.kind, child.partition_of) == (TableKind.TABLE, None)


@every_postgresql
async def test_views_with_their_sql(snapshot: Snapshot):
    names, totals = table_of(snapshot, "item_names"), table_of(snapshot, "totals")
    assert names.kind is TableKind.VIEW
    columns = ["id,", "label"] if version_of(snapshot) >= 18 else ["item.id,", "item.label"]
    assert (names.definition or "").split() == ["SELECT", *columns, "FROM", "shop.item;"]
    assert [column.nullable for column in names.columns] == [None, None]
    assert names.columns[1].comment == "What people call it"
    assert totals.kind is TableKind.MATERIALIZED_VIEW
    assert "count(*)" in (totals.definition or "")
    assert totals.size_bytes == 8192
    assert [trigger.timing for trigger in names.triggers] == ["INSTEAD OF"]


@every_postgresql
async def test_sequences_and_routines(snapshot: Snapshot, owner: str):
    assert snapshot.sequences == (
        Sequence(
            schema=SHOP,
            name="item_id_seq",
            native_type="bigint",
            start=1,
            minimum=1,
            maximum=9223372036854775807,
            increment=1,
            cycles=False,
            owned_by=ObjectName(schema=SHOP, name="item"),
            owned_by_column="id",
        ),
        Sequence(
            schema=SHOP,
            name="item_number_seq",
            native_type="integer",
            start=100,
            minimum=1,
            maximum=2147483647,
            increment=10,
            cycles=False,
            owned_by=ObjectName(schema=SHOP, name="item"),
            owned_by_column="number",
        ),
        Sequence(
            schema=SHOP,
            name="tickets",
            native_type="smallint",
            start=5,
            minimum=5,
            maximum=9,
            increment=1,
            cycles=True,
            comment="Round and round",
        ),
    )
    assert snapshot.routines == (
        Routine(
            schema=SHOP,
            name="clean",
            kind=RoutineKind.PROCEDURE,
            arguments="IN days integer",
            language="sql",
            security_definer=True,
            owner=owner,
        ),
        Routine(
            schema=SHOP,
            name="price_of",
            kind=RoutineKind.FUNCTION,
            arguments="item bigint",
            returns="numeric",
            language="sql",
            security_definer=False,
            owner=owner,
            comment="What it costs",
        ),
        Routine(
            schema=SHOP,
            name="product",
            kind=RoutineKind.AGGREGATE,
            arguments="numeric",
            returns="numeric",
            language="internal",
            security_definer=False,
            owner=owner,
        ),
        Routine(
            schema=SHOP,
            name="touched",
            kind=RoutineKind.FUNCTION,
            returns="trigger",
            language="plpgsql",
            security_definer=False,
            owner=owner,
        ),
    )


@every_postgresql
async def test_a_table_under_alter_costs_its_own_size_and_the_sql_of_its_views_only(
    scratch: Scratch, readers: Readers
):
    scratch.execute(SCRIPT)
    with holding_a_lock(scratch, "shop.item"):
        snapshot = await snapshot_of(scratch, readers)
    assert {(each.name, each.missing, each.reason) for each in snapshot.skipped} == {
        ("item", "size", SkipReason.LOCKED),
        ("item", "expressions", SkipReason.LOCKED),
        ("item_names", "definition", SkipReason.LOCKED),
    }
    item, part = table_of(snapshot, "item"), table_of(snapshot, "part")
    assert len(item.columns) == 15
    assert item.columns[3].name == "flag"
    assert (part.size_bytes, part.foreign_keys[0].referred_table) == (0, "item")
    assert [check.expression for check in snapshot.types[2].checks] == ["((VALUE)::text ~~ '%@%'::text)"]


@every_postgresql
async def test_a_second_look_in_the_same_session_sees_what_is_new(scratch: Scratch, readers: Readers):
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        before = await extract_schema(session, scratch.connection)
        scratch.execute("CREATE TABLE late (a int)")
        after = await extract_schema(session, scratch.connection)
    assert [table.name for table in before.tables] == []
    assert [table.name for table in after.tables] == ["late"]
