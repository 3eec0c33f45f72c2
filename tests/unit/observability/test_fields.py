"""Only ids, counts and codes may be shown."""

import pytest

from app.observability.fields import allowed


@pytest.mark.parametrize("name", ["host", "user", "table", "column", "value", "password", "message", "sql"])
def test_what_tells_about_a_source_is_dropped(name: str) -> None:
    assert allowed({name: "telling"}) == {}


@pytest.mark.parametrize("value", [None, b"bytes", ["list"], {"a": 1}, ValueError("text")])
def test_a_value_that_is_not_plain_is_dropped(value: object) -> None:
    assert allowed({"kind": value}) == {}


def test_ids_counts_and_codes_are_kept() -> None:
    fields = {"run_id": "4f1c", "batch": 3, "seconds": 1.5, "last": True, "code": "no_access"}

    assert allowed(fields) == fields
