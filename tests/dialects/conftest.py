"""Fixtures of the compliance suite."""

from tests.support.samples import sample_source
from tests.support.scratch import own_mariadb, own_mssql, own_mysql, own_postgresql, readers, scratch
from tests.support.strict_servers import authorities, strict, strict_mariadb, strict_postgresql

__all__ = [
    "authorities",
    "own_mariadb",
    "own_mssql",
    "own_mysql",
    "own_postgresql",
    "readers",
    "sample_source",
    "scratch",
    "strict",
    "strict_mariadb",
    "strict_postgresql",
]
