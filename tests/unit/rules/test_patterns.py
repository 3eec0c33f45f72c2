"""Patterns mean what Python means by them, or are refused."""

import re

import pytest
import re2  # pyright: ignore[reportMissingTypeStubs] - it has none
from hypothesis import given
from hypothesis import strategies as st

from app.rules.patterns import PatternUnportableError, portable


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        (r"^\d+$", r"^[0-9]+\z"),
        (r"a.c", r"a[^\n]c"),
        (r"[\w.-]+@x\.y", r"[A-Za-z0-9_.-]+@x\.y"),
        (r"(a|b){2,3}?", r"(?:a|b){2,3}"),
        (r"[[:alpha:]]", r"[A-Za-z]"),
        (r"(?i)ab", r"(?i)ab"),
        (r"[]a]", r"[\]a]"),
        (r"\D", r"[^0-9]"),
    ],
)
def test_a_pattern_is_written_in_words_that_mean_the_same_everywhere(pattern: str, spelled: str):
    assert portable(pattern).spelled(r"\z") == spelled


@pytest.mark.parametrize(
    "pattern",
    [
        "", r"\bword", r"(?<=a)b", r"(?!a)", r"(a)\1", r"a++", r"\p{L}", r"[a&&b]", r"a{2", "a{300}", "*a", "a**", "(a",
        r"[\w-z]", r"[!-\d]", r"\x41", r"\A", r"\Z", "(?s)a", "(?P<n>a)", "a\0", "[z-a]", "a" * 2000, "(?#c)", "[^]", r"\1",
    ],
)  # fmt: skip
def test_what_servers_read_differently_is_refused(pattern: str):
    with pytest.raises(PatternUnportableError):
        portable(pattern)


@given(st.text("ab.^$*+?()[]{}|\\dws-1,nt \n", max_size=12), st.text("ab1 -.\n", max_size=8))
def test_what_is_taken_means_what_python_means(pattern: str, text: str):
    try:
        taken = portable(pattern)
    except PatternUnportableError:
        return
    expected = re.search(taken.spelled(r"\Z"), text, re.ASCII) is not None
    assert (re2.search(taken.spelled("$"), text) is not None) == expected  # pyright: ignore[reportUnknownMemberType]
    if "$" not in pattern:  # which Python lets fit before a last line break
        assert (re.search(pattern, text, re.ASCII) is not None) == expected
