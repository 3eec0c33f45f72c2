"""What every test runs under, and the servers that tests of several folders share."""

import os

from hypothesis import settings

from tests.support.databases import (
    mariadb_server,
    mysql_server,
    postgresql_18_server,
    postgresql_server,
    sqlite_samples,
)
from tests.support.stack import shared_stack

__all__ = [
    "mariadb_server",
    "mysql_server",
    "postgresql_18_server",
    "postgresql_server",
    "shared_stack",
    "sqlite_samples",
]

# The SDK's log would write its own files into the checkout.
os.environ.setdefault("ATLAN_ENABLE_OBSERVABILITY_STORE_SINK", "false")

# The machine of a test run is shared: how long one example takes says nothing about the code.
settings.register_profile("sourcesense", deadline=None)
settings.load_profile("sourcesense")
