"""The table that is measured: 20 mixed columns, 6 numeric, 2 of time, 11 of text, 1 boolean, in PostgreSQL's SQL."""

from typing import Final

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


def statements(table: str, rows: int) -> tuple[str, ...]:
    """Make the table and let the server know it, in an order of its own making."""
    return (
        f"SELECT setseed(0.42); CREATE UNLOGGED TABLE {table} AS SELECT {_COLUMNS} FROM generate_series(1, {rows}) AS i",  # noqa: S608 - constants and a number
        f"VACUUM ANALYZE {table}",
    )
