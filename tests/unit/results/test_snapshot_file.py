"""What was written is read back as it was, and a file that is not ours, or not whole, is refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.errors import SnapshotFileError
from app.model.schema import Schema
from app.results.exports import get_export
from app.results.snapshot_file import read_snapshot
from tests.support.everything import EVERYTHING, LINEAGE

both = pytest.mark.parametrize("form", ["json", "jsonl"])


def written(form: str) -> bytes:
    return "".join(get_export(form).write(EVERYTHING, LINEAGE)).encode()


@both
def test_what_was_written_is_read_back_as_it_was(form: str) -> None:
    assert read_snapshot(written(form)) == EVERYTHING


@both
def test_lone_surrogates_survive(form: str) -> None:
    hostile = replace(EVERYTHING, schemas=(Schema(name="\ud800"),))
    assert read_snapshot("".join(get_export(form).write(hostile, None)).encode()) == hostile


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no JSON": lambda _: b"CREATE TABLE x (y int);",
    "other JSON": lambda _: b'{"tables": []}',
    "a list": lambda _: b"[1]",
    "a number": lambda _: b"7",
    "not UTF-8": lambda _: b"\xff\xfe{}",
    "another version": lambda data: data.replace(b'"format_version":1', b'"format_version":2', 1),
    "another type": lambda data: data.replace(b'"nullable":false', b'"nullable":"no"', 1),
    "cut in a line": lambda data: data[:-300],
    "cut between lines": lambda data: b"\n".join(data.split(b"\n")[:8]),
}


@both
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_not_a_whole_snapshot_is_refused(form: str, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SnapshotFileError):
        read_snapshot(damage(written(form)))
