"""Fixtures of the compliance suite."""

from tests.support.samples import sample_source
from tests.support.scratch import own_mariadb, own_mysql, own_postgresql, readers, scratch

__all__ = ["own_mariadb", "own_mysql", "own_postgresql", "readers", "sample_source", "scratch"]
