"""The 93 facts of the sample databases that were queried by hand: each is reproduced by something of ours."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Session
from app.errors import SourceSenseError
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.extraction.measurement.grouping import Listed
from app.model.measurements import ColumnProfile
from app.model.schema import Snapshot, Table
from app.pipeline.given_rules import GivenRules
from app.pipeline.rules import check_source
from app.pipeline.source import DirectSource
from app.rules.reading import read_rules
from tests.dialects.ruled_facts import RULED
from tests.support.databases import SAMPLES
from tests.support.listing import listed_values
from tests.support.samples import Open

Fact = dict[str, Any]

FACTS: list[Fact] = json.loads((SAMPLES / "quality-facts.json").read_text())
KINDS = {"null", "empty-text", "constant", "empty-blob"}
"""Kinds of facts that the aggregate statement tells alone."""
GROUPED = {
    "dup-1": {2: 4},
    "dup-4": {2: 1},
    "dup-6": {2: 1},
    "dup-8": {2: 2},
    "dup-11": {2: 1},
}
"""Facts that grouping tells: how many values occur so often."""
OCCURRING = {"dup-9": {"New York": 2}, "dup-10": {"IT": 2}, "view-2": {"0": None}}
"""Facts that grouping tells: a value with its rows, ``None`` for all rows."""
ROWS_OF = {"const-2": ("language",)}
"""Tables whose rows a fact tells besides."""
ELSEWHERE = {
    *(fact["id"] for fact in FACTS if fact["kind"] == "trailing-space"),  # tests/integration/test_facts.py
    "orphan-0",  # tests/dialects/test_integrity.py
}
OWN = {*GROUPED, *OCCURRING, "view-1", "key-1", "fmt-11"}


def facts(ids: Sequence[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fact", [f for f in FACTS if f["id"] in ids], ids=lambda fact: fact["id"])


def test_every_fact_is_reproduced() -> None:
    asserted = {fact["id"] for fact in FACTS if fact["kind"] in KINDS} | OWN | ELSEWHERE | {*RULED}
    assert len(FACTS) == 93
    assert asserted == {fact["id"] for fact in FACTS}


@facts([fact["id"] for fact in FACTS if fact["kind"] in KINDS])
async def test_a_count_is_what_the_database_says_itself(fact: Fact, sample_source: Open, readers: Readers):
    connection, credential = sample_source(fact["engine"], fact["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
        measured = await measure_table(session, connection.dialect, table_of(fact, snapshot))
        others = [
            (await measure_table(session, connection.dialect, table_of({"table": name}, snapshot))).rows
            for name in ROWS_OF.get(fact["id"], ())
        ]
    columns = {profile.column: profile for profile in measured.columns}
    found = [*told(fact, columns, measured.rows), *others]
    assert [f"{each:g}" if isinstance(each, float) else str(each) for each in found] == fact["result"][0]


def told(fact: Fact, columns: Mapping[str, ColumnProfile], rows: int) -> list[object]:
    """What was measured, in the order of the fact's result."""
    column = columns[fact["column"]]
    match fact["kind"]:
        case "null":
            return [column.value("null_count"), rows]
        case "empty-text":
            return [column.value("empty_count")]
        case "empty-blob":
            return [column.value("empty_count"), rows]
        case _:
            return [column.value("distinct_count"), *constant(fact["id"], column, columns, rows)]


def constant(
    fact: str, column: ColumnProfile, columns: Mapping[str, ColumnProfile], rows: int
) -> list[object]:
    """What a fact about a constant says besides that it is one."""
    value = column.value("min")
    assert value == column.value("max")
    match fact:
        case "const-2":
            return []
        case "const-3":
            assert column.value("true_count") == rows
            return [columns["active"].value("zero_count")]
        case "const-4" | "const-5":
            return [value, rows]
        case _:
            return [value]


@facts([*GROUPED, *OCCURRING, "fmt-11"])
async def test_how_often_values_occur_is_what_the_database_says_itself(
    fact: Fact, sample_source: Open, readers: Readers
):
    connection, credential = sample_source(fact["engine"], fact["database"])
    async with readers.open(connection, credential, Limits()) as session:
        table = table_of(fact, await extract_schema(session, connection))
        found = await counted(session, connection.dialect, table, fact["column"])
    counts = {value: count for value, count in found if value is not None}
    if (expected := GROUPED.get(fact["id"])) is not None:
        assert {times: [*counts.values()].count(times) for times in expected} == expected
    elif fact["id"] == "fmt-11":
        assert set(counts) == {"0", "1"}
    else:
        ((value, times),) = OCCURRING[fact["id"]].items()
        assert counts[value] == (sum(counts.values()) if times is None else times)


async def counted(session: Session, dialect: str, table: Table, name: str) -> Listed:
    (column,) = [each for each in table.columns if each.name == name]
    return (await listed_values(session, dialect, table, [column]))[name]


@facts([*RULED])
async def test_a_rule_says_what_the_database_says_itself(fact: Fact, sample_source: Open, readers: Readers):
    connection, credential = sample_source(fact["engine"], fact["database"])
    source = DirectSource(readers, connection, credential, Limits())
    async with source.session() as session:
        snapshot = await extract_schema(session, connection)
    said = RULED[fact["id"]]
    texts = [f"{{id: '{place}', table: {fact['table']}, {each.rule}}}" for place, each in enumerate(said)]
    checked = await check_source(
        source, snapshot, GivenRules(rules=read_rules(f"rules: [{', '.join(texts)}]").usable())
    )
    results = {int(result.rule.id): result for result in checked.results}
    for place, each in enumerate(said):
        result = results[place]
        assert result.failing is not None, result.reason
        for wanted, found in ((each.failing, result.failing), (each.checked, result.checked)):
            if wanted is not None:
                assert found == (
                    int(fact["result"][0][int(wanted[1:])]) if isinstance(wanted, str) else wanted
                )


@facts(["view-1"])
async def test_a_view_without_data_fails_alone(fact: Fact, sample_source: Open, readers: Readers):
    connection, credential = sample_source(fact["engine"], fact["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
        with pytest.raises(SourceSenseError):
            await measure_table(session, connection.dialect, table_of(fact, snapshot))
        assert (await measure_table(session, connection.dialect, table_of({"table": "film"}, snapshot))).rows


@facts(["key-1"])
async def test_an_odd_name_is_read_as_it_is(fact: Fact, sample_source: Open, readers: Readers):
    connection, credential = sample_source(fact["engine"], fact["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    assert fact["result"][0][0] in {each.name for each in snapshot.types}


def table_of(fact: Fact, snapshot: Snapshot) -> Table:
    """The table of the fact; schemas other than the usual one hold none of that name."""
    (table,) = [each for each in snapshot.tables if each.name.lower() == fact["table"].lower()]
    return table
