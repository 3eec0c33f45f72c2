"""One hand-made snapshot with everything a snapshot can hold, hostile names included; golden files show it in every format."""

from datetime import UTC, datetime

from app.model.lineage import LineageEdge, Use, ViewLineage
from app.model.schema import (
    Check,
    Column,
    DataType,
    Exclusion,
    Extension,
    ForeignKey,
    Identity,
    Index,
    Key,
    ObjectKind,
    ObjectName,
    Partition,
    Policy,
    Routine,
    RoutineKind,
    Schema,
    Sequence,
    Skipped,
    SkipReason,
    Snapshot,
    Table,
    TableKind,
    Trigger,
    UserType,
    UserTypeKind,
)

HOSTILE_SCHEMA = 'a.b "c"'
HOSTILE_TABLE = 'x|y`z` \\ "q" <b>&amp;</b>\n# not a heading %% }} ]] /* */ -- \u202etxt \N{PILE OF POO}'
HOSTILE_COLUMN = "select' | *all*\n{id}"

CUSTOMER = Table(
    schema="shop",
    name="customer",
    kind=TableKind.TABLE,
    comment="People who bought something.\nOne row each | never deleted.",
    owner="shop_owner",
    row_estimate=1200,
    estimated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    size_bytes=98304,
    index_bytes=16384,
    readable=True,
    privileges=("SELECT",),
    row_security=True,
    storage="heap",
    columns=(
        Column(
            name="id",
            position=1,
            native_type="integer",
            data_type=DataType.INTEGER,
            nullable=False,
            identity=Identity.ALWAYS,
        ),
        Column(
            name="email",
            position=2,
            native_type="character varying(120)",
            data_type=DataType.TEXT,
            nullable=False,
            length=120,
            collation="C",
            comment="Where to write to",
        ),
        Column(
            name="mood",
            position=3,
            native_type="shop.mood",
            data_type=DataType.TEXT,
            nullable=True,
            default="'so so'::shop.mood",
            user_type=ObjectName(schema="shop", name="mood"),
        ),
        Column(
            name="score",
            position=4,
            native_type="numeric(10,2)",
            data_type=DataType.DECIMAL,
            nullable=True,
            precision=10,
            scale=2,
            default="0.00",
        ),
        Column(
            name="address",
            position=5,
            native_type="text",
            data_type=DataType.TEXT,
            nullable=True,
            generated=True,
            generation="lower(email)",
        ),
        Column(
            name="referred_by",
            position=6,
            native_type="integer",
            data_type=DataType.INTEGER,
            nullable=True,
        ),
    ),
    primary_key=Key(columns=("id",), name="customer_pkey"),
    unique_keys=(Key(columns=("email",), name="customer_email_key"),),
    foreign_keys=(
        ForeignKey(
            columns=("referred_by",),
            referred_schema="shop",
            referred_table="customer",
            referred_columns=("id",),
            name="customer_referred_by_fkey",
            on_update="CASCADE",
            on_delete="SET NULL",
            validated=True,
            deferrable=True,
        ),
    ),
    checks=(Check(expression="score >= 0::numeric", name="customer_score_check", validated=True),),
    exclusions=(Exclusion(definition="EXCLUDE USING gist (email WITH =)", name="customer_one_email"),),
    indexes=(
        Index(
            name="customer_pkey", columns=("id",), unique=True, method="btree", valid=True, size_bytes=8192
        ),
        Index(name="customer_email_key", columns=("email",), unique=True, method="btree", valid=True),
        Index(
            name="customer_lower_email",
            columns=("lower(email)", "id"),
            unique=False,
            expressions=(0,),
            descending=(1,),
            method="btree",
            predicate="score > 0::numeric",
            included=("mood",),
            valid=False,
        ),
    ),
    triggers=(
        Trigger(
            name="customer_audit",
            timing="BEFORE",
            events=("INSERT", "UPDATE"),
            enabled=True,
            definition="CREATE TRIGGER customer_audit BEFORE INSERT OR UPDATE ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.audit()",
        ),
    ),
    policies=(
        Policy(
            name="own rows", command="SELECT", roles=("reader",), using="email = CURRENT_USER", check=None
        ),
    ),
)

ORDERS = Table(
    schema="shop",
    name="orders",
    kind=TableKind.PARTITIONED,
    partition_key="RANGE (placed_on)",
    partitions=(Partition(name="p0", bound="VALUES LESS THAN (10)", row_estimate=7, size_bytes=16384),),
    columns=(
        Column(
            name="customer_id",
            position=1,
            native_type="integer",
            data_type=DataType.INTEGER,
            nullable=False,
        ),
        Column(name="placed_on", position=2, native_type="date", data_type=DataType.DATE, nullable=False),
        Column(name="tags", position=3, native_type="text[]", data_type=DataType.ARRAY, nullable=True),
    ),
    primary_key=Key(columns=("customer_id", "placed_on"), name="orders_pkey"),
    foreign_keys=(
        ForeignKey(
            columns=("customer_id",),
            referred_schema="shop",
            referred_table="customer",
            referred_columns=("id",),
            name="orders_customer_id_fkey",
            on_update="NO ACTION",
            on_delete="NO ACTION",
        ),
    ),
    indexes=(Index(name="orders_pkey", columns=("customer_id", "placed_on"), unique=True, method="btree"),),
)

ORDERS_2026 = Table(
    schema="shop",
    name="orders_2026",
    kind=TableKind.PARTITION,
    partition_of=ObjectName(schema="shop", name="orders"),
    partition_bound="FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    columns=ORDERS.columns,
    primary_key=Key(columns=("customer_id", "placed_on"), name="orders_2026_pkey"),
    indexes=(
        Index(name="orders_2026_pkey", columns=("customer_id", "placed_on"), unique=True, method="btree"),
    ),
)

BUYERS = Table(
    schema="shop",
    name="buyers",
    kind=TableKind.VIEW,
    comment="Customers with their number of orders",
    definition=" SELECT c.email, count(*) AS orders\n   FROM shop.customer c JOIN shop.orders o ON o.customer_id = c.id\n  GROUP BY c.email;",
    columns=(
        Column(name="email", position=1, native_type="character varying(120)", data_type=DataType.TEXT),
        Column(name="orders", position=2, native_type="bigint", data_type=DataType.INTEGER),
    ),
)

HOSTILE = Table(
    schema=HOSTILE_SCHEMA,
    name=HOSTILE_TABLE,
    kind=TableKind.TABLE,
    comment='*/ "; DROP TABLE x; --\n| cell | `code` <script>',
    columns=(
        Column(
            name=HOSTILE_COLUMN,
            position=1,
            native_type="integer",
            data_type=DataType.INTEGER,
            nullable=False,
            comment='it\'s "quoted" \\ back\nnext',
        ),
        Column(
            name="order",
            position=2,
            native_type="text",
            data_type=DataType.TEXT,
            nullable=True,
            default="'it''s | \\ \"'::text",
        ),
    ),
    primary_key=Key(columns=(HOSTILE_COLUMN,), name='pk "1"'),
    foreign_keys=(
        ForeignKey(
            columns=(HOSTILE_COLUMN,),
            referred_schema="shop",
            referred_table="customer",
            referred_columns=("id",),
            name="fk`1`",
        ),
    ),
    indexes=(Index(name='ix "1"', columns=("order",), unique=False),),
)

EVERYTHING = Snapshot(
    product="PostgreSQL",
    version="15.18",
    database="shop",
    taken_at=datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC),
    statements=9,
    schemas=(
        Schema(name=HOSTILE_SCHEMA),
        Schema(name="shop", owner="shop_owner", comment="The shop"),
    ),
    types=(
        UserType(schema="shop", name="mood", kind=UserTypeKind.ENUM, labels=("sad", "so so", 'it\'s "fine"')),
        UserType(
            schema="shop",
            name="postcode",
            kind=UserTypeKind.DOMAIN,
            base_type="text",
            nullable=False,
            default="'00000'::text",
            checks=(Check(expression="VALUE ~ '^\\d{5}$'::text", name="postcode_check", validated=True),),
            comment="Five digits",
        ),
        UserType(
            schema="shop",
            name="place",
            kind=UserTypeKind.COMPOSITE,
            fields=("street text", "code shop.postcode"),
        ),
        UserType(schema="shop", name="span", kind=UserTypeKind.RANGE, base_type="date"),
    ),
    sequences=(
        Sequence(
            schema="shop",
            name="ticket",
            native_type="bigint",
            start=100,
            minimum=1,
            maximum=9223372036854775807,
            increment=5,
            cycles=False,
            comment="Numbers at the door",
        ),
    ),
    routines=(
        Routine(
            schema="shop",
            name="audit",
            kind=RoutineKind.FUNCTION,
            returns="trigger",
            language="plpgsql",
            security_definer=True,
            owner="shop_owner",
        ),
        Routine(
            schema="shop", name="tidy", kind=RoutineKind.PROCEDURE, arguments="days integer", language="sql"
        ),
    ),
    extensions=(Extension(name="citext", version="1.6", schema="public", comment="text without case"),),
    tables=(HOSTILE, BUYERS, CUSTOMER, ORDERS, ORDERS_2026),
    skipped=(
        Skipped(
            kind=ObjectKind.TABLE,
            schema="shop",
            name="payroll",
            reason=SkipReason.NO_ACCESS,
            grant='GRANT SELECT ON "shop"."payroll" TO "scanner";',
        ),
        Skipped(
            kind=ObjectKind.VIEW,
            schema="shop",
            name="broken",
            reason=SkipReason.VIEW_ERROR,
            missing="columns",
        ),
    ),
)

LINEAGE = (
    ViewLineage(
        schema="shop",
        name="buyers",
        edges=(
            LineageEdge(
                column="", source_schema="shop", source_table="customer", source_column="id", use=Use.JOIN
            ),
            LineageEdge(
                column="email",
                source_schema="shop",
                source_table="customer",
                source_column="email",
                use=Use.COPIED,
            ),
        ),
    ),
    ViewLineage(schema="shop", name="broken", problem="The SQL of the view is not known."),
)
