"""Fixtures of the compliance suite."""

from tests.support.databases import mariadb_server, postgresql_server, sqlite_samples
from tests.support.scratch import readers, scratch

__all__ = ["mariadb_server", "postgresql_server", "readers", "scratch", "sqlite_samples"]
