"""What the scans of the sample databases find, against what each column really holds."""

import sys

import pytest

from app.detection.catalogue import builtin_types
from tests.integration.conftest import SampleScan
from tests.support.databases import EXPECTED, SAMPLES
from tests.support.labels import NOTHING, Label, Scoreboard, judge, pooled, read_labels
from tests.support.scans import READ, Scan

LABELS = read_labels(SAMPLES / "labels.json")
SUPPORTED = frozenset(definition.family for definition in builtin_types())
LEAST_RECALL = 0.8
MOST_FALSE_ALARMS = 0.03


@pytest.fixture(scope="module")
def scoreboard(sample_scan: SampleScan) -> Scoreboard:
    """Every labelled column of every sample database."""
    databases = [(counts["engine"], counts["database"]) for counts in EXPECTED]
    return pooled(
        judge(
            [label for label in LABELS if (label.engine, label.database) == (engine, database)],
            families(sample_scan(engine, database)),
            SUPPORTED,
        )
        for engine, database in databases
    )


def families(scan: Scan) -> dict[tuple[str, str], frozenset[str]]:
    """The families found per column of the tables that were read."""
    return {
        (table["name"], column["name"]): frozenset(finding["family"] for finding in column["findings"])
        for table in scan.tables
        if table["state"] in READ
        for column in table["column_details"]
    }


def test_the_comparison_is_shown(scoreboard: Scoreboard, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\nSample databases against their labels: {scoreboard.text()}\n")
    assert len(scoreboard.judged) + scoreboard.excluded.total() == len(LABELS)


def test_most_of_what_is_there_is_found(scoreboard: Scoreboard) -> None:
    assert scoreboard.recall >= LEAST_RECALL, scoreboard.text()


@pytest.mark.parametrize("name", sorted({label.label for label in LABELS} - {NOTHING}))
def test_no_family_is_left_behind(scoreboard: Scoreboard, name: str) -> None:
    there = [each for each in scoreboard.sensitive if each.label.label == name]
    missed = [each for each in scoreboard.misses if each.label.label == name]
    assert len(missed) <= (1 - LEAST_RECALL) * len(there), scoreboard.text()


def test_almost_nothing_is_found_where_nothing_is(scoreboard: Scoreboard) -> None:
    assert scoreboard.false_alarm_share <= MOST_FALSE_ALARMS, scoreboard.text()


def test_every_label_has_a_family_that_the_catalogue_supports() -> None:
    assert {label.label for label in LABELS} - SUPPORTED == {NOTHING}


@pytest.mark.parametrize(
    ("label", "accept", "found", "mistake"),
    [
        ("PERSON", (), {"PERSON", "OCCUPATION"}, None),
        ("PERSON", (), {"ORGANIZATION"}, "miss"),
        ("PERSON", (), (), "miss"),
        ("PERSON", ("ORGANIZATION",), {"ORGANIZATION"}, None),
        ("PERSON", ("none",), (), None),
        ("none", (), (), None),
        ("none", (), {"PERSON"}, "false alarm"),
        ("none", ("PERSON",), {"PERSON"}, None),
        ("none", ("PERSON",), {"PERSON", "SALARY"}, "false alarm"),
    ],
)
def test_the_comparison_knows_a_mistake(
    label: str, accept: tuple[str, ...], found: set[str], mistake: str | None
) -> None:
    column = Label("sqlite", "shop", "customer", "name", label, "table", 10, frozenset(accept))
    board = judge([column], {column.place: frozenset(found)}, SUPPORTED)
    assert (len(board.misses), len(board.false_alarms)) == (mistake == "miss", mistake == "false alarm")
