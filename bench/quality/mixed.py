"""The table that is measured: 20 mixed columns, 6 numeric, 2 of time, 11 of text, 1 boolean, in PostgreSQL's SQL."""

from collections.abc import Iterator
from typing import Final

NUMBERS: Final = ("id", "product", "visitor", "price", "score", "stars")
TIMES: Final = ("day", "moment")
TEXTS: Final = ("hash", "email", "colour", "city", "name", "note", "country", "zip", "phone", "code", "url")
COLUMNS: Final = (*NUMBERS, *TIMES, *TEXTS, "flag")

_COLUMNS: Final = """
    i::bigint AS id, (i::bigint * 7919 % 3000)::int AS product, (random() * 1000000)::int AS visitor,
    (exp(random() * 9))::numeric(12,2) AS price, random() * 1000 AS score, (i % 7)::smallint AS stars,
    date '2015-01-01' + (random() * 3650)::int AS day,
    timestamptz '2015-01-01' + random() * interval '3650 days' AS moment,
    md5(i::text) AS hash, 'user' || i || '@example' || i % 50 || '.com' AS email,
    (array['red', 'green', 'blue', 'black', NULL])[1 + i % 5] AS colour, 'City ' || (random() ^ 3 * 900)::int AS city,
    'Name ' || (random() * 39636)::int AS name,
    CASE WHEN random() < 0.9 THEN 'note ' || md5(random()::text) || md5(random()::text) END AS note,
    (array['DE', 'FR', 'US', 'GB'])[1 + (random() * 3)::int] AS country,
    lpad((random() * 99999)::int::text, 5, '0') AS zip, '+49' || (random() * 1e9)::bigint AS phone,
    CASE WHEN random() < 0.2 THEN '' WHEN random() < 0.1 THEN 'n/a' ELSE 'x' || (random() ^ 2 * 20000)::int END AS code,
    'https://example.org/' || i / 10 AS url, random() < 0.5 AS flag
"""


BYTES_PER_ROW: Final = 330
"""On disk, measured, rounded up."""

_BLOCK: Final = 1_000_000


def creation(table: str) -> str:
    """Make it, empty."""
    return f"CREATE UNLOGGED TABLE {table} AS SELECT {_COLUMNS} FROM generate_series(1, 0) AS i"  # noqa: S608 - constants and a name of ours


def blocks(table: str, rows: int) -> Iterator[str]:
    """Fill it, a million rows each, out of a seed of its own: they may run at once and leave nothing on disk to sort."""
    for number, first in enumerate(range(1, rows + 1, _BLOCK), 1):
        last = min(first + _BLOCK - 1, rows)
        chosen = f"SELECT {_COLUMNS} FROM generate_series({first}, {last}) AS i"  # noqa: S608 - constants and numbers
        yield f"SELECT setseed({0.42 / number}); INSERT INTO {table} {chosen}"
