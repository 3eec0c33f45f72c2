"""What of a column's values may be shown in its statistics."""

from dataclasses import replace

import pytest

from app.detection.cells.masking import mask
from app.model.distribution import Bin, Distribution, Frequency, Quantile
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement
from app.quality.showing import Showing
from tests.support.verdicts import email_verdict, harmless_verdict

SPREAD = Distribution(
    quantiles=(Quantile(share=0.5, value=1234.5, exact=False, low=1200.0, high=1250.0),),
    histogram=(Bin(low=0.0, high=9.0, share=1.0, count=5, exact=True),),
    top_values=(
        Frequency(label="ann.miller@example.org", share=0.5, count=5, exact=True),
        Frequency(label="x" * 41, share=0.3, count=3, exact=True),
    ),
    shapes=(
        Frequency(label="aaa.aaaaaa@aaaaaaa.aaa", share=0.5, count=5, exact=False, bound=0.1),
        Frequency(label="a.aa@aa.aa", share=0.2, count=2, exact=False, bound=0.2),
        Frequency(label="--?--", share=0.1, count=1, exact=False, bound=0.1),
    ),
    weekdays=(Frequency(label="1", share=1.0, count=5, exact=True),),
)
PROFILE = ColumnProfile(
    column="email",
    measurements=(
        Measurement(metric="mean", value=1234.5, exact=False, bound=3.0),
        Measurement(metric="null_share", value=0.5, exact=True),
    ),
    distribution=SPREAD,
)
PASSWORDS = replace(
    email_verdict(1.0), findings=(replace(email_verdict(1.0).findings[0], type_id="PASSWORD"),)
)


def test_a_harmless_column_is_shown_but_for_its_texts() -> None:
    shown = Showing(harmless_verdict("email"), mask).profile(PROFILE)

    assert shown.measurements == PROFILE.measurements
    assert shown.distribution.top_values[0] == SPREAD.top_values[0]
    assert shown.distribution.top_values[1] == replace(SPREAD.top_values[1], label=None, masked=True)
    assert replace(shown.distribution, top_values=SPREAD.top_values) == SPREAD


@pytest.mark.parametrize("verdict", [None, replace(harmless_verdict("email"), tested=0)])
def test_of_a_column_nobody_tested_no_value_is_shown(verdict: ColumnVerdict | None) -> None:
    shown = Showing(verdict, mask).profile(PROFILE)

    assert shown.measurements[0] == Measurement(metric="mean", value=None, exact=False, masked=True)
    assert shown.distribution.quantiles == (Quantile(share=0.5, value=None, exact=False, masked=True),)
    assert shown.distribution.histogram == ()
    assert [(each.label, each.masked) for each in shown.distribution.top_values] == [(None, True)] * 2
    assert shown.distribution.weekdays == SPREAD.weekdays


def test_of_a_sensitive_column_the_mask_decides() -> None:
    shown = Showing(email_verdict(1.0), mask).profile(PROFILE).distribution

    assert shown.top_values[0].label == mask("EMAIL_ADDRESS", "ann.miller@example.org")
    assert "ann" not in repr(shown)
    assert "1234" not in repr(shown)


def test_shapes_of_a_sensitive_column_have_no_widths_and_no_values_of_punctuation() -> None:
    shapes = Showing(email_verdict(1.0), mask).profile(PROFILE).distribution.shapes

    assert [(each.label, each.count) for each in shapes] == [("a+.a+@a+.a+", 7), (None, 1)]
    assert (shapes[0].share, shapes[0].bound) == pytest.approx((0.7, 0.3))


def test_a_masked_whole_number_has_no_fraction() -> None:
    postcodes = Showing(email_verdict(1.0), lambda _, text: "•" * len(text))
    smallest = Measurement(metric="min", value=10115.0, exact=True)
    assert postcodes.measurement(smallest).value == "•••••"


def test_where_a_mask_shows_no_separator_there_are_no_shapes() -> None:
    assert Showing(PASSWORDS, mask).profile(PROFILE).distribution.shapes == ()


def test_masking_twice_changes_nothing() -> None:
    for verdict in (None, email_verdict(1.0), PASSWORDS, harmless_verdict("email")):
        once = Showing(verdict, mask).profile(PROFILE)
        assert Showing(verdict, mask).profile(once) == once


def test_a_verdict_that_comes_later_masks_what_was_shown() -> None:
    once = Showing(harmless_verdict("email"), mask).profile(PROFILE)

    assert Showing(email_verdict(1.0), mask).profile(once).distribution.histogram == ()
