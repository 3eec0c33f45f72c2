"""Which values of a column are counted for which type."""

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.cells.values import column_values
from app.detection.matching.matcher import Matcher

MATCHER = Matcher(load_catalogue(builtin_types()))
CODES = [f"{n:09}" for n in range(100_000_001, 900_000_000, 1_234_567)]


def test_cells_are_counted_beside_distinct_values():
    tally = MATCHER.tallies(column_values(["a@example.org"] * 3 + ["b@example.org", "nobody"]), ())[
        "EMAIL_ADDRESS"
    ]

    assert (tally.shaped, tally.passed, tally.cells) == (2, 2, 4)


def test_a_hopeless_type_is_given_up_unless_it_is_named():
    values = column_values(CODES)

    unnamed = MATCHER.tallies(values, ())["NETHERLANDS_BSN_NUMBER"]
    named = MATCHER.tallies(values, ("NETHERLANDS_BSN_NUMBER",))["NETHERLANDS_BSN_NUMBER"]

    assert unnamed.tried == 50
    assert named.tried == len(CODES)


def test_the_first_values_of_a_sorted_column_do_not_decide_that_a_type_is_hopeless():
    mails = [f"user{n}@example.org" for n in range(400)]
    others = [f"nobody at {n}@ x. y" for n in range(200)]

    assert MATCHER.tallies(column_values([*others, *mails]), ())["EMAIL_ADDRESS"].passed == 400


def test_a_type_only_its_name_can_tell_is_not_tried_without_one():
    values = column_values(["hunter2", "letmein"])

    assert "PASSWORD" not in MATCHER.tallies(values, ())
    assert "PASSWORD" in MATCHER.tallies(values, ("PASSWORD",))
