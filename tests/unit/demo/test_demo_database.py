"""The demo database: deterministic, complete, and planted exactly as its answer sheet says."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pytest

from app.demo import Fault, Planted, PlantedFault, build_demo
from app.demo.__main__ import main
from app.detection.catalogue import builtin_types
from app.quality.placeholders import is_placeholder


@dataclass(frozen=True, slots=True)
class Demo:
    path: Path
    planted: Planted
    seconds: float

    def column(self, table: str, column: str) -> list[object]:
        with closing(sqlite3.connect(self.path)) as connection:
            return [cell for (cell,) in connection.execute(f"SELECT {column} FROM {table}")]  # noqa: S608 - our own names

    def one(self, query: str) -> int:
        with closing(sqlite3.connect(self.path)) as connection:
            return int(connection.execute(query).fetchone()[0])


def _build(folder: Path, *, seed: int = 1, rename_columns: bool = False) -> Demo:
    path = folder / f"{seed}-{rename_columns}.db"
    started = process_time()
    planted = build_demo(path, seed=seed, rename_columns=rename_columns)
    return Demo(path, planted, process_time() - started)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return _build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return _build(tmp_path_factory.mktemp("renamed"), seed=7, rename_columns=True)


def test_it_is_as_large_as_it_says_and_built_quickly(demo: Demo) -> None:
    assert 24 <= len(demo.planted.rows) <= 30
    assert 95_000 <= sum(demo.planted.rows.values()) <= 125_000
    assert demo.seconds < 10
    assert {table: demo.one(f"SELECT count(*) FROM {table}") for table in demo.planted.rows} == (  # noqa: S608 - our own names
        demo.planted.rows
    )


def test_the_same_seed_gives_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    again = _build(tmp_path)

    assert again.path.read_bytes() == demo.path.read_bytes()
    assert again.planted == demo.planted


def test_another_seed_gives_other_people_in_the_same_tables(demo: Demo, tmp_path: Path) -> None:
    other = _build(tmp_path, seed=2)

    assert other.planted.rows.keys() == demo.planted.rows.keys()
    assert other.planted.types == demo.planted.types
    assert other.planted.faults == demo.planted.faults
    shared = set(demo.column("customer", "email")) & set(other.column("customer", "email"))
    assert len(shared) < 1_200


def test_renamed_columns_are_numbered_and_listed_under_their_new_names(demo: Demo, renamed: Demo) -> None:
    with closing(sqlite3.connect(renamed.path)) as connection:
        columns = connection.execute(
            "SELECT m.name, c.name, c.cid FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type IN ('table', 'view')"
        ).fetchall()
    names = {(table, column) for table, column, _ in columns}

    assert all(column == f"c{position + 1}" for _, column, position in columns)
    assert {(each.table, each.column) for each in renamed.planted.types} <= names
    assert [each.type_id for each in renamed.planted.types] == [each.type_id for each in demo.planted.types]


@pytest.mark.parametrize("made", ["demo", "renamed"])
def test_foreign_keys_primary_keys_indexes_and_views_are_declared(
    made: str, request: pytest.FixtureRequest
) -> None:
    built: Demo = request.getfixturevalue(made)

    assert built.one("SELECT count(*) FROM sqlite_master m JOIN pragma_foreign_key_list(m.name)") >= 20
    assert built.one("SELECT count(*) FROM sqlite_master WHERE type = 'index'") >= 20
    for view in ("customer_contact", "order_volume", "urgent_ticket"):
        assert built.one(f"SELECT count(*) FROM {view}") > 0  # noqa: S608 - our own names
    keyless = "SELECT count(*) FROM sqlite_master m WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.pk)"
    assert built.one(keyless) == 0


def _texts(demo: Demo, fault: PlantedFault) -> Iterator[str]:
    return (str(cell) for cell in demo.column(fault.table, fault.column) if cell is not None)


def _nulls(demo: Demo, fault: PlantedFault) -> int:
    return demo.column(fault.table, fault.column).count(None)


def _blanks(demo: Demo, fault: PlantedFault) -> int:
    return sum(not text.strip() for text in _texts(demo, fault))


def _placeholders(demo: Demo, fault: PlantedFault) -> int:
    return sum(is_placeholder(text) for text in _texts(demo, fault))


def _duplicates(demo: Demo, fault: PlantedFault) -> int:
    texts = [text for text in _texts(demo, fault) if not is_placeholder(text)]
    return len(texts) - len(set(texts))


def _orphans(demo: Demo, fault: PlantedFault) -> int:
    with closing(sqlite3.connect(demo.path)) as connection:
        keys = connection.execute(f"PRAGMA foreign_key_list({fault.table})").fetchall()
        dangling = connection.execute(f"PRAGMA foreign_key_check({fault.table})").fetchall()
    numbers = {key[0] for key in keys if key[3] == fault.column}
    return sum(row[3] in numbers for row in dangling)


def _misspellings(demo: Demo, fault: PlantedFault) -> int:
    texts = list(_texts(demo, fault))
    return sum(texts.count(text) for text in set(texts) if texts.count(text) < 50)


def _odd_dates(demo: Demo, fault: PlantedFault) -> int:
    return sum(text[4:5] != "-" or text[7:8] != "-" for text in _texts(demo, fault))


def _future_dates(demo: Demo, fault: PlantedFault) -> int:
    return sum("2090" <= text[:4] <= "2099" for text in _texts(demo, fault))


def _untrimmed(demo: Demo, fault: PlantedFault) -> int:
    return sum(text != text.rstrip() for text in _texts(demo, fault))


COUNTS: dict[Fault, Callable[[Demo, PlantedFault], int]] = {
    Fault.NULL: _nulls,
    Fault.BLANK: _blanks,
    Fault.PLACEHOLDER: _placeholders,
    Fault.DUPLICATE: _duplicates,
    Fault.ORPHAN: _orphans,
    Fault.MISSPELLING: _misspellings,
    Fault.DATE_FORMAT: _odd_dates,
    Fault.FUTURE_DATE: _future_dates,
    Fault.UNTRIMMED: _untrimmed,
}


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("made", ["demo", "renamed"])
def test_every_planted_fault_is_there_exactly_as_often_as_listed(
    fault: Fault, made: str, request: pytest.FixtureRequest
) -> None:
    built: Demo = request.getfixturevalue(made)
    planted = [each for each in built.planted.faults if each.fault is fault]

    assert planted
    assert {each: COUNTS[fault](built, each) for each in planted} == {each: each.count for each in planted}


def test_every_orphan_is_a_listed_one(demo: Demo) -> None:
    listed = sum(each.count for each in demo.planted.faults if each.fault is Fault.ORPHAN)

    assert demo.one("SELECT count(*) FROM pragma_foreign_key_check") == listed


def test_planted_families_are_those_of_the_catalogue(demo: Demo) -> None:
    assert {each.family for each in demo.planted.types} <= {each.family for each in builtin_types()}


def test_no_column_is_both_planted_and_decoy(demo: Demo) -> None:
    types = {(each.table, each.column) for each in demo.planted.types}

    assert types.isdisjoint((each.table, each.column) for each in demo.planted.decoys)


@pytest.mark.parametrize("made", ["demo", "renamed"])
def test_text_columns_that_contain_addresses_hold_them_in_some_cells_only(
    made: str, request: pytest.FixtureRequest
) -> None:
    built: Demo = request.getfixturevalue(made)
    columns = {(each.table, each.column) for each in built.planted.types if each.kind == "contains"}

    for table, column in columns:
        cells = [str(cell) for cell in built.column(table, column)]
        assert 0.02 < sum("@" in cell for cell in cells) / len(cells) < 0.6


def test_the_command_writes_the_database_and_its_answer_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "shop.db"

    assert main([str(path), "--seed", "3"]) == 0

    answers = json.loads((tmp_path / "shop.db.planted.json").read_text(encoding="utf-8"))
    assert answers["seed"] == 3
    assert answers["types"]
    assert "28 tables" in capsys.readouterr().out


def test_a_failed_build_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "a folder"
    target.mkdir()

    with pytest.raises(OSError, match="directory"):
        build_demo(target)

    assert list(tmp_path.iterdir()) == [target]
