"""Ways to damage a table that the searches were tuned on: each names the kind and the columns it touched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from string import ascii_lowercase

from app.model.defects import DefectKind
from app.model.schema import DataType
from bench.quality.defects.tables import DECIMAL, TEXT, Base, Cells

_RATES = (0.01, 0.02, 0.05, 0.1)
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A damaged table and what was done to it; no columns where the whole rows are meant."""

    base: Base
    kind: DefectKind
    columns: tuple[str, ...]
    way: str


Way = Callable[[Random, Base], Damage | None]


def _places(random: Random, rows: int, least: int = _LEAST) -> list[int]:
    return random.sample(range(rows), min(max(round(random.choice(_RATES) * rows), least), rows // 3))


def changed(base: Base, kind: DefectKind, way: str, cells: dict[str, Cells]) -> Damage | None:
    """The table with those columns replaced; ``None`` where they are as before."""
    touched = tuple(name for name in base.types if name in cells and cells[name] != base.cells[name])
    return (
        Damage(base=replace(base, cells={**base.cells, **cells}), kind=kind, columns=touched, way=way)
        if touched
        else None
    )


def on_cells(
    random: Random,
    base: Base,
    column: str,
    kind: DefectKind,
    way: str,
    turn: Callable[[str], str | None],
    *,
    least: int = _LEAST,
) -> Damage | None:
    """Some filled cells of one column turned into something else."""
    cells = list(base.cells[column])
    done = 0
    for place in random.sample(range(len(cells)), len(cells)):
        value = cells[place]
        if done >= max(least, round(random.choice(_RATES) * len(cells))) and done >= least:
            break
        if value is not None and (new := turn(value)) != value:
            cells[place] = new
            done += 1
    return changed(base, kind, way, {column: cells}) if done >= least else None


def names_of(base: Base, *kinds: DataType) -> list[str]:
    """Columns of those types that are not the key."""
    return [name for name, kind in base.types.items() if kind in kinds and name != base.key]


def _full(base: Base, names: Sequence[str]) -> list[str]:
    return [name for name in names if base.cells[name].count(None) == 0 and len(set(base.cells[name])) > 1]


def _missing(random: Random, base: Base) -> Damage | None:
    names = _full(base, names_of(base, *DataType))
    column = random.choice(names)
    blank = random.choice([None, ""]) if base.types[column] is TEXT else None
    return on_cells(random, base, column, DefectKind.MISSING, "null or blank", lambda _: blank)


def _disguised(random: Random, base: Base) -> Damage | None:
    names = _full(base, names_of(base, *DataType))
    column = random.choice(names)
    kind = base.types[column]
    if kind is TEXT:
        word = random.choice(["N/A", "n/a", "-", "unknown", "null", "?", "none", "TBD", "xxx"])
    elif kind in {DataType.DATE, DataType.TIMESTAMP}:
        word = random.choice(["1900-01-01", "9999-12-31", "1970-01-01"])
    else:
        word = random.choice(["-1", "999", "9999", "99999", "-999"])
        if any(cell and float(cell) >= float(word) > 0 for cell in base.cells[column]):
            word = "-999"
        if base.parents.get(column):
            return None
    return on_cells(random, base, column, DefectKind.DISGUISED_MISSING, f"word {word}", lambda _: word)


def slip(random: Random, value: str) -> str:
    """One slip of the fingers inside a word of four letters or more."""
    places = [i for i in range(1, len(value) - 1) if value[i - 1 : i + 2].isalpha()]
    if not places or len(value) < 4:
        return value
    i = random.choice(places)
    turn = random.randrange(4)
    if turn == 0:
        return value[:i] + value[i + 1 :]
    if turn == 1:
        return value[:i] + random.choice(ascii_lowercase) + value[i:]
    if turn == 2:
        return value[:i] + random.choice(ascii_lowercase) + value[i + 1 :]
    return value[:i] + value[i + 1] + value[i] + value[i + 2 :]


def _typo(random: Random, base: Base) -> Damage | None:
    names = [n for n in _full(base, names_of(base, TEXT)) if _repeats(base.cells[n])]
    if not names:
        return None
    return on_cells(random, base, random.choice(names), DefectKind.TYPO, "slip", lambda v: slip(random, v))


def _repeats(cells: Cells) -> bool:
    words = [
        cell for cell in cells if cell and sum(map(str.isalpha, cell)) >= 0.8 * len(cell) and len(cell) >= 4
    ]
    return len(words) >= 0.6 * len(cells) and len(set(words)) <= 0.5 * len(words)


def _format(random: Random, base: Base) -> Damage | None:
    names = names_of(base, TEXT)
    random.shuffle(names)
    for name in names:
        cells = [cell for cell in base.cells[name] if cell]
        if turn := _other_format(random, cells):
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, turn[0], turn[1])
    date_columns = names_of(base, DataType.DATE)
    if not date_columns:
        return None
    name = random.choice(date_columns)
    as_text = replace(base, types={**base.types, name: TEXT})
    return on_cells(
        random,
        as_text,
        name,
        DefectKind.FORMAT_MIX,
        "date layout",
        lambda v: date.fromisoformat(v[:10]).strftime("%d/%m/%Y"),
    )


def _other_format(random: Random, cells: Sequence[str]) -> tuple[str, Callable[[str], str]] | None:
    if not cells:
        return None
    value = cells[0]
    digits = "".join(filter(str.isdigit, value))
    if value.startswith("(") and len(digits) == 10:
        return "phone marks", lambda v: "-".join(
            (
                "".join(filter(str.isdigit, v))[:3],
                "".join(filter(str.isdigit, v))[3:6],
                "".join(filter(str.isdigit, v))[6:],
            )
        )
    if "." in value and len(digits) == 8:
        return "date layout", lambda v: f"{v[6:]}-{v[3:5]}-{v[:2]}"
    if "-" in value and value[:1].isalpha() and len(digits) >= 3 and len(value) < 10:
        return "prefix", (lambda v: v.split("-")[-1]) if random.random() < 0.5 else (
            lambda v: v.replace("-", "").lower()
        )
    if set(cells) <= {"yes", "no"}:
        return "yes and no", lambda v: {"yes": "Y", "no": "N"}[v]
    if set(cells) <= {"true", "false"}:
        return "true and false", lambda v: {"true": "1", "false": "0"}[v]
    if len(set(cells)) <= 10 and all(c.replace(" ", "").isalpha() and len(c) > 3 for c in set(cells)):
        return "case", (lambda v: v.upper()) if not value.isupper() else (lambda v: v.lower())
    return None


def _units(random: Random, base: Base) -> Damage | None:
    if not base.scaled:
        return None
    name = random.choice(list(base.scaled))
    factor = random.choice(list(base.scaled[name]))
    places = len(next(c for c in base.cells[name] if c).partition(".")[2])

    def turn(value: str) -> str:
        number = float(value)
        scaled = number * 1.8 + 32 if factor < 0 else number * factor
        return f"{scaled:.{max(places, 2) if factor < 1 or base.types[name] is DECIMAL else 0}f}"

    return on_cells(random, base, name, DefectKind.UNIT_MIX, f"factor {factor:g}", turn, least=4)


def _swap(random: Random, base: Base) -> Damage | None:
    if not base.pairs:
        return None
    left, right = random.choice(list(base.pairs))
    a, b = list(base.cells[left]), list(base.cells[right])
    for place in _places(random, base.rows):
        a[place], b[place] = b[place], a[place]
    return changed(base, DefectKind.SWAPPED_COLUMNS, "exchanged", {left: a, right: b})


def _duplicates(random: Random, base: Base) -> Damage | None:
    places = _places(random, base.rows)
    nearly = random.random() < 0.4
    cells: dict[str, Cells] = {}
    for name, values in base.cells.items():
        copies = [values[p] for p in places]
        if name == base.key:
            copies = [_next_key(values, n) for n in range(len(places))]
        cells[name] = [*values, *copies]
    if nearly:
        names = [
            n
            for n in _full(base, names_of(base, TEXT))
            if all(c and len(c) > 5 and c.isascii() for c in base.cells[n])
        ]
        if names:
            name = random.choice(names)
            for place in range(base.rows, base.rows + len(places)):
                cells[name][place] = slip(random, str(cells[name][place]))
    return Damage(
        base=replace(base, cells=cells),
        kind=DefectKind.DUPLICATE_ROWS,
        columns=(),
        way="nearly" if nearly else "exactly",
    )


def _next_key(values: Cells, place: int) -> str:
    last = str(values[-1])
    digits = "".join(filter(str.isdigit, last))
    tail = digits[-6:]
    return (
        last[: len(last) - len(tail)] + str(int(tail) + 1 + place).zfill(len(tail))
        if last.endswith(tail)
        else last + str(place)
    )


def _orphans(random: Random, base: Base) -> Damage | None:
    if not base.parents:
        return None
    name = random.choice(list(base.parents))
    keys = base.parents[name]

    def stranger(_: str) -> str:
        while (key := str(random.randint(1, 5000))) in keys:
            pass
        return key

    return on_cells(random, base, name, DefectKind.ORPHAN, "no such key", stranger)


def _outliers(random: Random, base: Base) -> Damage | None:
    names = [
        n
        for n in _full(base, names_of(base, DataType.INTEGER, DECIMAL))
        if n not in base.parents and len(set(base.cells[n])) > 12
    ]
    if not names:
        return None
    name = random.choice(names)
    numbers = sorted(float(c) for c in base.cells[name] if c)
    middle, top = numbers[len(numbers) // 2], numbers[-1]
    spread = top - numbers[0]
    whole = base.types[name] is DataType.INTEGER
    far = random.random() < 0.5

    def turn(_: str) -> str:
        value = (
            top + spread * random.uniform(2, 12) if far else middle + (top - middle) * random.uniform(5, 40)
        )
        return str(round(value)) if whole else f"{value:.2f}"

    return on_cells(random, base, name, DefectKind.OUTLIER, "far out", turn)


def _shifted(random: Random, base: Base) -> Damage | None:
    names = names_of(base, DataType.DATE, DataType.TIMESTAMP)
    if not names:
        return None
    name = random.choice(names)
    days = random.choice([365, 366, 3652, -365, -3652, -730, 36525])
    cells = list(base.cells[name])
    count = max(_LEAST + 1, round(random.choice(_RATES) * base.rows))
    first = random.randrange(max(base.rows - count, 1))
    for place in range(first, min(first + count, base.rows)):
        value = cells[place]
        if value is not None:
            cells[place] = (datetime.fromisoformat(value) + timedelta(days=days)).isoformat(" ")[: len(value)]
    return changed(base, DefectKind.SHIFTED_DATES, f"{days} days", {name: cells})


WAYS: tuple[Way, ...] = (
    _missing,
    _disguised,
    _typo,
    _format,
    _units,
    _swap,
    _duplicates,
    _orphans,
    _outliers,
    _shifted,
)


def damages(random: Random, base: Base, ways: Sequence[Way] = WAYS) -> Iterator[Damage]:
    """The table damaged in every way that applies to it, one at a time."""
    for way in ways:
        if (damage := way(random, base)) is not None:
            yield damage
