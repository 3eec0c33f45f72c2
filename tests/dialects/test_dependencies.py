"""Groups counted on real servers: what counting by hand gives, by the letter, whatever names and collations say."""

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.group_counts import count_groups
from app.extraction.inspector import extract_schema
from app.model.integrity import Dependency, GroupCounts
from app.pipeline.source import DirectSource
from tests.support.dialects import servers_of
from tests.support.scratch import Scratch

_ROWS = """
INSERT INTO {table} VALUES ('1', 10, 'Oslo', 0), ('1', 10, 'Oslo', 0), ('1', 10, 'oslo', 1), ('2', 10, 'Bergen', 0), ('2', 10, 'Moss', 0),
('3', 30, 'Moss', NULL), ('3', 30, NULL, 0), ('3', NULL, 'Voss', 0), ('', 30, 'Voss', 0), ('3', 30, '  ', 0);
"""
"""Groups 1 (Oslo twice, oslo once), 2 (split) and 3 (one row with a value); blank and NULL settle nothing."""


@servers_of("postgresql", "mysql", "sqlite")
async def test_groups_are_counted_by_the_letter(scratch: Scratch, readers: Readers):
    table, odd = (scratch.quote(name) for name in ("t%s'", 'c"i%ty'))
    scratch.execute(f"CREATE TABLE {table} (zip varchar(9), area int, {odd} varchar(20), moved int);")
    scratch.execute(_ROWS.format(table=table))
    source = DirectSource(readers, scratch.connection, scratch.credential, Limits())
    async with source.session() as session:
        (found,) = (await extract_schema(session, source.connection)).tables

        async def counted(dependent: str, *determinant: str) -> GroupCounts:
            of = Dependency(
                determinant=determinant,
                dependent=dependent,
                strength=1,
                rows=0,
                groups=0,
                violations=0,
                exact=False,
            )
            return await count_groups(session, scratch.dialect, found, of, timeout_seconds=20)

        before = session.statements
        by_zip = await counted('c"i%ty', "zip")
        assert session.statements == before + 1
        assert by_zip == GroupCounts(rows=7, groups=3, violations=3, broken=3, split=2 / 3)
        assert await counted('c"i%ty', "zip", "area") == GroupCounts(
            rows=6, groups=3, violations=2, broken=2, split=0.5
        )
        assert await counted("area", "zip") == GroupCounts(
            rows=8, groups=3, violations=0, broken=0, split=0.0
        )
