"""Values of one table: one statement, seeded, cast to text and cut on the server."""

from hashlib import sha256
from random import Random

from app.connection.dialects import get_dialect
from app.connection.dialects.base import Drawing
from app.connection.dialects.drawing import drawn_and_left_out
from app.connection.fields import Connection
from app.connection.session import SourceSession
from app.errors import NoAccessError, StatementRefusedError, TableGoneError, ViewBrokenError
from app.model.sample import Cell, Sample, SampleFacts, SamplingMethod
from app.model.schema import Table

Row = tuple[Cell, ...]


def seed_of(run_id: str, table_id: str) -> int:
    """The seed of a table's sample: the same for every attempt of a run, another for another run.

    31 bits, because MySQL's RAND and PostgreSQL's REPEATABLE take no more without losing some.

    >>> seed_of("r1", "df6dafd53a9a84bf")
    521669338
    """
    return int.from_bytes(sha256(f"{run_id}\0{table_id}".encode()).digest()[:4]) >> 1


async def draw_sample(
    session: SourceSession, connection: Connection, table: Table, *, rows: int, seed: int
) -> Sample:
    """Draw at most ``rows`` rows of the table, every one where it has no more than that.

    A partition is read through its own name, and so is every table that others inherit from, without them; a
    partitioned parent, which holds no rows itself, would read all its partitions and is left to the caller
    (``app/extraction/planning.py`` leaves it out). A statement stopped at its guarding limit never claims bounds.

    Raises the errors of ``session.fetch``; a view that cannot be evaluated is a ``ViewBrokenError``.
    """
    dialect = get_dialect(connection.dialect)
    drawing = dialect.drawing(table, rows=rows, seed=seed)
    try:
        found = (await session.fetch(drawing.statement)).rows
    except (StatementRefusedError, TableGoneError) as error:
        if table.is_view:
            raise ViewBrokenError(
                object=drawing.statement.reads, sqlstate=error.evidence.get("sqlstate")
            ) from None
        raise
    except NoAccessError as error:
        grant = dialect.grant_select(table.schema, table.name, str(error.evidence.get("user", "")))
        raise NoAccessError(**{**error.evidence, "grant": grant}) from None
    method = _method(drawing, found, rows)
    kept = _chosen(found, rows, seed, method)
    facts = SampleFacts(
        method=method,
        rows=len(kept),
        seed=seed,
        columns_left_out=drawn_and_left_out(table)[1],
        table_rows=_table_rows(drawing, found, method),
    )
    return Sample(facts=facts, values=_by_column(drawing, kept))


def _method(drawing: Drawing, found: tuple[Row, ...], rows: int) -> SamplingMethod:
    """What may honestly be said about the rows that came."""
    total = found[0][-1] if found else (0 if drawing.counted else None)
    if drawing.method is SamplingMethod.HEAD:
        return SamplingMethod.ALL if len(found) <= rows else SamplingMethod.HEAD
    if isinstance(total, int) and total <= len(found):
        # Came whole, but more than wanted: what is kept then is a random subset with an equal chance for every row.
        return SamplingMethod.ALL if len(found) <= rows else SamplingMethod.BERNOULLI
    if len(found) >= drawing.limit:
        return SamplingMethod.PAGES if drawing.method is SamplingMethod.PAGES else SamplingMethod.HEAD
    return drawing.method


def _table_rows(drawing: Drawing, found: tuple[Row, ...], method: SamplingMethod) -> int | None:
    """Rows of the table, where all came or the server counted them in the same statement."""
    if method is SamplingMethod.ALL:
        return len(found)
    total = found[0][-1] if found and drawing.method is not SamplingMethod.HEAD else None
    return total if isinstance(total, int) else None


def _chosen(found: tuple[Row, ...], rows: int, seed: int, method: SamplingMethod) -> tuple[Row, ...]:
    """At most ``rows`` of them: a seeded random subset in order, which keeps every row's chance equal."""
    if len(found) <= rows:
        return found
    if method is SamplingMethod.HEAD:
        return found[:rows]
    places = Random(seed).sample(range(len(found)), rows)  # noqa: S311 - sampling, not secrecy
    return tuple(found[place] for place in sorted(places))


def _by_column(drawing: Drawing, rows: tuple[Row, ...]) -> dict[str, tuple[str | None, ...]]:
    return {
        column.name: tuple(None if row[place] is None else str(row[place]) for row in rows)
        for place, column in enumerate(drawing.columns)
    }
