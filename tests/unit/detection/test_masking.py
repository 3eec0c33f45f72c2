"""What an exemplar shows of a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.cells.masking import MASK, mask

TYPE_IDS = sorted(load_catalogue(builtin_types()).types)


@given(st.sampled_from(TYPE_IDS), st.text(min_size=1, max_size=80))
def test_a_mask_shows_at_most_a_quarter_of_the_letters_and_digits_and_at_most_four(type_id: str, value: str):
    shown = [c for c in mask(type_id, value) if c.isalnum()]

    assert len(shown) <= min(4, sum(c.isalnum() for c in value) // 4)


@given(st.sampled_from(TYPE_IDS), st.text(alphabet="abcXYZ0123456789", min_size=1, max_size=3))
def test_a_short_value_is_masked_entirely(type_id: str, value: str):
    assert mask(type_id, value) == MASK * len(value)


@given(st.text(min_size=1, max_size=80))
def test_a_type_nobody_knows_shows_nothing(value: str):
    assert not any(c.isalnum() for c in mask("SOME_PLUGIN_TYPE", value))


@pytest.mark.parametrize(
    "type_id", ["PASSWORD", "GITHUB_TOKEN", "DATE_OF_BIRTH", "US_SOCIAL_SECURITY_NUMBER"]
)
def test_secrets_and_numbers_of_persons_show_nothing(type_id: str):
    assert not any(c.isalnum() for c in mask(type_id, "ghp_0123456789abcdef"))


@given(st.text(min_size=41, max_size=80, alphabet="0123456789"))
def test_a_value_too_long_to_show_does_not_show_its_middle(value: str):
    assert not any(c.isdigit() for c in mask("CREDIT_CARD_NUMBER", value))
