"""Every format writes the snapshot that has everything as its golden file says, through the door plugins use."""

import os
from dataclasses import fields
from pathlib import Path

import pytest

from app.errors import ExportUnknownError
from app.model.schema import Catalog, Snapshot
from app.results.exports import Export, export_names, get_export
from app.results.exports.objects import LISTS, Head
from tests.support.everything import EVERYTHING, LINEAGE

GOLDEN = Path(__file__).parents[3] / "golden" / "exports"


@pytest.mark.parametrize("name", export_names())
def test_the_snapshot_that_has_everything_is_written_as_its_golden_file_says(name: str) -> None:
    """After a wanted change: SOURCESENSE_WRITE_GOLDEN=1, then review the difference."""
    export = get_export(name)
    written = "".join(export.write(EVERYTHING, LINEAGE))
    file = GOLDEN / f"everything{export.suffix}"
    if os.environ.get("SOURCESENSE_WRITE_GOLDEN") == "1":
        file.write_text(written, encoding="utf-8", newline="\n")
    assert written == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", export_names())
def test_a_snapshot_without_anything_can_be_written(name: str) -> None:
    empty = Snapshot(
        product="SQLite", version="3", database="x", taken_at=EVERYTHING.taken_at, statements=1, tables=()
    )
    assert isinstance("".join(get_export(name).write(empty, None)), str)


def test_the_formats_are_these() -> None:
    assert {"json", "jsonl"} <= set(export_names())
    exports = [get_export(name) for name in export_names()]
    assert all(isinstance(export, Export) for export in exports)
    assert len({export.suffix for export in exports}) == len(exports)


def test_a_format_there_is_none_of_is_named_with_those_there_are() -> None:
    with pytest.raises(ExportUnknownError) as caught:
        get_export("docx")
    assert "docx" in caught.value.explain().message
    assert "jsonl" in caught.value.explain().message


def test_every_part_of_a_snapshot_is_written() -> None:
    assert list(LISTS) != []
    assert {field.name for field in fields(Catalog)} == {*LISTS, "reader"}
    own = {field.name for field in fields(Snapshot)} - set(LISTS)
    assert own <= {field.name for field in fields(Head)}
