"""A table that comes as Arrow streams of ours, profiled by DuckDB within a time.

Loaded in reader processes only, for dialects whose rows come over the session's own connection.
"""

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Timer
from typing import Final

import duckdb

from app.connection.dialects.base import Failure
from app.connection.driver import KnownFailureError
from app.connection.pulling import asking, locked_duck, out_of_memory
from app.connection.wire import Pull
from app.profiling.arrow_stream import Frames
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Ask, Relation, RelationColumn, TooMuchMemoryError
from app.quality.profile import Measured

_THREADS: Final = 1
"""The stream comes from one, and a second takes 50 MB and a fifth of the processor time more (1 million rows)."""
_REFUSED: Final = Failure("server", "")
_ALL, _DRAWN = "every_row", "drawn_rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """A table to be read, as often as it takes.

    Attributes:
        every: its rows.
        drawn: each of them with the chance ``share``.
        columns: over the columns of the frames.
    """

    every: Frames
    drawn: Frames
    share: float
    columns: tuple[RelationColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How reading is given up.

    Attributes:
        seconds: until then.
        stop: called by another thread when the time is over; DuckDB is stopped anyway.
        failure: what is told then.
    """

    seconds: float
    failure: Failure
    stop: Callable[[], None] = lambda: None


def profile_streams(
    table: Streamed, ending: Ending, *, now: str, again: Callable[[], None] = lambda: None
) -> Measured:
    """The profile of every row; ``now`` and ``again`` are those of ``profile_relation``.

    Raises:
        KnownFailureError: the time or the memory is over, or DuckDB did not do.
        Exception: what reading a stream raised.
    """
    streams = {_ALL: table.every, _DRAWN: table.drawn}
    relation = Relation(source=_ALL, probe=_DRAWN, probe_share=table.share, columns=table.columns)
    with closing(locked_duck(None, (), _THREADS, objects=streams)) as duck:
        stop = Timer(ending.seconds, lambda: (duck.interrupt(), ending.stop()))
        stop.daemon = True
        stop.start()
        try:
            return profile_relation(_told(asking(duck), streams.values()), relation, now=now, again=again)
        except TooMuchMemoryError:
            raise out_of_memory() from None
        except duckdb.InterruptException:
            raise KnownFailureError(ending.failure) from None
        except duckdb.Error:  # its message may hold a value
            raise KnownFailureError(_REFUSED) from None
        finally:
            stop.cancel()


def kept_and_left(
    question: Pull, measured: Measured | None, *, wrong: Collection[str], rows: int
) -> tuple[Measured, tuple[str, ...]]:
    """What a pull gives back: the profile without the wrong columns, and the columns that are not in it.

    Args:
        question: what was asked for.
        measured: ``None`` where no column could be read.
        wrong: columns whose values did not come as they are.
        rows: as they were counted first, which took one statement.
    """
    found = measured or Measured(rows=rows, columns=(), statements=0)
    kept = tuple(each for each in found.columns if each.column not in wrong)
    pulled = {each.column for each in kept}
    left = tuple(each.name for each in question.columns if each.name not in pulled)
    return replace(found, columns=kept, statements=found.statements + 1), left


def _told(ask: Ask, streams: Collection[Frames]) -> Ask:
    """The same; what ended a stream is raised instead of that DuckDB could not read it."""

    def telling(sql: str) -> list[tuple[object, ...]]:
        try:
            return ask(sql)
        except duckdb.Error:
            failure = next((each.failure for each in streams if each.failure is not None), None)
            if failure is None:
                raise
            raise failure from None

    return telling
