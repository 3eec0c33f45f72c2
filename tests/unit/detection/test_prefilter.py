"""What is asked before a search never hides what the search would find."""

import re

import pytest

from app.detection.catalogue import builtin_types
from app.detection.matching.prefilter import AnyOf, without_surroundings
from app.detection.types import TypeDefinition

SEARCHED = [t for t in builtin_types() if t.search is not None]
ANY = AnyOf(t.search or "" for t in SEARCHED)
CARRIERS = (
    "{}", "call {} now", "a={}; b", '{{"x": "{}"}}', "({})", "see {}, please.", "x\n{}\ny", "é {} ü",
    "password: {}", "api_key={}", "aws_secret_access_key={}", "AccountKey={}", "otpauth://totp/x?secret={}",
)  # fmt: skip


def found(definition: TypeDefinition) -> list[str]:
    """Its examples inside other text, where its search finds something."""
    texts = [carrier.format(example) for example in definition.matches for carrier in CARRIERS]
    return [text for text in texts if re.search(definition.search or "", text)]


@pytest.mark.parametrize("definition", SEARCHED, ids=lambda t: t.id)
def test_what_a_search_finds_is_let_through(definition: TypeDefinition):
    place = SEARCHED.index(definition)
    texts = found(definition)
    assert texts, "no example can be found inside text"
    assert [text for text in texts if place not in ANY.seen_in(text)] == []
    assert [text for text in texts if place not in ANY.seen_in_lines(f"x\n{text}\ny")] == []


def test_nothing_is_seen_where_nothing_is():
    assert list(ANY.seen_in("the quick brown fox")) == []
    assert ANY.seen_in_lines("the quick brown fox\njumps") == frozenset()


def test_a_pattern_that_asks_for_the_end_of_a_text_is_asked_text_by_text():
    assert AnyOf(["^b", "a$", "c"]).seen_in_lines("a\nb") == {0, 1}


@pytest.mark.parametrize(
    ("pattern", "loosened"),
    [
        (r"(?<![\w()\]])ab(?!(?:x|y))", r"(?:^|[^\w()\]])ab"),
        (r"(?<!\w)ab(?<!b\s)(?<![^a])(?<!\W)", r"(?:^|\W)ab"),
        (r"(a)[)(]{3}\1", r"(a)[)(]{3}\W?"),
        (r"x{2,300}y{50}z{1,4}", "x{2,}y{16,}z{1,4}"),
    ],
)
def test_surroundings_are_taken_off(pattern: str, loosened: str):
    assert without_surroundings(pattern) == loosened


def test_nothing_makes_it_raise():
    for text in ("", "\ud800", "\x00", "a" * 100_000):
        assert list(ANY.seen_in(text)) == sorted(ANY.seen_in(text))
