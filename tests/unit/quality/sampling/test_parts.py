"""Shapes, disguises, encodings, distinct values and intervals, each for itself."""

from random import Random

import numpy as np
import pytest

from app.quality.sampling.disguises import is_moment, is_number, truths
from app.quality.sampling.distinct import estimate_distinct
from app.quality.sampling.encoding import damaged
from app.quality.sampling.intervals import deviation_bound, mean_bound, quantile_ranks, share_bound
from app.quality.sampling.outliers import fences
from app.quality.sampling.shapes import clusters, condensed, hides_enough, shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NL-042 b", "AA-999 a"),
        ("\u0141\u00f3d\u017a", "Aaaa"),
        ("\u6771\u4eac\u0663", "aa9"),
        ("a\u0301\t\u202e\ud800", "aa \u00b7\u00b7"),
        ("x" * 50, "a" * 40 + "\u2026"),
        ("", ""),
    ],
)
def test_shapes_hold_no_letter_and_no_digit_of_the_value(text: str, expected: str) -> None:
    assert shape(text) == expected
    assert condensed(condensed(shape(text))) == condensed(shape(text))


def test_a_value_of_punctuation_hides_nothing() -> None:
    assert [hides_enough(each) for each in ("--", "", "(999) 999-9999", "a+@a+.a+", "#9#!")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_many_widths_are_one_cluster() -> None:
    assert clusters({"ab-1": 3, "cd-2": 4, "x": 1}) == {"aa-9": 7, "a": 1}
    assert clusters({"ab" * n + " " + "c" * m: 1 for n in range(1, 8) for m in range(1, 8)}) == {"a+ a+": 49}


@pytest.mark.parametrize("text", ["1", "-1.5", "1,234.50", "1.234,50", "1 234", "+3e-7", "0", "0.5", "12.5 "])
def test_numbers_kept_as_text(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["007", "1.2.3", "12-3", "1,23,4", "", "4111111111111111", "e5", "5 kg", "\u0661", "192.168.0.1"]
)
def test_codes_versions_and_addresses_are_no_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-31",
        "31.1.2024",
        "01/31/24",
        "2024-01-31T10:00:00.5+02:00",
        "3 Mar 2020",
        "March 3, 2020",
        "10:30 pm",
    ],
)
def test_days_and_times_kept_as_text(text: str) -> None:
    assert is_moment(text)


@pytest.mark.parametrize(
    "text", ["2024-13-01", "1.2.3", "12", "2024", "31-01/2024", "10:99", "may", "99.99.2024"]
)
def test_what_is_no_day(text: str) -> None:
    assert not is_moment(text)


def test_truth_values_need_both_words_of_a_pair() -> None:
    assert truths({"Ja": 5, "nein ": 3, "?": 1}) == 8
    assert truths({"1.0": 2, "0.0": 1, "7": 9}) == 3
    assert truths({"yes": 9, "maybe": 1}) == 0


@pytest.mark.parametrize(
    "text",
    [
        "caf\u00c3\u00a9",
        "it\u00e2\u20ac\u2122s",
        "\u00ef\u00bb\u00bfid",
        "a\ufffdb",
        "x\u200by",
        "P\u0430ris",
        "a\x07",
        "\x85",
    ],
)
def test_damaged_texts(text: str) -> None:
    assert damaged([text]) == {text}


@pytest.mark.parametrize(
    "text",
    [
        "caf\u00e9", "\u00c5ngstr\u00f6m", "S\u00c3O PAULO", "\u00c2ge", "\u041c\u043e\u0441\u043a\u0432\u0430", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u03bcm", "10 k\u03a9", "two\nlines\t", "Cafe\u0301", "\U0001f468\u200d\U0001f469", "\u00ab oui \u00bb",
    ],
)  # fmt: skip
def test_texts_that_only_look_foreign(text: str) -> None:
    assert damaged([text]) == frozenset()


def test_decomposed_texts_are_damage_beside_composed_ones() -> None:
    assert damaged(["Caf\u00e9", "Cafe\u0301"]) == {"Cafe\u0301"}


def test_the_bound_of_a_share_shrinks_with_what_was_drawn() -> None:
    bounds = [share_bound(30, 100, fraction) for fraction in (0.0, 0.5, 0.9, 1.0)]

    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0


def test_heavy_tails_and_constants_have_no_bound_for_their_mean() -> None:
    rare = np.array([0.0] * 999 + [1e6])
    even = np.linspace(0, 1, 1000)

    assert (mean_bound(rare), mean_bound(np.full(1000, 7.0)), mean_bound(even[:20])) == (None, None, None)
    assert mean_bound(even) == pytest.approx(1.96 * 0.2889 / 1000**0.5, rel=1e-3)
    assert deviation_bound(np.exp(np.linspace(-4, 4, 1000))) is None
    assert deviation_bound(even) == pytest.approx(0.0080, abs=5e-4)


def test_a_quantile_near_the_end_of_few_values_has_no_interval() -> None:
    assert quantile_ranks(0.99, 200) is None
    assert quantile_ranks(0.99, 2000) is not None


def test_skewed_numbers_have_a_far_fence_on_their_long_side() -> None:
    low, high = fences(np.sort(np.exp(np.linspace(-2, 2, 1001)))) or (0.0, 0.0)

    assert 1 - low < high - 1
    assert fences(np.arange(5.0)) is None
    assert fences(np.array([0.0] * 60 + [1.0] * 40)) == (-6.0, 7.0)


@pytest.mark.parametrize("distinct", [1, 20, 3_000, 40_000, 100_000])
def test_equally_frequent_values_are_counted_well_from_one_row_in_fifty(distinct: int) -> None:
    random = Random(distinct)  # noqa: S311 - a seeded experiment
    column = [random.randrange(distinct) for _ in range(100_000)]
    seen: dict[int, int] = {}
    for value in random.sample(column, 2_000):
        seen[value] = seen.get(value, 0) + 1
    found = estimate_distinct(seen.values(), 100_000, 0.02)

    truth = len(set(column))
    assert found.low <= truth <= found.high
    assert found.value == pytest.approx(truth, rel=0.3)  # 40,000 values are unevenly frequent here


def test_a_key_looks_like_a_key() -> None:
    found = estimate_distinct([1] * 1_000, 1_000_000, 0.001)

    assert found.value == pytest.approx(1_000_000)
    assert found.low > 100_000  # a thousand rows without a pair
    assert found.high == 1_000_000


def test_no_sample_excludes_rare_values() -> None:
    found = estimate_distinct([600, 400], 1_000_000, 0.001)

    assert (found.value, found.low) == (2, 2)
    assert found.high > 1_000
