"""Other ways to damage a table, which the searches were not tuned on."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from app.model.defects import DefectKind
from app.model.schema import DataType
from bench.quality.defects.injectors import Damage, Way, changed, names_of, on_cells
from bench.quality.defects.tables import DECIMAL, TEXT, Base, Cells

_KEYBOARD = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm",
    "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


def _varied(base: Base, *kinds: DataType, least: int = 2) -> list[str]:
    return [
        n for n in names_of(base, *kinds) if None not in base.cells[n] and len(set(base.cells[n])) >= least
    ]


def _missing_of_the_largest(random: Random, base: Base) -> Damage | None:
    """Not at random: larger values are likelier to be left out."""
    names = _varied(base, DataType.INTEGER, DECIMAL, least=8)
    if not names:
        return None
    name = random.choice(names)
    order = sorted(range(base.rows), key=lambda place: -float(base.cells[name][place] or 0))
    half = order[: base.rows // 2]
    cells = list(base.cells[name])
    for place in random.sample(half, max(2, base.rows // random.choice([15, 30, 60]))):
        cells[place] = None
    return changed(base, DefectKind.MISSING, "of the largest", {name: cells})


def _missing_in_text(random: Random, base: Base) -> Damage | None:
    name = random.choice(_varied(base, TEXT, DataType.DATE, DataType.TIMESTAMP))
    return on_cells(random, base, name, DefectKind.MISSING, "null", lambda _: None)


def _placeholder_of_a_form(random: Random, base: Base) -> Damage | None:
    name = random.choice(_varied(base, TEXT))
    word = random.choice(
        ["UNKNOWN", "N.A.", "not available", "Unknown", "NULL", "--", "missing", "XXXX", "tbd", "#N/A"]
    )
    return on_cells(
        random,
        base,
        name,
        DefectKind.DISGUISED_MISSING,
        f"word {word}",
        lambda _: word,
        least=1 if base.rows < 50 else 3,
    )


def _default_of_a_program(random: Random, base: Base) -> Damage | None:
    names = [
        n
        for n in _varied(base, DataType.INTEGER, DECIMAL, DataType.DATE, DataType.TIMESTAMP, least=8)
        if n not in base.parents
    ]
    name = random.choice(names)
    if base.types[name] in {DataType.DATE, DataType.TIMESTAMP}:
        word = random.choice(["1900-01-01", "2099-12-31", "1970-01-01", "9999-12-31"])
        word += " 00:00:00" if base.types[name] is DataType.TIMESTAMP else ""
    else:
        top = max(float(c) for c in base.cells[name] if c)
        low = min(float(c) for c in base.cells[name] if c)
        fitting = [
            w
            for w in ("-1", "999", "-999", "99999", "-9999", "999999")
            if float(w) > 3 * top or float(w) < low - 0.3 * (top - low)
        ]
        if not fitting:
            return None
        word = random.choice(fitting)
    return on_cells(random, base, name, DefectKind.DISGUISED_MISSING, f"default {word}", lambda _: word)


def _keyboard_slip(random: Random, base: Base) -> Damage | None:
    names = [n for n in _varied(base, TEXT) if _is_of_labels(base.cells[n])]
    if not names:
        return None

    def turn(value: str) -> str:
        places = [i for i, c in enumerate(value) if c.lower() in _KEYBOARD and i > 0]
        if len(value) < 4 or not places:
            return value
        i = random.choice(places)
        kind = random.randrange(3)
        if kind == 0:
            return value[:i] + random.choice(_KEYBOARD[value[i].lower()]) + value[i + 1 :]
        return value[:i] + value[i] + value[i:] if kind == 1 else value[:i] + value[i + 1 :]

    return on_cells(random, base, random.choice(names), DefectKind.TYPO, "keyboard", turn)


def _is_of_labels(cells: Cells) -> bool:
    filled = [c for c in cells if c]
    letters = sum(sum(map(str.isalpha, c)) >= 0.75 * len(c) and len(c) >= 4 for c in filled)
    return letters >= 0.8 * len(filled) and len(set(filled)) <= 0.35 * len(filled)


def _dates_of_america(random: Random, base: Base) -> Damage | None:
    names = _varied(base, DataType.DATE, least=5)
    if not names:
        return None
    name = random.choice(names)
    european = base.rows % 2 == 0
    form, other = ("%d.%m.%Y", "%Y-%m-%d") if european else ("%Y-%m-%d", "%m/%d/%Y")
    days = [date.fromisoformat(c) if c else None for c in base.cells[name]]
    written = {d.strftime(form): d.strftime(other) for d in days if d}
    texts: Cells = [d.strftime(form) if d else None for d in days]
    as_text = Base(
        name=base.name, types={**base.types, name: TEXT}, cells={**base.cells, name: texts}, key=base.key
    )
    return on_cells(
        random,
        as_text,
        name,
        DefectKind.FORMAT_MIX,
        f"dates {form} {other}",
        lambda v: written[v],
    )


def _other_marks(random: Random, base: Base) -> Damage | None:
    """Telephone numbers, codes, truths and labels another way."""
    names = _varied(base, TEXT)
    random.shuffle(names)
    for name in names:
        values = [c for c in base.cells[name] if c]
        if values[0].startswith("+"):
            return on_cells(
                random, base, name, DefectKind.FORMAT_MIX, "phone", lambda v: "0" + v[4:].replace(" ", "")
            )
        if set(values) == {"Y", "N"}:
            return on_cells(
                random, base, name, DefectKind.FORMAT_MIX, "truth", lambda v: {"Y": "yes", "N": "no"}[v]
            )
        if set(values) == {"true", "false"}:
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, "truth", lambda v: v[0].upper())
        if values[0].startswith("P-"):
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, "code", lambda v: v.replace("P-", "P"))
        if name == "kick_off":
            return on_cells(
                random,
                base,
                name,
                DefectKind.FORMAT_MIX,
                "clock",
                lambda v: f"{(int(v[:2]) - 1) % 12 + 1}:{v[3:]} PM",
            )
        if name == "postcode":
            return on_cells(
                random, base, name, DefectKind.FORMAT_MIX, "postcode", lambda v: v.replace(" ", "")
            )
        if len(set(values)) <= 8 and all(c.isalpha() and len(c) > 4 for c in set(values)):
            return on_cells(
                random,
                base,
                name,
                DefectKind.FORMAT_MIX,
                "capitals",
                str.upper if values[0].islower() else str.lower,
            )
    return None


def _decimal_comma(random: Random, base: Base) -> Damage | None:
    names = [n for n in _varied(base, DECIMAL, least=8) if all("." in str(c) for c in base.cells[n])]
    if not names:
        return None
    name = random.choice(names)
    as_text = Base(name=base.name, types={**base.types, name: TEXT}, cells=base.cells, key=base.key)
    return on_cells(
        random, as_text, name, DefectKind.FORMAT_MIX, "decimal comma", lambda v: v.replace(".", ",")
    )


def _another_unit(random: Random, base: Base) -> Damage | None:
    names = [n for n, factors in base.scaled.items() if factors]
    if not names:
        return None
    name = random.choice(names)
    factor = random.choice(list(base.scaled[name]))
    whole = base.types[name] is DataType.INTEGER and factor >= 1

    def turn(value: str) -> str:
        number = float(value) * 1.8 + 32 if factor < 0 else float(value) * factor
        return str(round(number)) if whole else f"{number:.2f}"

    return on_cells(
        random, base, name, DefectKind.UNIT_MIX, f"factor {factor:g}", turn, least=max(4, base.rows // 25)
    )


def _exchanged(random: Random, base: Base) -> Damage | None:
    left, right = random.choice(list(base.pairs))
    a, b = list(base.cells[left]), list(base.cells[right])
    for place in random.sample(range(base.rows), max(3, base.rows // random.choice([12, 25, 50]))):
        a[place], b[place] = b[place], a[place]
    return changed(base, DefectKind.SWAPPED_COLUMNS, "exchanged", {left: a, right: b})


def _imported_twice(random: Random, base: Base) -> Damage | None:
    """Whole rows again, key and all where nothing forbids it, among the others."""
    places = sorted(random.sample(range(base.rows), max(2, base.rows // random.choice([10, 30, 100]))))
    order = list(range(base.rows))
    for place in places:
        order.insert(random.randrange(len(order) + 1), place)
    return _doubled(base, order, "")


def _doubled(base: Base, order: list[int], key: str) -> Damage:
    cells = {name: [values[place] for place in order] for name, values in base.cells.items()}
    base = Base(name=base.name, types=base.types, cells=cells, key=key, parents=base.parents)
    return Damage(base=base, kind=DefectKind.DUPLICATE_ROWS, columns=(), way="imported twice")


def _entered_twice(random: Random, base: Base) -> Damage | None:
    """Rows again under a new key and in capitals, as another clerk enters them."""
    places = random.sample(range(base.rows), max(2, base.rows // random.choice([12, 40])))
    order = [*range(base.rows), *places]
    cells = {name: [values[place] for place in order] for name, values in base.cells.items()}
    if base.key:
        cells[base.key][base.rows :] = [
            f"9{place}{value}" for place, value in enumerate(cells[base.key][base.rows :])
        ]
    names = [
        n
        for n in _varied(base, TEXT, least=4)
        if n != base.key and all(str(c).replace(" ", "").isalpha() for c in base.cells[n])
    ]
    if names:
        name = random.choice(names)
        cells[name][base.rows :] = [str(value).upper() for value in cells[name][base.rows :]]
    made = Base(name=base.name, types=base.types, cells=cells, key=base.key, parents=base.parents)
    return Damage(base=made, kind=DefectKind.DUPLICATE_ROWS, columns=(), way="entered twice")


def _lost_parents(random: Random, base: Base) -> Damage | None:
    if not base.parents:
        return None
    name = random.choice(list(base.parents))
    beyond = max(int(key) for key in base.parents[name])
    return on_cells(
        random,
        base,
        name,
        DefectKind.ORPHAN,
        "beyond the last key",
        lambda _: str(beyond + random.randint(1, 50)),
    )


def _slips_of_the_point(random: Random, base: Base) -> Damage | None:
    """Times ten to a thousand, or ten standard deviations away."""
    names = [n for n in _varied(base, DataType.INTEGER, DECIMAL, least=12) if n not in base.parents]
    if not names:
        return None
    name = random.choice(names)
    numbers = [float(c) for c in base.cells[name] if c]
    mean = sum(numbers) / len(numbers)
    deviation = (sum((n - mean) ** 2 for n in numbers) / len(numbers)) ** 0.5
    whole = base.types[name] is DataType.INTEGER
    sideways = random.random() < 0.5

    def turn(value: str) -> str:
        number = (
            mean + random.choice([-1, 1]) * deviation * random.uniform(10, 25)
            if sideways
            else mean + abs(float(value)) * random.uniform(20, 1000) + 12 * deviation
        )
        return str(round(number)) if whole else f"{number:.2f}"

    return on_cells(
        random, base, name, DefectKind.OUTLIER, "ten deviations" if sideways else "slip of the point", turn
    )


def _clock_reset(random: Random, base: Base) -> Damage | None:
    """A block of rows whose clock stood wrong by months or years, in a column that rises with the rows or has siblings."""
    names = [n for n in _varied(base, DataType.DATE, DataType.TIMESTAMP, least=8) if _rises(base.cells[n])]
    if not names:
        return None
    name = random.choice(names)
    days = random.choice([-1826, -365, -730, 3650, -10957, 400])
    count = max(4, base.rows // random.choice([12, 25, 60]))
    first = random.randrange(base.rows - count)
    cells = list(base.cells[name])
    for place in range(first, first + count):
        value = cells[place]
        if value is not None:
            cells[place] = (datetime.fromisoformat(value) + timedelta(days=days)).isoformat(" ")[: len(value)]
    return changed(base, DefectKind.SHIFTED_DATES, f"{days} days", {name: cells})


def _rises(cells: Cells) -> bool:
    steps = [str(a) <= str(b) for a, b in pairwise(cells)]
    return sum(steps) >= 0.7 * len(steps)


def _wrong_century(random: Random, base: Base) -> Damage | None:
    """Years of two digits read in the other century, or a year of the last decade."""
    names = _varied(base, DataType.DATE, DataType.TIMESTAMP, least=8)
    if not names:
        return None
    name = random.choice(names)
    return on_cells(
        random,
        base,
        name,
        DefectKind.SHIFTED_DATES,
        "century",
        lambda v: f"19{v[2:]}" if v[:2] == "20" else v,
        least=3,
    )


WAYS: tuple[Way, ...] = (
    _missing_of_the_largest, _missing_in_text, _placeholder_of_a_form, _default_of_a_program, _keyboard_slip, _dates_of_america, _other_marks,
    _decimal_comma, _another_unit, _exchanged, _imported_twice, _entered_twice, _lost_parents, _slips_of_the_point, _clock_reset, _wrong_century,
)  # fmt: skip
