"""Every category of failure has its row, and no delay leaves its bounds."""

from itertools import pairwise

import pytest

from app.errors import Category
from app.workflow.attempts import ATTEMPTS, MOST_ATTEMPTS

ONCE = {
    Category.CANCELLED,
    Category.AUTH,
    Category.PERMISSION,
    Category.NOT_FOUND,
    Category.ALREADY_EXISTS,
    Category.INVALID_INPUT,
    Category.PRECONDITION,
    Category.DATA_INTEGRITY,
    Category.UNIMPLEMENTED,
}


def delays_seconds(category: Category) -> list[float]:
    """Every delay of a task that keeps failing like that."""
    attempts = ATTEMPTS[category]
    delays = [attempts.delay_after(attempt) for attempt in range(1, attempts.at_most)]
    return [delay.total_seconds() for delay in delays if delay is not None]


def test_every_category_has_a_row() -> None:
    assert set(ATTEMPTS) == set(Category)


@pytest.mark.parametrize("category", sorted(ONCE))
def test_what_another_try_cannot_change_is_tried_once(category: Category) -> None:
    assert ATTEMPTS[category].delay_after(1) is None


@pytest.mark.parametrize("category", sorted(set(Category) - ONCE))
def test_what_may_pass_is_tried_again(category: Category) -> None:
    assert ATTEMPTS[category].delay_after(1) is not None


@pytest.mark.parametrize("category", Category)
def test_delays_grow_and_stay_in_bounds(category: Category) -> None:
    delays = delays_seconds(category)

    assert len(delays) == ATTEMPTS[category].at_most - 1
    assert all(0 < delay <= ATTEMPTS[category].longest_delay_seconds for delay in delays)
    assert all(earlier <= later for earlier, later in pairwise(delays))


@pytest.mark.parametrize("category", Category)
def test_after_the_last_attempt_there_is_none(category: Category) -> None:
    attempts = ATTEMPTS[category]

    assert attempts.delay_after(attempts.at_most) is None
    assert attempts.delay_after(attempts.at_most + 1) is None


def test_our_own_services_are_waited_for_nearly_a_quarter_of_an_hour() -> None:
    assert 13 * 60 < sum(delays_seconds(Category.DEPENDENCY_UNAVAILABLE)) < 15 * 60


def test_no_other_category_waits_longer_than_two_minutes() -> None:
    others = set(Category) - {Category.DEPENDENCY_UNAVAILABLE}
    assert max(sum(delays_seconds(category)) for category in others) <= 120


def test_the_tasks_own_policy_allows_the_largest_number() -> None:
    assert all(attempts.at_most <= MOST_ATTEMPTS for attempts in ATTEMPTS.values())
    assert MOST_ATTEMPTS in {attempts.at_most for attempts in ATTEMPTS.values()}
