"""What an exemplar shows of a value: never so much that a reader could tell it."""

import string
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.cells.masking import MASK, mask, masked

TYPES = load_catalogue(builtin_types()).types
TYPE_IDS = sorted(TYPES)
LONGEST = 40

FEW = frozenset(
    {"AGE", "CARD_CODE", "CARD_EXPIRY", "CRIMINAL_RECORD", "DISABILITY", "ETHNICITY", "GENDER", "IMMIGRATION", "LANGUAGE",
     "MARITAL_STATUS", "NATIONALITY", "OCCUPATION", "POLITICAL", "RELIGION", "SALARY", "SEXUAL_ORIENTATION", "TRADE_UNION"}
)  # fmt: skip
"""Families of few values, or of values whose length says much."""
EXCEPT = {"PIN_BLOCK"}
"""Of those, what is as long as any other."""

values = st.text(min_size=1, max_size=80) | st.text(
    string.ascii_letters + string.digits + " .-@/", min_size=1
)


@given(st.sampled_from(TYPE_IDS), values)
def test_a_mask_shows_at_most_a_quarter_of_the_letters_and_digits_and_at_most_four(type_id: str, value: str):
    shown = [c for c in mask(type_id, value) if c.isalnum()]
    assert len(shown) <= min(4, sum(c.isalnum() for c in value) // 4)


@given(st.sampled_from(TYPE_IDS), values)
def test_what_is_shown_leaves_six_letters_or_digits_to_guess(type_id: str, value: str):
    shown = [c for c in mask(type_id, value) if c.isalnum()]
    assert not shown or sum(c.isalnum() for c in value) - len(shown) >= 6


@given(st.sampled_from([*TYPE_IDS, "OF_A_PLUGIN"]), values)
def test_a_mask_never_is_the_value_and_mostly_marks(type_id: str, value: str):
    shown = mask(type_id, value)
    assert shown != value or MASK in value
    assert 2 * shown.count(MASK) >= len(shown)


@given(st.sampled_from([*TYPE_IDS, "OF_A_PLUGIN"]), st.text(min_size=5, max_size=80))
def test_what_stays_stands_where_it_stood(type_id: str, value: str):
    shown = mask(type_id, value)
    if shown != MASK * 5 and not type_id.startswith(("DATE_OF_BIRTH", "BIRTH_DAY")):
        assert len(shown) == min(len(value), LONGEST)
        assert all(c in (MASK, value[place]) for place, c in enumerate(shown))


@given(st.sampled_from([*TYPE_IDS, "OF_A_PLUGIN"]), st.text(min_size=1, max_size=4))
def test_a_short_value_does_not_even_show_its_length(type_id: str, value: str):
    assert mask(type_id, value) == MASK * 5


@given(st.text(min_size=1, max_size=80))
def test_a_type_nobody_knows_shows_nothing(value: str):
    assert not any(c.isalnum() for c in mask("SOME_PLUGIN_TYPE", value))


@given(
    st.sampled_from([*TYPE_IDS, "OF_A_PLUGIN"]), st.text(alphabet=string.punctuation, min_size=1, max_size=60)
)
def test_a_value_of_marks_alone_is_hidden(type_id: str, value: str):
    assert set(mask(type_id, value)) == {MASK}


@pytest.mark.parametrize(
    "type_id", ["GITHUB_TOKEN", "DATE_OF_BIRTH", "US_SOCIAL_SECURITY_NUMBER", "FIRST_NAME"]
)
def test_secrets_and_numbers_and_single_names_show_nothing(type_id: str):
    assert not any(c.isalnum() for c in mask(type_id, "ghp_0123456789abcdef"))


@given(st.text(min_size=41, max_size=80, alphabet="0123456789"))
def test_a_value_too_long_to_show_does_not_show_its_middle(value: str):
    assert not any(c.isdigit() for c in mask("CREDIT_CARD_NUMBER", value))


# ── readers who know every word of a list ────────────────────────────────────────────────────────


def test_types_of_few_values_do_not_even_show_a_width():
    of_few = [t.id for t in TYPES.values() if t.family in FEW and t.id not in EXCEPT]
    assert {mask(type_id, "a value, of 21 marks!") for type_id in of_few} == {MASK * 5}


@pytest.mark.parametrize(
    ("type_id", "known"),
    [
        ("GENDER", ["male", "female", "m", "f", "non-binary"]),
        ("BLOOD_TYPE", ["A+", "AB-", "O+"]),
        ("AGE", ["9", "34", "104"]),
        ("COUNTRY", ["Germany", "Greece", "United Kingdom", "Chad"]),
        ("RELIGION", ["Sikh", "Roman Catholic"]),
        ("SALARY", ["900", "85,000.00", "1,250,000"]),
        ("PASSWORD", ["hunter2", "!!!!!!", "correct horse battery staple"]),
        ("FIRST_NAME", ["Li", "Jo", "Ana", "Anna"]),
        ("LAST_NAME", ["Ng", "Wu", "Ho"]),
        ("DATE_OF_BIRTH", ["12 May 1980", "12 September 1980"]),
    ],
)
def test_no_two_values_that_a_reader_may_know_look_different(type_id: str, known: Sequence[str]):
    assert len(masked(type_id, known)) == 1


def test_values_that_differ_in_one_character_look_alike():
    pairs = [("PERSON_NAME", "Jon Miller", "Jan Miller"), ("DATE_OF_BIRTH", "1980-03-07", "1980-03-08"),
             ("EMAIL_ADDRESS", "ana@example.org", "eva@example.org"), ("USERNAME", "jsmith", "ksmith")]  # fmt: skip
    for type_id, one, other in pairs:
        assert mask(type_id, one) == mask(type_id, other)


@pytest.mark.parametrize(
    ("type_id", "value", "shown"),
    [
        ("PERSON_NAME", "Li Wei", "•• •••"),
        ("PERSON_NAME", "王小明 李大同 陈", "••• ••• •"),
        ("EMAIL_ADDRESS", "a@b.co", "•@•.••"),
        ("EMAIL_ADDRESS", "maria.rossi@example.org", "m••••.•••••@•••••••.•••"),
        ("PHONE_NUMBER", "555 1234", "••• •••4"),
        ("PHONE_NUMBER", "112911", "••••••"),
        ("CREDIT_CARD_NUMBER", "4111-1111-1111-1111", "••••-••••-••••-1111"),
        ("IPV6_ADDRESS", "::1:2", "•••••"),
        ("DATE_OF_BIRTH", "1980-03-07", "••••-••-••"),
    ],
)
def test_short_and_telling_parts_stay_hidden(type_id: str, value: str, shown: str):
    assert mask(type_id, value) == shown


def test_among_the_words_a_bundled_list_knows_none_is_alone_with_its_mask():
    """A first name and what else is read from lists: each mask fits several words, or says nothing."""
    for type_id, known in _known_words().items():
        by_mask: defaultdict[str, set[str]] = defaultdict(set)
        for word in known:
            by_mask[mask(type_id, word)].add(word)
        assert min(map(len, by_mask.values())) > 1, type_id


def _known_words() -> dict[str, set[str]]:
    return {
        type_id: set(TYPES[type_id].matches) for type_id in ("GENDER", "RELIGION", "COUNTRY", "NATIONALITY")
    }
