"""Statements are counted out of the server's own log."""

from bench.quality.server import reading_statements

LOG = """2026-11-27 23:00:00.1 UTC [9] LOG:  connection authorized: user=peer database=bench
2026-11-27 23:00:01.1 UTC [9] LOG:  statement: SELECT 1 FROM pg_class WHERE relname = 'mixed'
2026-11-27 23:00:02.1 UTC [9] LOG:  statement: WITH a AS (
\tSELECT count(*) FROM public.mixed), b AS (SELECT max(x) FROM mixed) SELECT * FROM a, b
2026-11-27 23:00:03.1 UTC [9] LOG:  execute <unnamed>: SELECT * FROM "public"."mixed" AS t
2026-11-27 23:00:04.1 UTC [9] LOG:  statement: DECLARE c CURSOR FOR SELECT *
\tFROM mixed
2026-11-27 23:00:04.2 UTC [9] LOG:  statement: FETCH 2000 FROM c
2026-11-27 23:00:05.1 UTC [9] LOG:  statement: SELECT * FROM mixed_20
2026-11-27 23:00:06.1 UTC [9] ERROR:  relation "x" does not exist
2026-11-27 23:00:06.1 UTC [9] STATEMENT:  SELECT x FROM mixed
"""


def test_each_statement_that_reads_the_table_counts_once_however_often_it_names_it():
    assert reading_statements(LOG, "mixed") == 3


def test_a_table_whose_name_begins_alike_is_another():
    assert reading_statements(LOG, "mixed_20") == 1
    assert reading_statements(LOG, "mix") == 0
