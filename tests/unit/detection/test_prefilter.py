"""What is asked before a search never hides what the search would find."""

import re

import pytest

from app.detection.catalogue import builtin_types
from app.detection.matching.prefilter import AnyOf, required_literals, without_surroundings
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
    literals = required_literals(definition.search or "")
    assert [text for text in texts if literals and not any(each in text.lower() for each in literals)] == []


@pytest.mark.parametrize(
    ("pattern", "loosened"),
    [
        (r"(?<![\w()\]])ab(?!(?:x|y))", "ab"),
        (r"(a)[)(]{3}\1", r"(a)[)(]{3}\W?"),
        (r"x{2,300}y{50}z{1,4}", "x{2,}y{16,}z{1,4}"),
    ],
)
def test_surroundings_are_taken_off(pattern: str, loosened: str):
    assert without_surroundings(pattern) == loosened


def test_nothing_makes_it_raise():
    for text in ("", "\ud800", "\x00", "a" * 100_000):
        assert list(ANY.seen_in(text)) == sorted(ANY.seen_in(text))
