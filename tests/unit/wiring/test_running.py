import pytest

from app.errors import SourceLostError
from app.wiring.running import outcome_of


class Unwritten:
    """Something nobody may write out, because that would take long."""

    def __repr__(self) -> str:
        raise AssertionError("it was written out")


def test_the_outcome_comes_without_being_written_out():
    async def work() -> Unwritten:
        return Unwritten()

    assert isinstance(outcome_of(work()), Unwritten)


def test_a_failure_is_raised_as_it_is():
    async def work() -> None:
        raise SourceLostError(sqlstate="08006")

    with pytest.raises(SourceLostError):
        outcome_of(work())
