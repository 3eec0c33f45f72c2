"""Frames as an Arrow stream: everything arrives, as often as it is read, and nothing is kept."""

import gc

import duckdb
import polars as pl
import pytest

from app.profiling.arrow_stream import Frames, Stream

EMPTY = pl.DataFrame(schema={"a": pl.String})


def selected(frames: Frames, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.register("t", frames)
        return connection.execute(sql).fetchall()


def numbers(*, frames: int, rows: int) -> Frames:
    return Frames(
        EMPTY,
        lambda: (
            pl.DataFrame({"a": [None if row % 5 == 0 else f"{frame}.{row}" for row in range(rows)]})
            for frame in range(frames)
        ),
    )


def test_every_frame_arrives_each_time_it_is_read() -> None:
    frames = numbers(frames=30, rows=1000)

    for _ in range(3):
        found = selected(frames, "SELECT count(*), count(a), count(DISTINCT a), min(a), max(a) FROM t")
        assert found == [(30_000, 24_000, 24_000, "0.1", "9.999")]


@pytest.mark.parametrize("frames", [[], [EMPTY], [EMPTY, pl.DataFrame({"a": ["x"]}), EMPTY]])
def test_frames_without_rows_end_nothing(frames: list[pl.DataFrame]) -> None:
    rows = sum(frame.height for frame in frames)

    assert selected(Frames(EMPTY, lambda: frames), "SELECT count(*) FROM t") == [(rows,)]


def test_a_failure_ends_the_reading_and_is_kept() -> None:
    def breaking() -> object:
        yield pl.DataFrame({"a": ["x"]})
        raise ValueError("in the middle")

    frames = Frames(EMPTY, breaking)  # pyright: ignore[reportArgumentType] - a generator is iterable

    with pytest.raises(duckdb.Error):
        selected(frames, "SELECT count(*) FROM t")
    assert isinstance(frames.failure, ValueError)


def test_nothing_of_a_stream_is_left_when_it_was_read_or_dropped() -> None:
    frames = numbers(frames=3, rows=10)
    selected(frames, "SELECT count(*) FROM t")
    frames.__arrow_c_stream__()
    gc.collect()

    assert not Stream.alive
