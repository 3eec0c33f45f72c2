"""What stands for "no value"."""

import re

import pytest

from app.quality.placeholders import PLACEHOLDER_DAYS, PLACEHOLDER_TEXTS, is_blank, is_placeholder


@pytest.mark.parametrize(
    "text", ["n/a", " N/A ", "-", "NULL", "1900-01-01", "0000-00-00 00:00:00", "#N/A", "?"]
)
def test_it_is_recognised_in_any_case_and_with_spaces_around(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["NA", "1970-01-01", "9999-12-31", "", " ", "a-b", "nullable", "0", "-1"])
def test_values_that_mean_something_and_blanks_are_none(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(("text", "blank"), [("", True), ("   ", True), ("\t", False), ("\u00a0", False)])
def test_only_spaces_are_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


@pytest.mark.parametrize("text", [*PLACEHOLDER_TEXTS, *PLACEHOLDER_DAYS])
def test_none_holds_what_would_need_quoting_in_sql(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9().?/#-]+", text)
    assert is_placeholder(text)
