"""Every metric against tables of values whose answers were written by hand: nothing fails, nothing is silently wrong."""

import contextlib
import tomllib
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Session
from app.extraction.few_values import few_valued
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import Table
from app.quality.metrics import METRIC
from tests.support.dialects import servers_of
from tests.support.scratch import Scratch

FOLDER = Path(__file__).parent / "truth"
CASES: dict[str, dict[str, dict[str, Any]]] = {
    file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))
}


def create(case: dict[str, Any], number: int) -> str:
    """The script that makes the table of a case."""
    rows = "".join(f"INSERT INTO case_{number} VALUES ({cell});\n" for cell in case["cells"])  # noqa: S608 - our own
    before = f"{case['before']};\n" if "before" in case else ""
    return f"{before}CREATE TABLE case_{number} (value {case['type']});\n{rows}"


async def values_of(session: Session, dialect: str, table: Table, *, rows_known: int) -> dict[str, Any]:
    """What is measured of the table's one column where the catalog says it has that many rows."""
    found = await measure_table(session, dialect, replace(table, row_estimate=rows_known))
    assert found.statements == 1
    return {each.metric: _shown(each.value) for each in found.columns[0].measurements}


def _shown(value: object) -> object:
    return "nothing" if value is None else value


def _to_15_digits(value: object) -> object:
    return pytest.approx(value, rel=1e-14, abs=0) if isinstance(value, float) else value


@servers_of("postgresql", "mysql", "sqlite")
async def test_every_value_is_measured_as_its_truth_table_says(scratch: Scratch, readers: Readers):
    cases = CASES[scratch.connection.dialect]
    wrong: dict[tuple[str, str], tuple[object, object]] = {}
    async with filled(scratch, readers, cases) as (session, tables):
        for (name, case), table in zip(cases.items(), tables, strict=True):
            values = await values_of(session, scratch.connection.dialect, table, rows_known=10)
            for metric, expected in case["expect"].items():
                if (found := values.get(metric, "not measured")) != _to_15_digits(expected):
                    wrong[name, metric] = (found, expected)
            for metric, value in (
                await values_of(session, scratch.connection.dialect, table, rows_known=10**9)
            ).items():
                if value not in {values[metric], "nothing"}:
                    wrong[name, f"{metric} of a large table"] = (value, values[metric])

    assert wrong == {}


@servers_of("postgresql", "mysql", "sqlite")
async def test_a_list_of_every_value_says_what_the_truth_table_says(scratch: Scratch, readers: Readers):
    cases = CASES[scratch.connection.dialect]
    wrong: dict[tuple[str, str], tuple[object, object]] = {}
    listed = 0
    async with filled(scratch, readers, cases) as (session, tables):
        for (name, case), table in zip(cases.items(), tables, strict=True):
            distinct = Measurement(metric="distinct_count", value=9, exact=False)
            few = few_valued(table, [ColumnProfile(column="value", measurements=(distinct,))])
            found = await measure_table(session, scratch.connection.dialect, table, few=few, everything=True)
            assert found.statements == 1, name
            listed += len(found.listed)
            values = {each.metric: _shown(each.value) for each in found.columns[0].measurements}
            for metric, expected in case["expect"].items():
                if (value := values.get(metric, "not measured")) != _to_15_digits(expected):
                    wrong[name, metric] = (value, expected)

    assert wrong == {}
    assert listed > len(cases) / 2


@contextlib.asynccontextmanager
async def filled(
    scratch: Scratch, readers: Readers, cases: dict[str, dict[str, Any]]
) -> AsyncGenerator[tuple[Session, list[Table]]]:
    """A session and the tables of the cases, in their order."""
    mode = "SET sql_mode = '';\n" if scratch.connection.dialect == "mysql" else ""
    scratch.execute(mode + "".join(create(case, number) for number, case in enumerate(cases.values())))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = {table.name: table for table in (await extract_schema(session, scratch.connection)).tables}
        yield session, [tables[f"case_{number}"] for number in range(len(cases))]


def test_every_metric_of_the_statement_stands_in_some_truth_table() -> None:
    told = {metric for cases in CASES.values() for case in cases.values() for metric in case["expect"]}
    assert told <= set(METRIC)
    assert told >= {
        "null_count", "empty_count", "blank_count", "placeholder_count", "distinct_count", "duplicate_count",
        "wrong_type_count", "min", "max", "mean", "standard_deviation", "zero_count", "negative_count", "nan_count",
        "infinite_count", "min_length", "max_length", "mean_length", "future_count", "midnight_share", "true_count",
        "false_count",
    }  # fmt: skip
