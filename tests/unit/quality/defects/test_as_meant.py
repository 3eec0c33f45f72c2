"""What looks odd and is meant, and errors that only show as the source keeps them or beside another column."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

import pytest

from app.model.defects import SHOWN_FROM, DefectKind
from app.model.schema import DataType
from app.quality.defects.finding import find_defects
from tests.support.tables import make_sample, make_table

ROWS = 300
TEXT, INTEGER, DECIMAL = DataType.TEXT, DataType.INTEGER, DataType.DECIMAL
DATE, TIMESTAMP = DataType.DATE, DataType.TIMESTAMP
Cells = Mapping[str, tuple[DataType, Sequence[str | None]]]
DRAW = Random(3)  # noqa: S311 - the same tables every time
DAYS = [(date(2024, 1, 1) + timedelta(days=place // 2)).isoformat() for place in range(ROWS)]
KEYS = [f"E{1000 + place}" for place in range(ROWS)]


def kinds(cells: Cells, *, key: str = "") -> set[tuple[DefectKind, tuple[str, ...]]]:
    table = make_table({name: kind for name, (kind, _) in cells.items()}, unique=(key,) if key else ())
    sample = make_sample({name: list(values) for name, (_, values) in cells.items()})
    found = find_defects(table, sample, (), today=date(2026, 11, 27))
    return {(each.kind, each.columns) for each in found if each.confidence >= SHOWN_FROM}


def every(step: int, values: Sequence[str], other: Sequence[str]) -> list[str]:
    """Each ``step``-th of ``other``, the rest of ``values``."""
    return [other[row] if row % step == 7 else values[row] for row in range(len(values))]


@pytest.mark.parametrize(
    "other",
    [
        [f"{day[8:]}.{day[5:7]}.{day[:4]}" for day in DAYS],
        [f"{day[5:7]}/{day[8:]}/{day[:4]}" for day in DAYS],
        [f"{day}T00:00:00Z" for day in DAYS],
    ],
)
def test_a_date_column_of_sqlite_may_hold_dates_of_several_layouts(other: list[str]) -> None:
    assert kinds({"sold": (DATE, every(20, DAYS, other))}) == {(DefectKind.FORMAT_MIX, ("sold",))}


def test_a_number_column_of_sqlite_may_hold_a_word_for_no_value() -> None:
    weights = [f"{DRAW.gauss(70, 9):.1f}" for _ in range(ROWS)]
    found = kinds({"weight": (DECIMAL, every(40, weights, ["n/a"] * ROWS))})
    assert found == {(DefectKind.DISGUISED_MISSING, ("weight",))}


def test_letters_that_stand_for_the_words_of_the_column_are_a_mix_of_formats() -> None:
    sexes = DRAW.choices(["male", "female"], k=ROWS)
    assert kinds({"sex": (TEXT, every(30, sexes, [sex[0].upper() for sex in sexes]))}) == {
        (DefectKind.FORMAT_MIX, ("sex",))
    }
    blood = DRAW.choices(["A", "B", "O", "AB"], k=ROWS)
    assert kinds({"blood": (TEXT, blood)}) == set()


def test_number_plates_are_no_sums_of_money() -> None:
    plates = [f"{DRAW.randrange(1000, 10_000)}{''.join(DRAW.choices('BCDFGKLM', k=3))}" for _ in range(ROWS)]
    assert kinds({"plate": (TEXT, [*plates[:-1], "612345678"])}) == set()


def test_sizes_that_come_again_and_again_are_no_outliers() -> None:
    lots = DRAW.choices([1, 2, 3, 4, 5, 6, 8, 10, 12, 20], k=ROWS - 10) + [1000, 2500] * 5
    assert kinds({"lot": (INTEGER, [str(lot) for lot in lots])}) == set()


def test_what_is_large_in_proportion_is_no_outlier() -> None:
    pieces = [1 + row % 3 for row in range(ROWS - 2)] + [60, 75]
    grams = [str(round(count * DRAW.gauss(400, 8))) for count in pieces]
    found = kinds({"pieces": (INTEGER, [str(count) for count in pieces]), "grams": (INTEGER, grams)})
    assert (DefectKind.OUTLIER, ("grams",)) not in found
    assert (DefectKind.OUTLIER, ("grams",)) in kinds({"grams": (INTEGER, grams)})


def test_zeros_that_another_column_tells_are_values() -> None:
    goods = DRAW.choices(["shoes", "jacket", "voucher"], [45, 45, 10], k=ROWS)
    grams = [str(DRAW.randint(700, 950)) if good != "voucher" else "0" for good in goods]
    assert kinds({"goods": (TEXT, goods), "grams": (INTEGER, grams)}) == set()
    assert kinds({"grams": (INTEGER, grams)}) == {(DefectKind.DISGUISED_MISSING, ("grams",))}


def test_the_first_row_of_a_hierarchy_has_none_above_it() -> None:
    above: list[str | None] = [None if row < 3 else KEYS[DRAW.randrange(min(row, 30))] for row in range(ROWS)]
    assert kinds({"nr": (TEXT, KEYS), "lead": (TEXT, above)}, key="nr") == set()
    assert kinds({"lead": (TEXT, above)}) == {(DefectKind.MISSING, ("lead",))}


def test_holes_are_told_by_a_label_although_others_are_misspelled() -> None:
    states = DRAW.choices(["done", "open"], [9, 1], k=ROWS)
    ended = [day if state == "done" else None for day, state in zip(DAYS, states, strict=True)]
    misspelled = [f"d{chr(97 + row % 26)}ne{row}" if row % 9 == 1 and state == "done" else state for row, state in enumerate(states)]  # fmt: skip
    assert (DefectKind.MISSING, ("filed",)) not in kinds(
        {"state": (TEXT, misspelled), "filed": (DATE, ended)}
    )


def test_another_unit_shows_beside_what_settles_the_number() -> None:
    weights = {f"A{number}": 0.02 * 1.5**number for number in range(20)}
    articles = DRAW.choices(list(weights), k=ROWS)
    kilograms = [f"{weights[article]:.4f}" for article in articles]
    grams = [f"{1000 * weights[article]:.1f}" for article in articles]
    mixed = {"article": (TEXT, articles), "weight": (DECIMAL, every(25, kilograms, grams))}
    assert kinds(mixed) == {(DefectKind.UNIT_MIX, ("weight",))}
    assert kinds({**mixed, "weight": (DECIMAL, kilograms)}) == set()


def test_another_unit_of_a_list_of_prices_is_told_by_the_prices() -> None:
    prices = DRAW.choices([19.9, 24.5, 39.0, 79.0, 89.9, 119.0, 149.0], k=ROWS)
    cents = every(20, [f"{price:.2f}" for price in prices], [f"{100 * price:.0f}" for price in prices])
    assert kinds({"price": (DECIMAL, cents)}) == {(DefectKind.UNIT_MIX, ("price",))}


def test_dates_a_century_back_are_not_exchanged_with_others_that_never_were_so_early() -> None:
    planted = [(date(1990, 1, 1) + timedelta(days=37 * row)).isoformat() for row in range(ROWS)]
    seen = [(date(2023, 1, 1) + timedelta(days=2 * row)).isoformat() for row in range(ROWS)]
    found = kinds({"planted": (DATE, planted), "seen": (DATE, every(30, seen, [f"19{day[2:]}" for day in seen]))})  # fmt: skip
    assert (DefectKind.SHIFTED_DATES, ("seen",)) in found
    assert not any(kind is DefectKind.SWAPPED_COLUMNS for kind, _ in found)


def test_points_beyond_their_maximum_are_exchanged_with_it() -> None:
    most = DRAW.choices([20, 25, 30, 40, 50], k=ROWS)
    points = [round(top * DRAW.uniform(0.4, 0.95)) for top in most]
    turned = {row: (most[row], points[row]) for row in range(9, ROWS, 30)}
    pairs = [turned.get(row, (points[row], most[row])) for row in range(ROWS)]
    cells = {"points": (INTEGER, [str(a) for a, _ in pairs]), "max_points": (INTEGER, [str(b) for _, b in pairs])}  # fmt: skip
    assert (DefectKind.SWAPPED_COLUMNS, ("points", "max_points")) in kinds(cells)


def test_what_lasted_is_told_by_its_start_and_end() -> None:
    seconds = [30 + 7 * (row % 90) for row in range(ROWS)]
    begun = [datetime(2024, 5, 1) + timedelta(hours=row) for row in range(ROWS)]  # noqa: DTZ001 - as a server writes it
    ended = [start + timedelta(seconds=each) for start, each in zip(begun, seconds, strict=True)]
    milliseconds = every(25, [str(each) for each in seconds], [str(1000 * each) for each in seconds])
    found = kinds({
        "begun": (TIMESTAMP, [str(each) for each in begun]),
        "ended": (TIMESTAMP, [str(each) for each in ended]),
        "lasted": (INTEGER, milliseconds),
    })  # fmt: skip
    assert (DefectKind.UNIT_MIX, ("lasted",)) in found


def test_postcodes_closed_up_are_written_otherwise() -> None:
    codes = [f"{''.join(DRAW.choices('BCDFGKLM', k=2))}{row % 9 + 1} {row % 7}{''.join(DRAW.choices('ABDEFGHJ', k=2))}" for row in range(ROWS)]  # fmt: skip
    mixed = every(20, codes, [code.replace(" ", "") for code in codes])
    assert kinds({"postcode": (TEXT, mixed)}) == {(DefectKind.FORMAT_MIX, ("postcode",))}
    assert kinds({"hazard": (TEXT, DRAW.choices(["3", "8", "9", "2.1"], [50, 30, 15, 5], k=ROWS))}) == set()
    assert (
        kinds({"machine": (TEXT, DRAW.choices(["Cobas c501", "Cobas c502", "Sysmex XN-10"], k=ROWS))})
        == set()
    )


def test_short_codes_of_one_digit_are_met_by_chance() -> None:
    codes = [f"{DRAW.randrange(10_000):04d}" for _ in range(ROWS - 1)] + ["7777"]
    assert kinds({"ending": (TEXT, codes)}) == set()
    long = [f"{DRAW.randrange(10**10):010d}" for _ in range(ROWS - 1)] + ["7" * 10]
    assert kinds({"ending": (TEXT, long)}) == {(DefectKind.DISGUISED_MISSING, ("ending",))}
