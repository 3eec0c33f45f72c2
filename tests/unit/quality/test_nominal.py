"""Which whole numbers are labels."""

import pytest

from app.model.measurements import ColumnProfile, Measurement
from app.quality.nominal import is_nominal
from tests.support.schemas import a_table

FILM = a_table(
    "film",
    "code int!, language int, Order-No int, ZIP int, piano int, releaseId int, OFFER_ID int, valid int, released int, title text",
    primary="code",
    foreign=["language -> language.code"],
)


def between(low: float | str | None, high: float | str | None) -> ColumnProfile:
    ends = {"min": low, "max": high}.items()
    return ColumnProfile(
        column="c", measurements=tuple(Measurement(metric=name, value=end, exact=True) for name, end in ends)
    )


@pytest.mark.parametrize(
    ("column", "low", "high", "nominal"),
    [
        ("code", 1, 9, True),
        ("language", 1, 9, True),
        ("releaseId", 1, 9, True),
        ("OFFER_ID", 1, 9, True),
        ("Order-No", 1, 9, True),
        ("ZIP", 1, 9, True),
        ("valid", 1, 9, False),
        ("piano", 1, 9, False),
        ("released", 1500, 2200, True),
        ("released", 1499, 2200, False),
        ("released", 1500, 2201, False),
        ("released", None, None, False),
        ("released", "••••", "••••", False),
        ("title", 1900, 2000, False),
    ],
)
def test_keys_ids_and_years_are_labels(
    column: str, low: float | str | None, high: float | str | None, nominal: bool
):
    of = next(each for each in FILM.columns if each.name == column)
    assert is_nominal(FILM, of, between(low, high)) is nominal


def test_what_was_not_measured_holds_no_years():
    released = next(each for each in FILM.columns if each.name == "released")
    assert is_nominal(FILM, released, None) is False
