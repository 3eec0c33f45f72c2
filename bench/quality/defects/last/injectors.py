"""Ways of the last set: written when the searches were done, judged once."""

from datetime import date, datetime, timedelta
from random import Random

from app.model.defects import DefectKind
from app.model.schema import DataType
from bench.quality.defects.injectors import Damage, Way, changed, names_of, on_cells
from bench.quality.defects.tables import DECIMAL, INTEGER, TEXT, Base, Cells

_DATES = (DataType.DATE, DataType.TIMESTAMP)
_RATES = (0.02, 0.04, 0.08)


def _full(base: Base, *kinds: DataType, least: int = 2) -> list[str]:
    return [
        n for n in names_of(base, *kinds) if None not in base.cells[n] and len(set(base.cells[n])) >= least
    ]


def _count(random: Random, base: Base, least: int = 2) -> int:
    return max(least, round(random.choice(_RATES) * base.rows))


def _nulls(random: Random, base: Base) -> Damage | None:
    name = random.choice(_full(base, *DataType))
    return on_cells(random, base, name, DefectKind.MISSING, "null", lambda _: None)


def _word(random: Random, base: Base) -> Damage | None:
    name = random.choice(_full(base, TEXT))
    word = random.choice(
        ["?", "n/a", "Unknown", "-", "NA", "undefined", "not specified", "none", "TBD", "NULL"]
    )
    return on_cells(random, base, name, DefectKind.DISGUISED_MISSING, f"word {word}", lambda _: word)


def _number_or_day(random: Random, base: Base) -> Damage | None:
    names = [n for n in _full(base, INTEGER, DECIMAL, *_DATES, least=10) if n not in base.parents]
    name = random.choice(names)
    if base.types[name] in _DATES:
        word = random.choice(["1970-01-01", "1900-01-01", "9999-12-31"]) + (
            " 00:00:00" if base.types[name] is DataType.TIMESTAMP else ""
        )
    else:
        numbers = [float(c) for c in base.cells[name] if c]
        word = (
            "0"
            if min(numbers) > 0.35 * max(numbers)
            else random.choice(["-1", "-999"])
            if random.random() < 0.5
            else "9" * (len(str(int(max(numbers)))) + 1)
        )
    return on_cells(random, base, name, DefectKind.DISGUISED_MISSING, f"value {word}", lambda _: word)


def _misspelt(random: Random, base: Base) -> Damage | None:
    names = [
        n
        for n in _full(base, TEXT)
        if len(set(base.cells[n])) <= 0.2 * base.rows
        and all(str(c).replace(" ", "").isalpha() and len(str(c)) > 3 for c in base.cells[n])
    ]
    if not names:
        return None

    def turn(value: str) -> str:
        i = random.randrange(1, len(value) - 1)
        way = random.randrange(3)
        return (
            value[:i] + value[i + 1 :]
            if way == 0
            else value[:i] + value[i] + value[i:]
            if way == 1
            else value[:i] + value[i + 1] + value[i] + value[i + 2 :]
        )

    return on_cells(random, base, random.choice(names), DefectKind.TYPO, "misspelt", turn)


def _dates_with_names(random: Random, base: Base) -> Damage | None:
    names = _full(base, DataType.DATE, least=5)
    if not names:
        return None
    name = random.choice(names)
    form = random.choice(["%d %b %Y", "%d/%m/%Y", "%Y%m%d", "%d.%m.%y"])
    as_text = Base(name=base.name, types={**base.types, name: TEXT}, cells=base.cells, key=base.key)
    return on_cells(
        random,
        as_text,
        name,
        DefectKind.FORMAT_MIX,
        f"dates {form}",
        lambda v: date.fromisoformat(v).strftime(form),
    )


def _written_otherwise(random: Random, base: Base) -> Damage | None:
    names = _full(base, TEXT)
    random.shuffle(names)
    for name in names:
        values = set(base.cells[name])
        first = str(base.cells[name][0])
        if first.startswith("+1-"):
            return on_cells(
                random, base, name, DefectKind.FORMAT_MIX, "phone", lambda v: v[3:].replace("-", ".")
            )
        if values in ({"yes", "no"}, {"Y", "N"}, {"true", "false"}):
            return on_cells(
                random,
                base,
                name,
                DefectKind.FORMAT_MIX,
                "truth",
                lambda v: "1" if v in {"yes", "Y", "true"} else "0",
            )
        if name == "room":
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, "code", lambda v: v.replace("-", " "))
        if name == "machine":
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, "code", lambda v: v.lower())
        if len(values) <= 8 and all(str(v).isalpha() and len(str(v)) > 3 for v in values):
            return on_cells(random, base, name, DefectKind.FORMAT_MIX, "capitals", lambda v: v.upper())
    return None


def _unit(random: Random, base: Base) -> Damage | None:
    if not base.scaled:
        return None
    name = random.choice(list(base.scaled))
    factor = random.choice(list(base.scaled[name]))

    def turn(value: str) -> str:
        number = float(value) * 1.8 + 32 if factor < 0 else float(value) * factor
        return (
            f"{number:.3f}"
            if factor < 1 and factor > 0
            else f"{number:.1f}"
            if base.types[name] is DECIMAL
            else str(round(number))
        )

    return on_cells(
        random, base, name, DefectKind.UNIT_MIX, f"factor {factor:g}", turn, least=max(5, base.rows // 20)
    )


def _swap(random: Random, base: Base) -> Damage | None:
    left, right = random.choice(list(base.pairs))
    a, b = list(base.cells[left]), list(base.cells[right])
    for place in random.sample(range(base.rows), _count(random, base, 3)):
        a[place], b[place] = b[place], a[place]
    return changed(base, DefectKind.SWAPPED_COLUMNS, "exchanged", {left: a, right: b})


def _copies(random: Random, base: Base) -> Damage | None:
    order = [*range(base.rows), *random.sample(range(base.rows), _count(random, base))]
    if random.random() < 0.5:
        random.shuffle(order)
    cells = {name: [values[p] for p in order] for name, values in base.cells.items()}
    made = Base(name=base.name, types=base.types, cells=cells, key="", parents=base.parents)
    return Damage(base=made, kind=DefectKind.DUPLICATE_ROWS, columns=(), way="copies")


def _orphans(random: Random, base: Base) -> Damage | None:
    if not base.parents:
        return None
    name = random.choice(list(base.parents))
    return on_cells(
        random, base, name, DefectKind.ORPHAN, "no such", lambda _: str(random.randint(1000, 9999))
    )


def _times_hundred(random: Random, base: Base) -> Damage | None:
    names = [n for n in _full(base, INTEGER, DECIMAL, least=15) if n not in base.parents]
    if not names:
        return None
    name = random.choice(names)
    top = max(abs(float(c)) for c in base.cells[name] if c)
    done = iter([random.uniform(4, 300) for _ in range(base.rows)])
    whole = base.types[name] is INTEGER
    cells: Cells = list(base.cells[name])
    for place in random.sample(range(base.rows), random.choice([1, 2, 3, _count(random, base)])):
        value = top * next(done)
        cells[place] = str(round(value)) if whole else f"{value:.2f}"
    return changed(base, DefectKind.OUTLIER, "beyond the largest", {name: cells})


def _block(random: Random, base: Base) -> Damage | None:
    names = [
        n
        for n in _full(base, *_DATES, least=8)
        if sum(str(a) <= str(b) for a, b in zip(base.cells[n], base.cells[n][1:], strict=False))
        > 0.7 * base.rows
    ]
    names = names or [n for pair in base.pairs for n in pair if base.types[n] in _DATES]
    if not names:
        return None
    name = random.choice(names)
    days = random.choice([-365, 365, -3653, 1461, -90])
    cells = list(base.cells[name])
    count = _count(random, base, 3)
    first = random.randrange(base.rows - count)
    for place in range(first, first + count):
        value = cells[place]
        if value is not None:
            cells[place] = (datetime.fromisoformat(value) + timedelta(days=days)).isoformat(" ")[: len(value)]
    return changed(base, DefectKind.SHIFTED_DATES, f"{days} days", {name: cells})


WAYS: tuple[Way, ...] = (
    _nulls,
    _word,
    _number_or_day,
    _misspelt,
    _dates_with_names,
    _written_otherwise,
    _unit,
    _swap,
    _copies,
    _orphans,
    _times_hundred,
    _block,
)
