"""What a view's columns are made from, one kind of SQL at a time.

Edges are written ``column<table.column`` for copied, ``=`` for computed, ``+`` for aggregated; ``?`` and ``&``
without a column of the view for filter and join.
"""

import pytest

from app.model.lineage import LineageEdge, Use
from app.model.schema import Column, DataType, Routine, RoutineKind, Snapshot, Table, TableKind
from app.schema.lineage import lineage_of
from app.schema.traced_lineage import traced
from app.schema.view_sql import MOST_CHARACTERS
from tests.support.everything import EVERYTHING

SIGNS = {Use.COPIED: "<", Use.COMPUTED: "=", Use.AGGREGATED: "+", Use.FILTER: "?", Use.JOIN: "&"}


def a_table(name: str, columns: str, definition: str | None = None, schema: str = "public") -> Table:
    return Table(
        schema=schema,
        name=name,
        kind=TableKind.TABLE if definition is None else TableKind.VIEW,
        columns=tuple(
            Column(name=column, position=place, native_type="int", data_type=DataType.INTEGER)
            for place, column in enumerate(columns.split(), 1)
        ),
        definition=definition,
    )


def a_snapshot(*views: Table, product: str = "PostgreSQL") -> Snapshot:
    """Tables ``a`` and ``b``, an aggregate of somebody's own, and the views."""
    return Snapshot(
        product=product,
        version="1",
        database="d",
        taken_at=EVERYTHING.taken_at,
        statements=1,
        tables=(a_table("a", "id x y"), a_table("b", "id a_id z"), *views),
        routines=(Routine(schema="public", name="my_agg", kind=RoutineKind.AGGREGATE),),
    )


def written(edge: LineageEdge) -> str:
    return f"{edge.column}{SIGNS[edge.use]}{edge.source_table}.{edge.source_column}"


def edges_of(sql: str, columns: str, product: str = "PostgreSQL") -> set[str]:
    (view,) = lineage_of(a_snapshot(a_table("v", columns, sql), product=product))
    assert view.problem is None
    return {written(edge) for edge in view.edges}


@pytest.mark.parametrize(
    ("sql", "columns", "edges"),
    [
        ("SELECT * FROM a", "id x y", "id<a.id x<a.x y<a.y"),
        ("SELECT id AS k, (x) FROM a", "p q", "p<a.id q<a.x"),
        ("SELECT x::text, coalesce(x, y), 1 FROM a", "p q r", "p=a.x q=a.x q=a.y"),
        ("SELECT sum(x) + 1, my_agg(y), count(*) FROM a", "p q r", "p+a.x q+a.y"),
        ("SELECT sum(y) OVER (PARTITION BY x) FROM a", "p", "p+a.y p=a.x"),
        ("SELECT CASE WHEN x > 1 THEN y END FROM a", "p", "p=a.x p=a.y"),
        ("SELECT a.*, b.z FROM a JOIN b USING (id)", "id x y z", "id<a.id x<a.x y<a.y z<b.z &a.id &b.id"),
        ("SELECT a.x FROM (a JOIN b ON a.id = b.a_id)", "x", "x<a.x &a.id &b.a_id"),
        (
            "SELECT a.x FROM a, b WHERE a.id = b.a_id AND (b.z > 1 AND a.y = 2)",
            "x",
            "x<a.x &a.id &b.a_id ?b.z ?a.y",
        ),
        ("SELECT x FROM a GROUP BY x HAVING max(y) > 1", "x", "x<a.x ?a.x ?a.y"),
        ("SELECT x FROM a ORDER BY y", "x", "x<a.x"),
        ("SELECT x FROM a ORDER BY y LIMIT 1", "x", "x<a.x ?a.y"),
        ("SELECT DISTINCT ON (y) x FROM a", "x", "x<a.x ?a.y"),
        (
            "WITH c AS (SELECT id, x + y AS s FROM a), d(k, t) AS (SELECT id, s FROM c) SELECT t, count(k) FROM d GROUP BY t",
            "t n",
            "t=a.x t=a.y n+a.id ?a.x ?a.y",
        ),
        (
            "WITH RECURSIVE r AS (SELECT id, x FROM a UNION ALL SELECT a.id, r.x + 1 FROM a JOIN r ON r.id = a.y) SELECT * FROM r",
            "id x",
            "id<a.id x=a.x &a.id &a.y",
        ),
        ("SELECT s.k FROM (SELECT id AS k, y FROM a) AS s WHERE s.y > 1", "k", "k<a.id ?a.y"),
        ("SELECT id FROM a UNION ALL SELECT a_id FROM b WHERE z > 1", "id", "id<a.id id<b.a_id ?b.z"),
        ("SELECT x FROM a EXCEPT SELECT z FROM b", "x", "x<a.x ?b.z"),
        ("SELECT x FROM a INTERSECT (SELECT z FROM b)", "x", "x<a.x x<b.z"),
        (
            "SELECT id, (SELECT max(z) FROM b WHERE b.a_id = a.id) FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.id = a.x)",
            "id m",
            "id<a.id m+b.z &a.id &b.a_id &a.x &b.id",
        ),
        ("SELECT x FROM a WHERE y IN (SELECT z FROM b)", "x", "x<a.x ?a.y ?b.z"),
        (
            "SELECT a.x, l.m FROM a, LATERAL (SELECT max(z) AS m FROM b WHERE b.a_id = a.id) AS l",
            "x m",
            "x<a.x m+b.z &a.id &b.a_id",
        ),
        ("SELECT u.e FROM a, unnest(ARRAY[a.x, a.y]) AS u(e)", "e", "e=a.x e=a.y"),
        ("SELECT g.i FROM a, generate_series(1, a.y) AS g(i)", "i", "i=a.y"),
        ("SELECT t FROM a AS t", "t", "t=a.id t=a.x t=a.y"),
        ("SELECT v FROM (VALUES (1), (2)) AS t(v)", "v", ""),
        ("TABLE a", "id x y", "id<a.id x<a.x y<a.y"),
        ('SELECT "A".x FROM a AS "A"', "x", "x<a.x"),
        ("SELECT x, q FROM gone", "x q", "x<gone.x q<gone.q"),
        ("SELECT a.ctid FROM a", "c", "c<a.ctid"),
    ],
)
def test_columns_come_from_where_the_sql_takes_them(sql: str, columns: str, edges: str) -> None:
    assert edges_of(sql, columns) == set(edges.split())


@pytest.mark.parametrize(
    ("product", "sql", "edges"),
    [
        ("SQLite", 'CREATE VIEW "v" (P, q) AS SELECT ID, [x] FROM A WHERE Y > 1', "P<a.id q<a.x ?a.y"),
        ("MariaDB", "select `public`.`a`.`id` AS `P`,`t`.`x` AS `q` from `public`.`a` join `public`.`a` `t`", "P<a.id q<a.x"),
        ("MySQL", "select concat(`a`.`x`,'-') AS `P`,group_concat(`a`.`y` separator ', ') AS `q` from `a`", "P=a.x q+a.y"),
        (
            "Microsoft SQL Server",
            """CREATE VIEW [dbo].[v] AS SELECT TOP 5 a.[ID] AS P, b.z AS q FROM [public].[A] AS a
            CROSS APPLY (SELECT MAX(z) AS z FROM b WHERE b.a_id = a.id) AS b""",
            "P<a.id q+b.z &a.id &b.a_id",
        ),
    ],
)  # fmt: skip
def test_every_product_is_read_in_its_own_sql(product: str, sql: str, edges: str) -> None:
    assert edges_of(sql, "P q", product) == set(edges.split())


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("SELECT ((", "cannot be read"),
        ("SELECT " + "(" * 5000 + "1" + ")" * 5000, "cannot be read"),
        ("DROP TABLE a", "no query"),
        ("", "cannot be read"),
        ("SELECT * FROM gone", "not in this snapshot"),
        ("SELECT q FROM gone, lost", "Whose column q is"),
        ("SELECT " + "1," * MOST_CHARACTERS + "1", "longer than"),
        ("SELECT id, x, y FROM a", "3 columns and the view 1"),
        (None, "not known"),
    ],
)
def test_what_cannot_be_told_has_its_reason(sql: str | None, problem: str) -> None:
    view = Table(
        schema="public",
        name="v",
        kind=TableKind.VIEW,
        columns=a_table("v", "id").columns,
        definition=sql,
    )
    (lineage,) = lineage_of(a_snapshot(view))
    assert lineage.problem is not None
    assert problem in lineage.problem


def test_views_that_there_was_no_time_for_say_so() -> None:
    views = [a_table(f"v{number}", "x", "SELECT x FROM a") for number in range(3)]
    ticks = iter(range(100))
    found = lineage_of(a_snapshot(*views), most_seconds=2, clock=lambda: float(next(ticks)))
    assert [view.problem for view in found] == [None, *["Reading other views took too long."] * 2]


def test_a_name_is_found_in_the_schema_of_the_view() -> None:
    here = a_table("a", "id x", schema="here")
    view = a_table("v", "x", "SELECT x FROM a", schema="here")
    (lineage,) = lineage_of(a_snapshot(here, view))
    assert {edge.source_schema for edge in lineage.edges} == {"here"}


def test_views_over_views_are_followed_to_the_tables() -> None:
    inner = a_table("inner_view", "p q", "SELECT sum(x), y FROM a WHERE id > 1 GROUP BY y")
    outer = a_table("outer_view", "r s", "SELECT p, q + 1 FROM inner_view JOIN b ON b.id = q")
    lineage = lineage_of(a_snapshot(inner, outer))
    assert {written(edge) for edge in lineage[1].edges} == {
        "r<inner_view.p", "s=inner_view.q", "&inner_view.q", "&b.id"
    }  # fmt: skip
    assert {written(edge) for edge in traced(lineage)[1].edges} == {
        "r+a.x", "s=a.y", "&a.y", "&b.id", "?a.id", "?a.y"
    }  # fmt: skip


def test_views_that_lead_back_to_themselves_end() -> None:
    one = a_table("one", "x", "SELECT x FROM two")
    two = a_table("two", "x", "SELECT x FROM one")
    assert [view.name for view in traced(lineage_of(a_snapshot(one, two)))] == ["one", "two"]
