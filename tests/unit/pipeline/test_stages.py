"""Each stage over a small source: what it gives, and what becomes of tables that cannot be read."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.detection.classifier import Classifier
from app.errors import NoAccessError
from app.model.defects import DefectKind
from app.model.results import DetectionBatch, TableDetection
from app.model.run import RunState, ScanOptions, TableState
from app.model.sample import SamplingMethod
from app.model.schema import ObjectKind, Skipped, SkipReason, Table
from app.pipeline.detection import detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import extract
from app.pipeline.source import Source
from app.results.encoding import encoded
from app.wiring.detectors import load_classifier
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of

OPTIONS = ScanOptions(sample_rows=5)
HOLLOW_AND_SEEN = """
CREATE TABLE hollow (id INTEGER PRIMARY KEY, email TEXT);
CREATE VIEW seen AS SELECT * FROM small;
"""


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    filled = tables_of(["small", "closed"], rows=3) + tables_of(["large"], rows=400)
    return a_database(tmp_path / "shop.db", filled + HOLLOW_AND_SEEN)


@pytest.fixture
def source(readers: FakeReaders, shop: SqliteConnection) -> Source:
    return a_source(readers, shop)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


async def tables_in(source: Source) -> dict[str, Table]:
    """The base tables by name."""
    extracted = await extract(source, OPTIONS)
    planned = {table_id for batch in extracted.plan.batches for table_id in batch.table_ids}
    return {table.name: table for table in extracted.snapshot.tables if table.id in planned}


async def detected(source: Source, tables: Mapping[str, Table], classifier: Classifier) -> DetectionBatch:
    """All tables as one batch of the detection stage."""
    batch = await detect_batch(
        source, list(tables.values()), number=7, run_id="run_1", options=OPTIONS, classifier=classifier
    )
    return batch.found


def by_name(tables: Mapping[str, Table], batch: DetectionBatch) -> dict[str, TableDetection]:
    """What was detected, by the name of the table."""
    names = {table.id: name for name, table in tables.items()}
    return {names[table.table_id]: table for table in batch.tables}


async def test_the_schema_stage_accounts_for_every_table(source: Source) -> None:
    extracted = await extract(source, OPTIONS)

    planned = [table_id for batch in extracted.plan.batches for table_id in batch.table_ids]
    left_out = [outcome.table_id for outcome in extracted.left_out]
    assert sorted(planned + left_out) == sorted(table.id for table in extracted.snapshot.tables)
    assert [outcome.state for outcome in extracted.left_out] == [TableState.FILTERED]


async def test_detection_says_how_each_table_was_read(source: Source, classifier: Classifier) -> None:
    tables = await tables_in(source)

    batch = await detected(source, tables, classifier)

    states = {name: table.outcome.state for name, table in by_name(tables, batch).items()}
    assert states == {
        "small": TableState.SCANNED,
        "large": TableState.SAMPLED,
        "closed": TableState.SCANNED,
        "hollow": TableState.EMPTY,
    }
    assert batch.number == 7
    assert batch.usage.connections == 1


async def test_detection_keeps_the_order_and_finds_what_is_there(
    source: Source, classifier: Classifier
) -> None:
    tables = await tables_in(source)

    batch = await detected(source, tables, classifier)

    assert [table.table_id for table in batch.tables] == [table.id for table in tables.values()]
    large = by_name(tables, batch)["large"]
    email = next(verdict for verdict in large.verdicts if verdict.column == "email")
    assert [finding.type_id for finding in email.findings] == ["EMAIL_ADDRESS"]
    assert large.sample is not None
    assert large.sample.method is not SamplingMethod.ALL


async def test_what_is_stored_of_a_sample_holds_no_whole_value(
    source: Source, classifier: Classifier
) -> None:
    batch = await detected(source, await tables_in(source), classifier)

    assert "person1@example.org" not in repr(batch)


async def test_rows_of_persons_are_told_apart_and_no_value_of_theirs_is_stored(
    readers: FakeReaders, tmp_path: Path, classifier: Classifier
) -> None:
    born = [f"19{year}-03-{day:02}" for year in range(60, 90) for day in (7, 19)]
    towns = ["Planted Abbas", "Planted Magna", "Planted Parva"]
    rows = ", ".join(f"('{day}', '{towns[place % 3]}')" for place, day in enumerate(born))
    made = f"CREATE TABLE person (birth_date TEXT, city TEXT); INSERT INTO person VALUES {rows};"  # noqa: S608 - ours
    source = a_source(readers, a_database(tmp_path / "persons.db", made))

    batch = await detect_batch(
        source,
        list((await tables_in(source)).values()),
        number=0,
        run_id="run_1",
        options=ScanOptions(),
        classifier=classifier,
    )

    found = batch.found.tables[0].identifiability
    assert found is not None
    assert (found.rows, found.exact) == (60, True)
    assert [(each.columns, each.alone) for each in found.sets][:1] == [(("birth_date",), 60)]
    assert [day for day in born if day.encode() in encoded(batch)] == []
    # A tested column without a finding may show its frequent values, in its profile and nowhere else.
    apart = replace(
        batch,
        found=replace(batch.found, tables=tuple(replace(each, sampled=()) for each in batch.found.tables)),
    )
    assert [town for town in towns if town.encode() in encoded(apart)] == []


async def test_a_table_detection_could_not_read_is_a_gap_without_sample(
    readers: FakeReaders, source: Source, classifier: Classifier
) -> None:
    tables = await tables_in(source)
    readers.fail("main.closed", NoAccessError(object="main.closed"))

    closed = by_name(tables, await detected(source, tables, classifier))["closed"]

    assert closed.outcome.state is TableState.NO_ACCESS
    assert (closed.sample, closed.verdicts, closed.sampled) == (None, (), ())


async def test_quality_measures_every_row(source: Source, classifier: Classifier) -> None:
    tables = await tables_in(source)
    detection = await detected(source, tables, classifier)

    batch = await analyse_batch(source, list(tables.values()), detection)

    rows = {table.table_id: table.profile.rows for table in batch.tables if table.profile}
    assert rows == {
        tables["small"].id: 3,
        tables["large"].id: 400,
        tables["closed"].id: 3,
        tables["hollow"].id: 0,
    }
    states = {table.table_id: table.outcome.state for table in batch.tables}
    assert states[tables["hollow"].id] is TableState.EMPTY
    assert states[tables["large"].id] is TableState.SCANNED


async def test_quality_does_not_ask_again_what_detection_could_not_read(
    readers: FakeReaders, source: Source, classifier: Classifier
) -> None:
    tables = await tables_in(source)
    readers.fail("main.closed", NoAccessError(object="main.closed"))
    detection = await detected(source, tables, classifier)
    gap = by_name(tables, detection)["closed"].outcome

    batch = await analyse_batch(source, [tables["closed"]], detection)

    assert batch.tables[0].outcome == gap
    assert batch.tables[0].profile is None
    assert (batch.usage.connections, batch.usage.statements) == (0, 0)


async def test_quality_works_without_a_sample(source: Source) -> None:
    tables = await tables_in(source)

    batch = await analyse_batch(source, [tables["small"]], DetectionBatch.nothing(0))

    assert batch.tables[0].profile is not None
    assert batch.tables[0].profile.rows == 3


@pytest.mark.parametrize("stage", ["detection", "quality"])
async def test_a_run_with_a_gap_in_any_stage_is_partial(
    readers: FakeReaders, source: Source, classifier: Classifier, stage: str
) -> None:
    extracted = await extract(source, OPTIONS)
    tables = await tables_in(source)
    failure = NoAccessError(object="main.closed")
    if stage == "detection":
        readers.fail("main.closed", failure)
    detection = await detected(source, tables, classifier)
    if stage == "quality":
        readers.fail("main.closed", failure)
    quality = await analyse_batch(source, list(tables.values()), detection)

    outcome = finalize(extracted.snapshot, extracted.left_out, [detection], [quality], options=OPTIONS)

    assert outcome.state is RunState.PARTIAL
    assert outcome.totals.tables_with_gaps == 1


async def test_a_run_without_gaps_succeeds_and_its_totals_add_up(
    source: Source, classifier: Classifier
) -> None:
    extracted = await extract(source, OPTIONS)
    tables = await tables_in(source)
    detection = await detected(source, tables, classifier)
    quality = await analyse_batch(source, list(tables.values()), detection)

    outcome = finalize(extracted.snapshot, extracted.left_out, [detection], [quality], options=OPTIONS)

    assert outcome.state is RunState.SUCCEEDED
    assert outcome.totals.tables == len(extracted.snapshot.tables)
    assert outcome.totals.connections_opened == 1 + 2
    assert outcome.totals.statements == (
        extracted.snapshot.statements + detection.usage.statements + quality.usage.statements
    )
    assert outcome.totals.rows_read == detection.usage.rows_read + quality.usage.rows_read


async def test_tables_nobody_reached_make_a_run_partial(source: Source) -> None:
    extracted = await extract(source, OPTIONS)

    assert finalize(extracted.snapshot, extracted.left_out, [], [], options=OPTIONS).state is RunState.PARTIAL


async def test_an_object_that_is_missing_of_the_schema_makes_a_run_partial_unless_it_was_left_out(
    source: Source, classifier: Classifier
) -> None:
    extracted = await extract(source, OPTIONS)
    detection = await detected(source, await tables_in(source), classifier)
    lacks = Skipped(kind=ObjectKind.VIEW, schema="main", name="broken", reason=SkipReason.VIEW_ERROR)
    states: dict[str, tuple[RunState, int]] = {}
    for name, skipped, options in (
        ("nothing", (), OPTIONS),
        ("a view", (lacks,), OPTIONS),
        ("on purpose", (replace(lacks, reason=SkipReason.FILTERED),), OPTIONS),
        ("not asked for", (lacks,), replace(OPTIONS, exclude=("broken",))),
    ):
        snapshot = replace(extracted.snapshot, skipped=skipped)
        outcome = finalize(snapshot, extracted.left_out, [detection], [], options=options)
        states[name] = outcome.state, outcome.totals.objects_missing

    assert states == {
        "nothing": (RunState.SUCCEEDED, 0),
        "a view": (RunState.PARTIAL, 1),
        "on purpose": (RunState.SUCCEEDED, 0),
        "not asked for": (RunState.SUCCEEDED, 0),
    }


async def test_the_sample_is_the_runs_own(source: Source, classifier: Classifier) -> None:
    tables = await tables_in(source)
    large = {"large": tables["large"]}

    again = [await detected(source, large, classifier) for _ in range(2)]

    assert replace(again[0], usage=again[1].usage) == again[1]


async def test_a_second_record_of_a_person_is_a_defect_without_a_value_of_theirs(
    readers: FakeReaders, tmp_path: Path, classifier: Classifier
) -> None:
    letters = "abdefgiklmnoprstuvz"
    people = [
        (f"Ri{letters[n % 19]}an", f"Zu{letters[n % 17]}{letters[n // 17]}gor", f"0{700_000_000 + 1_191_237 * n}", f"19{50 + n % 47}-03-{n % 28 + 1:02}")
        for n in range(200)
    ]  # fmt: skip
    first, last, phone, born = people[5]
    rows = ", ".join(
        str(each) for each in [*people, (first, last.replace("gor", "gro"), f"+49 {phone[1:]}", born)]
    )
    made = f"CREATE TABLE person (first_name TEXT, last_name TEXT, phone TEXT, birth_date DATE); INSERT INTO person VALUES {rows};"  # noqa: S608 - ours
    source = a_source(readers, a_database(tmp_path / "second.db", made))

    tables = list((await tables_in(source)).values())
    batch = await detect_batch(
        source, tables, number=0, run_id="run_1", options=ScanOptions(), classifier=classifier
    )

    found = [each for each in batch.found.tables[0].defects if each.kind is DefectKind.DUPLICATE_ENTITIES]
    assert [(each.count, each.rows, each.exact) for each in found] == [(1, 201, True)]
    assert last not in repr(found)
