"""Which servers a compliance test runs on, by what they can do.

A server's name is its fixture parameter: ``scratch`` gives an empty database on it.
"""

from collections.abc import Iterable

import pytest

from tests.support.real_server import asked_for

_EVERYWHERE = frozenset({"tables", "repeatable samples", "views that break"})
_SERVERS = _EVERYWHERE | {"sign-in", "grants", "comments", "sessions", "locks"}
_POSTGRESQL = _SERVERS | {"schemas"}
_OURS = frozenset({"its own log", "its own process"})
"""A server of ours: its log can be read, it can be stopped, and its certificate is not to be trusted."""
_CHECKS = frozenset({"checks"})  # MySQL has them since 8.0.16
_ON_THE_WIRE = frozenset({"sign-in", "sessions", "its own log"})
"""A test server that speaks the protocol and answers what is recorded; it holds no table and runs no SQL."""

DIALECTS: dict[str, str] = {
    "sqlite": "sqlite",
    "postgresql 15": "postgresql",
    "postgresql 18": "postgresql",
    "mariadb": "mysql",
    "mysql 8.0.15": "mysql",
    "own postgresql": "postgresql",
    "own mysql": "mysql",
    "own mariadb": "mysql",
    "sql server on the wire": "mssql",
    "own mssql": "mssql",
}
_ALL: dict[str, frozenset[str]] = {
    "sqlite": _EVERYWHERE | _CHECKS,
    "postgresql 15": _POSTGRESQL | _OURS | _CHECKS,
    "postgresql 18": _POSTGRESQL | _OURS | _CHECKS,
    "mariadb": _SERVERS | _OURS | _CHECKS,
    "mysql 8.0.15": _SERVERS | _OURS,
    "own postgresql": _POSTGRESQL | _CHECKS,
    "own mysql": _SERVERS,
    "own mariadb": _SERVERS | _CHECKS,
    "sql server on the wire": _ON_THE_WIRE,
    "own mssql": _SERVERS | {"schemas"} | _CHECKS,
}
_OWN = {name for name in _ALL if name.startswith("own ")}

CAPABILITIES: dict[str, frozenset[str]] = {
    name: known for name, known in _ALL.items() if name not in _OWN or name in asked_for()
}
"""What each server of this test run can do; those of somebody's own only when their variable is set."""

every_server = pytest.mark.parametrize("scratch", sorted(CAPABILITIES), indirect=True)


def dialects_that(*have: str) -> pytest.MarkDecorator:
    """Run on every server with these capabilities."""
    fitting = sorted(name for name, known in CAPABILITIES.items() if known.issuperset(have))
    assert fitting, f"no server has {have}"
    return pytest.mark.parametrize("scratch", fitting, indirect=True)


every_dialect = dialects_that("tables")
"""Every server that can be given tables."""


def servers_of(*dialects: str) -> pytest.MarkDecorator:
    """Run on every server of these dialects."""
    return pytest.mark.parametrize("scratch", _of(dialects), indirect=True)


def on_servers(cases: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The cases, each once for every server of the dialect that it starts with."""
    return [(server, *case[1:]) for case in cases for server in _of([str(case[0])])]


def _of(dialects: Iterable[str]) -> list[str]:
    wanted = frozenset(dialects)
    return sorted(
        name for name, known in CAPABILITIES.items() if DIALECTS[name] in wanted and "tables" in known
    )
