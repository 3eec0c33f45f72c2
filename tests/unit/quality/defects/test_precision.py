"""What is so by nature and may not be named, each beside the same with an error that is; and errors of few labels."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from app.model.defects import SHOWN_FROM, DefectKind
from app.model.schema import DataType
from app.quality.defects.finding import find_defects
from tests.support.tables import make_sample, make_table

ROWS = 400
TEXT, INTEGER, DECIMAL, DATE, TIMESTAMP = (
    DataType.TEXT, DataType.INTEGER, DataType.DECIMAL, DataType.DATE, DataType.TIMESTAMP,
)  # fmt: skip
Cells = Mapping[str, tuple[DataType, Sequence[object]]]


def kinds(cells: Cells) -> set[tuple[DefectKind, tuple[str, ...]]]:
    table = make_table({name: kind for name, (kind, _) in cells.items()})
    sample = make_sample(
        {
            name: [None if cell is None else str(cell) for cell in column]
            for name, (_, column) in cells.items()
        }
    )
    found = find_defects(table, sample, (), today=date(2026, 11, 27))
    return {(each.kind, each.columns) for each in found if each.confidence >= SHOWN_FROM}


def draw() -> Random:
    return Random(5)  # noqa: S311 - the same tables every time


def test_what_adds_next_to_nothing_makes_no_sum() -> None:
    r = draw()
    callers, called = ([48_600_000_000 + r.randrange(400_000_000) for _ in range(ROWS)] for _ in range(2))
    seconds = [r.randrange(1, 900) for _ in range(ROWS)]
    assert not kinds({"a": (INTEGER, callers), "b": (INTEGER, called), "seconds": (INTEGER, seconds)})
    nets, taxes = [r.randrange(100, 900) for _ in range(ROWS)], [r.randrange(10, 90) for _ in range(ROWS)]
    gross = [a + b + 700 * (row % 30 == 7) for row, (a, b) in enumerate(zip(nets, taxes, strict=True))]
    found = kinds({"net": (INTEGER, nets), "tax": (INTEGER, taxes), "gross": (INTEGER, gross)})
    assert any("gross" in columns for _, columns in found)


def test_a_mark_that_names_the_next_better_is_no_other_spelling() -> None:
    tariffs = draw().choices(["Business", "Business+", "Private"], [50, 9, 41], k=ROWS)
    assert not kinds({"tariff": (TEXT, tariffs)})
    spelled = draw().choices(["Business", "Busi-ness", "Private"], [50, 2, 41], k=ROWS)
    assert (DefectKind.SPELLING_VARIANT, ("tariff",)) in kinds({"tariff": (TEXT, spelled)})


def test_what_a_thing_never_has_all_its_rows_lack() -> None:
    r = draw()
    devices = {f"T{number}": f"{r.randrange(10**9):09d}" if number % 11 else None for number in range(80)}
    owners = r.choices(list(devices), k=ROWS)
    numbers = [devices[owner] for owner in owners]
    missing = (DefectKind.MISSING, ("device",))
    assert missing not in kinds({"owner": (TEXT, owners), "device": (TEXT, numbers)})
    slips = [None if row % 15 == 3 else f"{len(owner)}{owner}" for row, owner in enumerate(owners)]
    assert missing in kinds({"owner": (TEXT, owners), "device": (TEXT, slips)})
    days = [date(2024, 1, 1) + timedelta(days=row // 2) for row in range(ROWS)]
    lost = [None if 90 <= row < 120 else f"{row:05d}" for row in range(ROWS)]
    assert missing in kinds({"sold": (DATE, days), "device": (TEXT, lost)})


def test_short_films_are_no_long_ones_in_other_units() -> None:
    r = draw()
    kind = r.choices(["film", "short"], [90, 10], k=ROWS)
    minutes = [round(r.gauss(108, 14) if each == "film" else r.gauss(16, 3)) for each in kind]
    unit = (DefectKind.UNIT_MIX, ("runtime_minutes",))
    assert unit not in kinds({"kind": (TEXT, kind), "runtime_minutes": (INTEGER, minutes)})
    assert unit not in kinds({"runtime_minutes": (INTEGER, minutes)})  # whole numbers land on whole numbers
    seconds = [60 * each if row % 20 == 7 else each for row, each in enumerate(minutes)]
    films = [each for each in seconds if each > 60]
    assert unit in kinds({"runtime_minutes": (INTEGER, films)})


def test_the_low_end_of_normal_numbers_is_no_other_unit() -> None:
    r = draw()
    for _ in range(40):
        heights = [12 + int(abs(r.gauss(20, 9))) for _ in range(38)] + [12, 13]
        assert (DefectKind.UNIT_MIX, ("height_m",)) not in kinds({"height_m": (INTEGER, heights)})


def test_where_nothing_was_needed_zero_is_a_value() -> None:
    r = draw()
    spent = [round(r.uniform(80, 300), 2) for _ in range(ROWS)]
    zero = (DefectKind.DISGUISED_MISSING, ("parts",))
    often = [0 if row % 5 == 2 else each for row, each in enumerate(spent)]
    seldom = [0 if row % 25 == 2 else each for row, each in enumerate(spent)]
    assert zero not in kinds({"parts": (DECIMAL, often)})
    assert zero in kinds({"parts": (DECIMAL, seldom)})


def test_one_number_of_one_digit_may_be_the_next_of_a_long_tail() -> None:
    points = [1 + int(14 * 1.6**draw_) for draw_ in (2 * (row % 199) / 199 - 1 for row in range(ROWS))]
    tail = [*points, 40, 44, 52, 60, 66, 111]
    odd = (DefectKind.DISGUISED_MISSING, ("points",))
    assert odd not in kinds({"points": (INTEGER, tail)})
    assert odd in kinds({"points": (INTEGER, [*tail[:-1], 999])})


def test_zeros_do_not_narrow_the_tail_of_the_rest() -> None:
    r = draw()
    lasted = [0 if r.random() < 0.45 else max(1, int(85 * r.lognormvariate(0, 1.1))) for _ in range(ROWS)]
    far = (DefectKind.OUTLIER, ("seconds",))
    assert far not in kinds({"seconds": (INTEGER, lasted)})
    assert far in kinds({"seconds": (INTEGER, [*lasted, 4_000_000])})


def test_two_rare_counts_meet_by_chance() -> None:
    r = draw()
    goals = r.choices([0, 1, 2, 3], [62, 27, 5, 6], k=3 * ROWS)
    cards = r.choices([0, 2, 3, 4, 5, 6, 8], [6, 12, 20, 25, 20, 12, 5], k=3 * ROWS)
    swapped = (DefectKind.SWAPPED_COLUMNS, ("goals", "cards"))
    assert swapped not in kinds({"goals": (INTEGER, goals), "cards": (INTEGER, cards)})
    paid = [r.randrange(2000, 9000) for _ in range(ROWS)]
    pairs = [(each, goal) if row % 40 == 9 else (goal, each) for row, (goal, each) in enumerate(zip(goals, paid, strict=False))]  # fmt: skip
    found = kinds({"goals": (INTEGER, [a for a, _ in pairs]), "cards": (INTEGER, [b for _, b in pairs])})
    assert swapped in found


def test_a_break_between_two_seasons_moved_nothing() -> None:
    first, second = date(2024, 8, 20), date(2025, 8, 20)
    played = [first + timedelta(days=row // 7) for row in range(20)]
    played += [second + timedelta(days=row) for row in range(180)]
    moved = (DefectKind.SHIFTED_DATES, ("played",))
    assert moved not in kinds({"played": (DATE, played)})
    late = [day + timedelta(days=1462) if row % 30 == 7 else day for row, day in enumerate(played)]
    assert moved in kinds({"played": (DATE, late)})


def test_times_of_day_are_written_with_a_colon_or_an_h() -> None:
    hours = draw().choices(["21:00", "18:30", "16:15"], k=ROWS)
    mixed = [hour.replace(":", "h") if row % 20 == 7 else hour for row, hour in enumerate(hours)]
    assert kinds({"kick_off": (TEXT, mixed)}) == {(DefectKind.FORMAT_MIX, ("kick_off",))}
    assert not kinds({"kick_off": (TEXT, hours)})


def test_single_letters_are_of_one_case() -> None:
    codes = draw().choices(["K", "M"], k=ROWS)
    mixed = [code.lower() if row % 20 == 7 else code for row, code in enumerate(codes)]
    assert kinds({"kon": (TEXT, mixed)}) == {(DefectKind.FORMAT_MIX, ("kon",))}
    assert not kinds({"kon": (TEXT, codes)})


def test_slips_of_one_word_that_come_again_are_slips() -> None:
    r = draw()
    causes = r.choices(["normal", "failed", "no answer"], [90, 4, 6], k=2 * ROWS)
    slips = ["nromal", "nomal", "normmal", "norml", "norma", "nrmal"]
    mixed = [
        slips[row // 7 % 6] if row % 28 == 0 and cause == "normal" else cause
        for row, cause in enumerate(causes)
    ]
    assert kinds({"cause": (TEXT, mixed)}) == {(DefectKind.TYPO, ("cause",))}


def test_what_is_handed_in_at_the_end_was_not_moved() -> None:
    sold = [date(2024, 1, 1) + timedelta(days=row) for row in range(ROWS)]
    late = draw().sample(sold, 12)
    moved = (DefectKind.SHIFTED_DATES, ("sold",))
    assert moved not in kinds({"sold": (DATE, [*sold, *late])})
    among = [*sold[:200], *late, *sold[200:]]
    assert moved in kinds({"sold": (DATE, among)})


def test_what_goes_on_has_no_end_yet() -> None:
    r = draw()
    lent = [date(2024, 1, 1) + timedelta(days=r.randrange(700)) for _ in range(ROWS)]
    back = [
        None if row % 25 == 3 else day + timedelta(days=r.randrange(1, 30)) for row, day in enumerate(lent)
    ]
    born = [
        None if row % 25 == 7 else date(1950 + r.randrange(60), 3, 1 + r.randrange(28)) for row in range(ROWS)
    ]
    found = kinds({"lent": (DATE, lent), "back": (DATE, back), "born": (DATE, born)})
    assert (DefectKind.MISSING, ("back",)) not in found
    assert (DefectKind.MISSING, ("born",)) in found


def test_books_of_before_there_were_numbers_have_none() -> None:
    years = [1940 + row * 7 % 80 for row in range(ROWS)]
    old = [None if year < 1943 else f"978{row:07d}" for row, year in enumerate(years)]
    lost = [None if row % 25 == 3 else f"978{row:07d}" for row in range(ROWS)]
    assert (DefectKind.MISSING, ("number",)) not in kinds({"year": (INTEGER, years), "number": (TEXT, old)})
    assert (DefectKind.MISSING, ("number",)) in kinds({"year": (INTEGER, years), "number": (TEXT, lost)})


def test_an_order_of_dates_may_run_out() -> None:
    r = draw()
    landing = [datetime(2026, 1, 1) + timedelta(hours=3 * row) for row in range(ROWS)]  # noqa: DTZ001 - as columns have them
    late = [day - timedelta(minutes=180 - r.expovariate(1 / 45)) for day in landing]
    broken = [
        day + timedelta(days=40) * (row % 40 == 7) - timedelta(hours=3) for row, day in enumerate(landing)
    ]
    wrong = (DefectKind.CONTRADICTION, ("landing", "start"))
    assert wrong not in kinds({"landing": (TIMESTAMP, landing), "start": (TIMESTAMP, late)})
    found = kinds({"landing": (TIMESTAMP, landing), "start": (TIMESTAMP, broken)})
    assert any("start" in columns for _, columns in found)


def test_one_word_that_begins_like_a_letter_is_not_what_it_stands_for() -> None:
    houses = draw().choices(["A", "B", "bis"], [50, 30, 9], k=ROWS)
    assert not kinds({"addition": (TEXT, houses)})


def test_cold_days_are_no_other_scale() -> None:
    r = draw()
    days = [r.gauss(10, 3) if row % 30 else r.gauss(-12, 1) for row in range(ROWS)]
    assert (DefectKind.UNIT_MIX, ("temperature",)) not in kinds({"temperature": (DECIMAL, days)})
    mixed = [r.gauss(12, 4) if row % 30 else r.gauss(12, 4) * 1.8 + 32 for row in range(ROWS)]
    assert (DefectKind.UNIT_MIX, ("temperature",)) in kinds({"temperature": (DECIMAL, mixed)})


def test_what_is_counted_has_no_unit() -> None:
    r = draw()
    persons = [r.randrange(110, 190) * (100 if row % 40 == 3 else 1) for row in range(ROWS)]
    found = {kind for kind, _ in kinds({"passengers": (INTEGER, persons)})}
    assert found == {DefectKind.OUTLIER}


def test_how_it_came_out_is_known_when_it_is_over() -> None:
    r = draw()
    begun = [date(2024, 1, 1) + timedelta(days=r.randrange(700)) for _ in range(ROWS)]
    over = [row % 25 != 3 for row in range(ROWS)]
    ended = [
        day + timedelta(days=r.randrange(1, 90)) if done else None
        for day, done in zip(begun, over, strict=True)
    ]
    outcomes = [r.choice(["adopted", "returned", "moved"]) if done else None for done in over]
    found = kinds({"begun": (DATE, begun), "left": (DATE, ended), "outcome": (TEXT, outcomes)})
    assert not {columns for kind, columns in found if kind is DefectKind.MISSING}


def test_what_has_been_agreed_may_end_in_the_future() -> None:
    r = draw()
    future = DefectKind.FUTURE_DATES
    granted = [date(2020, 1, 1) + timedelta(days=r.randrange(2450)) for _ in range(ROWS)]
    ends = [day + timedelta(days=r.randrange(30, 400)) for day in granted]
    assert (future, ("ende",)) not in kinds({"beginn": (DATE, granted), "ende": (DATE, ends)})
    slips = [day.replace(year=2091) if row % 60 == 7 else day for row, day in enumerate(ends)]
    assert any("ende" in columns for _, columns in kinds({"beginn": (DATE, granted), "ende": (DATE, slips)}))
