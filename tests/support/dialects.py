"""Which dialects a compliance test runs on, by what they can do."""

import pytest

CAPABILITIES: dict[str, frozenset[str]] = {
    "sqlite": frozenset({"repeatable samples", "views that break"}),
    "postgresql": frozenset(
        {
            "repeatable samples",
            "views that break",
            "sign-in",
            "grants",
            "comments",
            "schemas",
            "sessions",
            "locks",
        }
    ),
    "mysql": frozenset(
        {"repeatable samples", "views that break", "sign-in", "grants", "comments", "sessions", "locks"}
    ),
}

every_dialect = pytest.mark.parametrize("scratch", sorted(CAPABILITIES), indirect=True)


def dialects_that(*have: str) -> pytest.MarkDecorator:
    """Run on every dialect with these capabilities."""
    fitting = sorted(name for name, known in CAPABILITIES.items() if known.issuperset(have))
    assert fitting, f"no dialect has {have}"
    return pytest.mark.parametrize("scratch", fitting, indirect=True)
