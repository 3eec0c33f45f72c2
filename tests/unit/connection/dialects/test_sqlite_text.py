"""What is read from the text of CREATE statements, with everything in it that looks like something else."""

import pytest

from app.connection.dialects.sqlite_catalog.created import NOTHING, Reference, created_table
from app.connection.dialects.sqlite_catalog.objects import Entry
from app.connection.dialects.sqlite_catalog.triggers import trigger_of
from app.model.schema import Check

PARENT = """
CREATE TABLE "parent (1" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    "check" TEXT COLLATE NOCASE,
    [a b] TEXT CONSTRAINT "u ""1" UNIQUE,
    b DECIMAL(10, 2) CONSTRAINT pos CHECK (b > 0 AND (b < 10)) CHECK("check" <> ')'),
    c INT GENERATED ALWAYS AS (b * (2)) STORED,
    d AS ("a b" || ',(') /* AS (x) */,
    e TEXT DEFAULT 'CHECK (1)' -- CONSTRAINT no CHECK (2)
    , f TEXT CONSTRAINT given NOT NULL CHECK (f <> ''),
    CONSTRAINT pair UNIQUE (b, "check" COLLATE RTRIM)
    CONSTRAINT filled CHECK (length("a b") > 0)
)
"""
CHILD = """
CREATE TABLE child (
    x INT CONSTRAINT fkx REFERENCES parent DEFERRABLE INITIALLY DEFERRED,
    z INT REFERENCES parent (ID) NOT DEFERRABLE INITIALLY DEFERRED,
    constraint pk primary key (x, z DESC),
    CONSTRAINT fk2 FOREIGN KEY (x, z) REFERENCES other (p, q) DEFERRABLE
) WITHOUT ROWID
"""


def test_checks_have_their_names_and_expressions():
    assert created_table(PARENT).checks == [
        Check(expression="b > 0 AND (b < 10)", name="pos"),
        Check(expression="\"check\" <> ')'"),
        Check(expression="f <> ''"),
        Check(expression='length("a b") > 0', name="filled"),
    ]


def test_columns_have_their_expressions_collations_and_numbers():
    said = created_table(PARENT)
    assert said.generations == {"c": "b * (2)", "d": "\"a b\" || ',('"}
    assert (said.collations, said.numbered) == ({"check": "NOCASE"}, ["id"])


def test_keys_have_the_names_the_text_gives_them():
    assert created_table(PARENT).keys == {("a b",): 'u "1', ("b", "check"): "pair"}
    assert created_table(CHILD).keys == {("x", "z"): "pk"}


def test_only_a_key_that_waits_for_the_end_of_the_transaction_is_deferred():
    assert created_table(CHILD).references == [
        Reference("fkx", deferred=True),
        Reference(None, deferred=False),
        Reference("fk2", deferred=False),
    ]


@pytest.mark.parametrize("sql", ["", "CREATE TABLE t (a, b)", 'CREATE TABLE t (check_in, "as ( CHECK" INT)'])
def test_a_text_that_says_nothing_more_says_nothing(sql: str):
    assert created_table(sql) == NOTHING


@pytest.mark.parametrize(
    ("sql", "timing", "event"),
    [
        ('CREATE TRIGGER "before insert" AFTER UPDATE OF b ON t BEGIN SELECT 1; END', "AFTER", "UPDATE"),
        ("CREATE TRIGGER main.x INSTEAD  OF insert ON v BEGIN SELECT 1; END", "INSTEAD OF", "INSERT"),
        ("create trigger /* AFTER */ x DELETE ON t BEGIN SELECT 1; END", "BEFORE", "DELETE"),
    ],
)
def test_a_trigger_fires_when_its_text_says(sql: str, timing: str, event: str):
    trigger = trigger_of(Entry(type="trigger", name="x", table="t", root_page=0, sql=sql))
    assert (trigger.timing, trigger.events, trigger.definition) == (timing, (event,), sql)
