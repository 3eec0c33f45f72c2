"""What a reader process tells of an Inspector becomes a catalog, or is refused."""

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite

from app.connection import inspected, reflecting
from app.connection.reflected_columns import data_type, native_type, reflected_column
from app.connection.session import Rows, Statement
from app.errors import ReaderCrashedError
from app.model.schema import DataType, Identity, Schema
from tests.support.no_inspector import NoPulling


class Telling(NoPulling):
    """A session whose reader process tells these objects."""

    product = version = ""
    statements = rows_read = 0

    def __init__(self, *told: tuple[str, str]) -> None:
        self.told = told

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        raise AssertionError(f"no statement is asked: {statement} {timeout_seconds}")

    async def reflect(self, schemas: Sequence[str] | None) -> Rows:
        assert schemas is None
        return Rows(("kind", "object"), self.told)


async def test_what_is_told_becomes_a_catalog_that_says_who_has_read_it() -> None:
    catalog = await inspected.read(
        Telling(("schema", '{"name": "shop"}'), ("something new", "{}"), ("statements", "7"))
    )
    assert catalog.reader == "inspector"
    assert catalog.schemas == (Schema(name="shop"),)


@pytest.mark.parametrize("told", ["", "{", '{"schema": 1}', "[]", "null"])
async def test_what_is_no_table_is_no_catalog(told: str) -> None:
    with pytest.raises(ReaderCrashedError):
        await inspected.read(Telling(("table", told)))


KINDS: list[tuple[sa.types.TypeEngine[Any], DataType]] = [
    (mysql.TINYINT(display_width=1), DataType.BOOLEAN),
    (mysql.TINYINT(display_width=4), DataType.INTEGER),
    (mysql.YEAR(), DataType.INTEGER),
    (mysql.LONGBLOB(), DataType.BINARY),
    (mysql.ENUM("a", "b"), DataType.TEXT),
    (mysql.DATETIME(fsp=3), DataType.TIMESTAMP),
    (postgresql.DOMAIN("d", sa.Integer()), DataType.INTEGER),
    (postgresql.ARRAY(sa.Text()), DataType.ARRAY),
    (postgresql.INET(), DataType.NETWORK),
    (postgresql.TSVECTOR(), DataType.OTHER),
    (postgresql.MONEY(), DataType.DECIMAL),
    (postgresql.INTERVAL(), DataType.OTHER),
    (postgresql.JSONB(), DataType.JSON),
    (sa.Double(), DataType.FLOAT),
    (sa.Numeric(10, 2), DataType.DECIMAL),
    (sa.Uuid(), DataType.UUID),
    (sa.types.NullType(), DataType.OTHER),
]


@pytest.mark.parametrize(("kind", "folded"), KINDS, ids=str)
def test_types_are_folded(kind: sa.types.TypeEngine[Any], folded: DataType) -> None:
    assert data_type(kind) is folded


def test_a_type_nobody_knows_has_no_name() -> None:
    assert native_type(sa.types.NullType(), sqlite.dialect()) == ""
    assert native_type(sa.String(20), sqlite.dialect()) == "VARCHAR(20)"


def test_numbers_and_generated_values_are_told_from_defaults() -> None:
    plain = {"name": "c", "type": sa.Integer(), "nullable": False, "default": None}

    def told(**more: object) -> tuple[str | None, str | None, Identity | None]:
        column = reflected_column({**plain, **more}, 1, sqlite.dialect(), is_view=False)
        return column.default, column.generation, column.identity

    assert told() == (None, None, None)
    assert told(default="5", autoincrement=True) == ("5", None, None)
    assert told(autoincrement=True) == (None, None, Identity.BY_DEFAULT)
    assert told(identity={"always": True}) == (None, None, Identity.ALWAYS)
    assert told(computed={"sqltext": "a + 1"}, default="a + 1") == (None, "a + 1", None)
    assert reflected_column(plain, 1, sqlite.dialect(), is_view=True).nullable is None


def test_lone_surrogates_become_question_marks_as_everywhere_on_this_way() -> None:
    hostile = Schema(name="a\ud800", comment="b")
    assert reflecting.as_json(hostile) == '{"name":"a?","owner":null,"comment":"b"}'
