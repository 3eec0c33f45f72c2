"""What only MySQL and MariaDB have, read from a schema that has all of it."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import (
    Check,
    Identity,
    Index,
    Key,
    ObjectKind,
    Partition,
    Sequence,
    Skipped,
    SkipReason,
    Snapshot,
)
from tests.support.scratch import Scratch
from tests.support.server import literal

ON_BOTH = r"""
CREATE TABLE spread (
    id int NOT NULL, d date NOT NULL DEFAULT '2020-01-02', PRIMARY KEY (id, d),
    y int GENERATED ALWAYS AS (year(d)) VIRTUAL, note varchar(10) CHARACTER SET latin1 DEFAULT 'it''s \\ "x"',
    price decimal(10,3) DEFAULT 1.5, flags bit(3) DEFAULT b'101', at timestamp(3) NULL DEFAULT NULL,
    mood enum('a','it''s') COMMENT 'how it is'
) COMMENT 'rows by year'
PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2
(PARTITION old VALUES LESS THAN (2000), PARTITION young VALUES LESS THAN MAXVALUE);
CREATE TABLE numbered (id int unsigned AUTO_INCREMENT PRIMARY KEY, k varchar(20), UNIQUE KEY whole (k),
    KEY part (k(2), id DESC), FULLTEXT KEY words (k));
CREATE TABLE gone (id int); CREATE VIEW broken AS SELECT id FROM gone; DROP TABLE gone;
CREATE VIEW fine AS SELECT id, k FROM numbered;
"""
ON_MARIADB = """
CREATE TABLE held (id int, j json, CONSTRAINT positive CHECK (id > 0), KEY off (id) IGNORED);
CREATE SEQUENCE steps START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 1000 CYCLE;
"""
ON_MYSQL = r"""
CREATE TABLE held (id int, j json, x varchar(20) DEFAULT (concat('a''b','\\c')), KEY off (id) INVISIBLE,
    KEY computed ((concat(x, 'it''s'))));
"""

both = pytest.mark.parametrize("scratch", ["mariadb", "mysql 8.0.15"], indirect=True)
mariadb = pytest.mark.parametrize("scratch", ["mariadb"], indirect=True)
mysql = pytest.mark.parametrize("scratch", ["mysql 8.0.15"], indirect=True)


async def _read(scratch: Scratch, readers: Readers, *, user: str = "scanner") -> Snapshot:
    assert scratch.server is not None
    connection = scratch.server.connection(scratch.schema, user=user)
    async with readers.open(connection, scratch.credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    assert snapshot.statements <= 12
    return snapshot


@both
async def test_a_partitioned_table_is_one_table_with_its_partitions(scratch: Scratch, readers: Readers):
    scratch.execute(ON_BOTH)
    (table,) = [table for table in (await _read(scratch, readers)).tables if table.name == "spread"]
    assert table.partition_key == "RANGE (year(`d`)) SUBPARTITION BY HASH (`id`)"
    bounds = {part.name: part.bound for part in table.partitions}
    assert bounds == {"old": "VALUES LESS THAN (2000)", "young": "VALUES LESS THAN (MAXVALUE)"}
    assert all(isinstance(part, Partition) and part.row_estimate == 0 for part in table.partitions)
    assert (table.comment, table.storage, table.primary_key) == (
        "rows by year",
        "InnoDB",
        Key(columns=("id", "d"), name="PRIMARY"),
    )


@both
async def test_columns_have_defaults_as_sql_and_what_their_types_allow(scratch: Scratch, readers: Readers):
    scratch.execute(ON_BOTH)
    tables = {table.name: table for table in (await _read(scratch, readers)).tables}
    columns = {column.name: column for column in tables["spread"].columns}
    defaults = {name: column.default for name, column in columns.items() if column.default is not None}
    assert defaults == {
        "d": "'2020-01-02'",
        "note": r"""'it''s \\ "x"'""",
        "price": "1.500",
        "flags": "b'101'",
    }
    assert (columns["y"].generated, columns["y"].generation) == (True, "year(`d`)")
    assert (columns["price"].precision, columns["price"].scale, columns["at"].precision) == (10, 3, 3)
    assert (columns["note"].length, columns["note"].collation) == (10, "latin1_swedish_ci")
    assert (columns["mood"].native_type, columns["mood"].comment) == ("enum('a','it''s')", "how it is")
    assert [column.identity for column in tables["numbered"].columns] == [Identity.BY_DEFAULT, None]


@both
async def test_indexes_have_methods_prefixes_and_directions(scratch: Scratch, readers: Readers):
    scratch.execute(ON_BOTH)
    (table,) = [table for table in (await _read(scratch, readers)).tables if table.name == "numbered"]
    assert table.indexes == (
        Index(name="PRIMARY", columns=("id",), unique=True, method="BTREE", valid=True),
        Index(
            name="part",
            columns=("`k`(2)", "id"),
            unique=False,
            expressions=(0,),
            descending=(1,),
            method="BTREE",
            valid=True,
        ),
        Index(name="whole", columns=("k",), unique=True, method="BTREE", valid=True),
        Index(name="words", columns=("k",), unique=False, method="FULLTEXT", valid=True),
    )
    assert table.unique_keys == (Key(columns=("k",), name="whole"),)


@both
async def test_a_view_that_does_not_work_is_listed_and_left_out(scratch: Scratch, readers: Readers):
    scratch.execute(ON_BOTH)
    snapshot = await _read(scratch, readers)
    assert [table.columns for table in snapshot.tables if table.name == "broken"] == [()]
    assert (
        Skipped(
            kind=ObjectKind.VIEW,
            schema=scratch.schema,
            name="broken",
            reason=SkipReason.VIEW_ERROR,
            missing="columns",
        )
        in snapshot.skipped
    )


@both
async def test_a_user_sees_what_he_may_do_and_the_grant_for_what_he_may_not(
    scratch: Scratch, readers: Readers
):
    assert scratch.server is not None
    scratch.execute(ON_BOTH)
    password = literal(scratch.server.password)
    scratch.server.execute("", f"CREATE USER narrow@'%' IDENTIFIED BY '{password}'")
    try:
        for grant in ("SELECT, DELETE ON `{}`.numbered", "INSERT ON `{}`.spread", "SELECT ON `{}`.fine"):
            scratch.server.execute("", f"GRANT {grant.format(scratch.schema)} TO narrow@'%'")
        before = await _read(scratch, readers, user="narrow")
        (missing,) = [each for each in before.skipped if each.missing == "definition"]
        scratch.server.execute("", missing.grant or "")
        after = await _read(scratch, readers, user="narrow")
    finally:
        scratch.server.execute("", "DROP USER narrow@'%'")
    allowed = {table.name: (table.readable, table.privileges) for table in before.tables}
    assert allowed == {
        "fine": (True, ("SELECT",)),
        "numbered": (True, ("DELETE", "SELECT")),
        "spread": (False, ("INSERT",)),
    }
    assert (missing.name, missing.reason) == ("fine", SkipReason.NO_ACCESS)
    assert [table.definition is not None for table in after.tables if table.is_view] == [True]


@mariadb
async def test_mariadb_has_checks_sequences_and_ignored_indexes(scratch: Scratch, readers: Readers):
    scratch.execute(ON_MARIADB)
    snapshot = await _read(scratch, readers)
    (table,) = snapshot.tables
    assert set(table.checks) == {
        Check(expression="`id` > 0", name="positive"),
        Check(expression="json_valid(`j`)", name="j"),
    }
    assert [index.valid for index in table.indexes] == [False]
    assert snapshot.sequences == (
        Sequence(
            schema=scratch.schema,
            name="steps",
            native_type="bigint",
            start=5,
            minimum=1,
            maximum=1000,
            increment=2,
            cycles=True,
        ),
    )


@mysql
async def test_mysql_has_expressions_in_defaults_and_indexes(scratch: Scratch, readers: Readers):
    scratch.execute(ON_MYSQL)
    (table,) = (await _read(scratch, readers)).tables
    assert table.columns[2].default == r"concat(_utf8mb4'a\'b',_utf8mb4'\\c')"
    indexes = {index.name: index for index in table.indexes}
    assert indexes["computed"].columns == (r"concat(`x`,_utf8mb4'it\'s')",)
    assert (indexes["computed"].expressions, indexes["off"].valid) == ((0,), False)
