"""Two units in one column: a small group of numbers that fits the others once it is multiplied by a known factor.

Numbers of one kind lie around one centre in the logarithm; the same kind in another unit is the same hump somewhere else,
at the logarithm of the factor. Factors are those of the SI prefixes and of the customary units (NIST SP 811, appendix B).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.telling import is_told_by_another

_ANY = {1000.0: "a thousand (milli, kilo)", 100.0: "a hundred (cent, centi)", 1e6: "a million"}
"""Slips of the prefix happen to every measure."""
_OF_MEASURES: tuple[tuple[frozenset[str], Mapping[float, str]], ...] = tuple(
    (frozenset(words.split()), factors)
    for words, factors in (
        (
            "length height width depth size cm mm m diameter radius thickness waist inch ft feet girth rainfall snow wingspan hoehe groesse laenge breite hauteur altura",
            {2.54: "inch to centimetre", 25.4: "inch to millimetre", 3.28084: "metre to foot", 30.48: "foot to centimetre", 12.0: "foot to inch", 39.3701: "metre to inch", 10.0: "centimetre to millimetre"},
        ),
        ("distance km miles mileage odometer altitude elevation speed kmh mph range", {1.609344: "mile to kilometre", 1609.344: "mile to metre", 3.28084: "metre to foot", 3.6: "metre a second to kilometre an hour"}),
        ("area sqm sqft surface floor m2 flaeche", {10.7639: "square metre to square foot"}),
        ("weight mass kg g gram grams lb lbs load net gross tare gewicht poids peso dose dosage mg payload", {2.20462: "kilogram to pound", 453.592: "pound to gram", 28.3495: "ounce to gram", 16.0: "pound to ounce"}),
        (
            "duration minutes minute seconds hours hour time elapsed runtime age days sec min latency delay tenure uptime period months years dauer worked wait",
            {60.0: "sixty (second, minute, hour)", 3600.0: "hour to second", 24.0: "day to hour", 1440.0: "day to minute", 86400.0: "day to second", 12.0: "year to month", 7.0: "week to day", 365.25: "year to day", 30.4369: "month to day"},
        ),
        ("salary wage pay income rent fee premium gehalt salaire compensation earnings", {12.0: "year to month", 52.1775: "year to week", 2080.0: "year to hour"}),
        ("energy calories kcal kj joule consumption kwh", {4.184: "calorie to joule", 3.6: "kilowatt-hour to megajoule"}),
        ("volume ml l liters litres gallons fuel capacity tank", {3.78541: "gallon to litre", 10.0: "centilitre to millilitre", 29.5735: "fluid ounce to millilitre"}),
        ("glucose sugar", {18.018: "mmol/l to mg/dl"}),
        ("cholesterol hdl ldl", {38.67: "mmol/l to mg/dl"}),
        ("creatinine", {88.42: "mg/dl to umol/l"}),
        ("haemoglobin hemoglobin hb albumin protein", {10.0: "g/dl to g/l"}),
        ("bytes memory disk storage file ram kb mb gb", {1024.0: "binary kilo", 1048576.0: "binary mega"}),
        ("pressure psi bar kpa hpa", {6.89476: "psi to kilopascal", 14.5038: "bar to psi", 33.8639: "inch of mercury to hectopascal", 7.50062: "kilopascal to millimetre of mercury", 10.0: "kilopascal to hectopascal"}),
    )
)  # fmt: skip
_MONEY = frozenset(
    {"price", "amount", "total", "cost", "value", "sum", "budget", "revenue", "balance", "eur", "usd", "gbp", "chf", "cents", "preis", "betrag", "prix", "montant", "precio", "importe", "valor", "prezzo", "importo", "prijs", "bedrag", "pris"}
)  # fmt: skip
_MOST_COUNTED, _MOST_COUNTED_SHARE = 1000.0, 0.6
"""So many things of a row are counted at most, in most of the rows: persons, goals, pages, nights."""
_LEAST_FAHRENHEIT = 35.0
"""What the warmer group is about at least: 2 degrees Celsius, below which cold days look like another scale."""
_TEMPERATURES = frozenset({"temperature", "temp", "celsius", "fahrenheit", "temperatur", "dewpoint"})
_MOST_SHARE, _FEWEST, _FEWEST_OTHERS = 0.4, 2, 10
_GAP_TIMES = 1.6
_MOST_ERROR = 0.3
_EXACT = 0.015
_ENOUGH = 4
_POSITIVE = 0.98
_REACH = 1.5
"""Times as far from the middle as the last of the rest on that side: left tails of logarithms are long."""
_UNLIKE, _ALIKE, _WIDE = 0.4, 1.6, 0.8
_APART = 4.0
"""Spreads between two humps that are seen as two."""
_REPEATED, _SAME, _NEARLY_ALL, _FEWEST_LANDED = 0.5, 0.005, 0.8, 5
"""Of values that repeat, to how much of itself one is met again, and how many of the group at least."""
_BESIDE, _TIMES_CHANCE = (-0.031, -0.017, 0.017, 0.031), 1.5
"""Factors a little off, by which none should land: among whole numbers that lie close all do."""
_SMALL_FACTOR, _LEFT_TAIL = 10.0, 4.5
"""Below the rest by a small factor, and by so many standard deviations, they may be the left tail of even or normal numbers."""
_RARE_SHARE = 0.01
"""Fewer rows than that near the others may be anything."""
_NARROW = 0.35
"""Spread in the logarithm up to which a hump is narrow for its place: one in 1.4 times more or less."""
_SUFFIXED = re.compile(r"([+-]?\d[\d.,]*)\s*([^\W\d_]{1,7}|[°µ]\s?[A-Za-z]|%|\"|')\.?")
_DIMENSIONS = tuple(
    frozenset(group.split())
    for group in (
        "kg g mg t lb lbs oz gram grams kilo kilogram pound pounds st µg", "m cm mm km in inch inches ft feet mi mile miles yd \" '", "l ml cl dl gal gallon pint litre liter hl",
        "s sec min h hr hrs hour hours ms d day days wk week weeks month months yr minutes seconds", "°c °f c f k", "eur usd gbp chf ct cent cents", "b kb mb gb tb kib mib gib",
        "kwh wh mwh j kj mj cal kcal", "kmh mph kn km", "w kw mw", "pa kpa bar mbar psi hpa", "hz khz mhz ghz", "v mv kv", "a ma",
    )
)  # fmt: skip
_UNITS = frozenset(unit for group in _DIMENSIONS for unit in group if len(unit) > 1) - {
    "min",
    "in",
    "st",
    "ct",
}
"""As they stand in names; those left out are other words more often."""


def unit_mix(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with values in two units."""
    for column in look:
        if known.has(DefectKind.UNIT_MIX, column.name):
            continue
        if column.is_text and column.numbers is None:
            yield from _by_suffix(look, column)
        elif (
            (numbers := column.numbers) is not None
            and not column.is_named_as_key
            and not column.is_key
            and not column.refers
            and column.days is None
            and len(column.values) > _FEWEST_OTHERS
        ):
            yield from _by_factor(look, column, numbers, known.rows(column.name))


def factor_near(column: ColumnLook, offset: float) -> bool:
    """Whether a difference of logarithms is that of a factor between units of what the column measures."""
    return any(abs(abs(offset) - log(factor)) < _EXACT for factor in factors_of(column))


def _by_suffix(look: TableLook, column: ColumnLook) -> Iterator[Sighting]:
    units: dict[str, str] = {
        text: match[2].replace(" ", "").lower()
        for text in column.texts
        if (match := _SUFFIXED.fullmatch(text))
    }
    if not units or sum(column.texts[t] for t in units) < 0.5 * column.filled:
        return
    counts = Counter[str]()
    for text, unit in units.items():
        counts[unit] += column.texts[text]
    (main, most), *others = counts.most_common()
    same = next((group for group in _DIMENSIONS if main in group), None)
    if same is None:
        return
    minority = {unit for unit, _ in others if unit in same}
    bare = {t for t in column.texts if t not in units and t.replace(".", "").replace(",", "").isdigit()}
    rows = frozenset(column.rows_of({t for t, unit in units.items() if unit in minority} | bare))
    if rows and most >= 0.5 * column.filled:
        yield Sighting(
            kind=DefectKind.UNIT_MIX, columns=(column.name,), rows=rows, confidence=0.85 if minority else 0.65,
            reasons=("numbers carry units of one dimension, but not the same",), examples=examples_of(look, column.name, sorted(rows)),
        )  # fmt: skip


def _by_factor(
    look: TableLook, column: ColumnLook, numbers: Floats, explained: frozenset[int]
) -> Iterator[Sighting]:
    usable = np.isfinite(numbers) & (numbers > 0)
    if explained:
        usable[list(explained)] = False
    places = np.flatnonzero(usable)
    if _counts_things(column, numbers):
        return
    if not _TEMPERATURES.isdisjoint(column.words):
        yield from _by_warmth(look, column, numbers)
        return
    if len(places) < _FEWEST_OTHERS + _FEWEST or usable.sum() < _POSITIVE * np.isfinite(numbers).sum():
        return
    values = numbers[places]
    logs = np.log(values)
    factors = factors_of(column)
    best: tuple[float, str, Floats] | None = None
    for group in (*_groups(logs), *_humps(logs, factors)):
        fit = _fit(logs, group, factors)
        if fit and (best is None or fit[0] > best[0]):
            best = (*fit, group)
    if best is not None:
        confidence, factor, group = best
        rows = frozenset(places[group.astype(bool)].tolist())
        if factor not in _ANY.values() and is_told_by_another(look, column, rows):
            return  # another kind of thing: a short film is no long one in other units
        yield Sighting(
            kind=DefectKind.UNIT_MIX, columns=(column.name,), rows=rows, confidence=confidence,
            reasons=(f"a group of numbers stands apart and fits the others by {factor}",), examples=examples_of(look, column.name, sorted(rows)),
        )  # fmt: skip


def _by_warmth(look: TableLook, column: ColumnLook, numbers: Floats) -> Iterator[Sighting]:
    """Degrees know no factor: groups parted by a gap, or by nothing but being warmer than the air can be."""
    places = np.flatnonzero(np.isfinite(numbers))
    values = numbers[places]
    for group in _groups(values) if len(values) >= _FEWEST_OTHERS + _FEWEST else ():
        inside = group.astype(bool)
        found = _temperature(values[inside], values[~inside])
        if found is not None:
            rows = places[inside].tolist()
            yield Sighting(
                kind=DefectKind.UNIT_MIX, columns=(column.name,), rows=frozenset(rows), confidence=found[0],
                reasons=(f"a group of numbers stands apart and fits the others by {found[1]}",), examples=examples_of(look, column.name, rows),
            )  # fmt: skip
            return


def _groups(logs: Floats) -> Iterator[Floats]:
    """Groups at either end that a gap parts from the rest, as masks: cut at the widest gaps."""
    order = np.sort(logs)
    n = len(order)
    most = int(_MOST_SHARE * n)
    steps = np.diff(order)
    for start, stop in ((0, most), (n - 1 - most, n - 1)):
        window = steps[start:stop]
        if not len(window):
            continue
        for place in np.argsort(window)[::-1][:2].tolist():
            cut = order[start + place] + window[place] / 2
            yield (logs < cut if start == 0 else logs > cut).astype(np.float64)


def factors_of(column: ColumnLook) -> Mapping[float, str]:
    """The factors that make sense for what the name says is measured: the unit it names, or else the measure."""
    found = dict(_ANY)
    unit = _UNITS.intersection(column.words)
    for words, factors in _OF_MEASURES:
        if not words.isdisjoint(unit or column.words):
            found |= factors
    return found


def _counts_things(column: ColumnLook, numbers: Floats) -> bool:
    """Small whole numbers of nothing that is measured: they have no unit, and a slip of the point is no other one."""
    is_measured = factors_of(column) != _ANY or not (_UNITS | _MONEY).isdisjoint(column.words)
    if is_measured:
        return False
    known = numbers[np.isfinite(numbers)]
    return (
        bool(np.all(known == np.round(known)))
        and float(np.quantile(known, _MOST_COUNTED_SHARE)) < _MOST_COUNTED
    )


def _fit(logs: Floats, mask: Floats, factors: Mapping[float, str]) -> tuple[float, str] | None:
    """How well the group fits the rest by some factor: confidence and the factor's name."""
    inside = mask.astype(bool)
    few, rest = logs[inside], logs[~inside]
    if len(few) < _FEWEST or len(rest) < _FEWEST_OTHERS or spread_of(rest) == 0:
        return None
    spread, offset = spread_of(rest), float(np.median(few) - np.median(rest))
    if not (_is_parted(few, rest, offset) or _has_valley(few, rest, offset)) or _is_left_tail(
        few, rest, offset
    ):
        return None
    error = 2.2 * spread * (1 / np.sqrt(len(few)) + 1 / np.sqrt(len(rest)))
    found = _nearest(abs(offset), min(max(error, 0.02), max(_MOST_ERROR, 0.07 * abs(offset))), factors)
    if found is None or not _is_alike(few, rest, offset):
        found = _landing(few, rest, factors, offset)
    if found is None:
        return None
    factor, name = found
    is_unsure = spread > _NARROW and len(few) < _ENOUGH and factor not in {1000.0, 1e6}
    is_rare = factor < _SMALL_FACTOR and len(few) < _RARE_SHARE * len(logs)
    if is_unsure or is_rare or len(few) < 3 or (spread > _WIDE and len(few) < 2 * _ENOUGH):
        return 0.45, name  # two slips of the point, or any values at all in a column that wide
    return (0.85 if len(few) >= _ENOUGH else 0.65), name


def _is_parted(few: Floats, rest: Floats, offset: float) -> bool:
    """Whether the gap is wide for this distribution: against its spread, its reach and the gaps inside it."""
    gap = float(few.min() - rest.max()) if offset > 0 else float(rest.min() - few.max())
    centre = float(np.median(rest))
    reach = float(rest.max()) - centre if offset > 0 else centre - float(rest.min())
    inner = np.sort(np.diff(np.sort(rest)))
    usual = float(inner[-min(3, len(inner))])
    widest = max(0.8 * spread_of(rest), _GAP_TIMES * usual, 0.12 * float(rest.max() - rest.min()))
    return gap > widest and abs(offset) > _REACH * reach


def _is_left_tail(few: Floats, rest: Floats, offset: float) -> bool:
    """Whether the few are near the rest in plain numbers: logarithms stretch what is below the middle."""
    if not -log(_SMALL_FACTOR) < offset < 0:
        return False
    numbers = np.exp(rest)
    return float(np.median(numbers) - np.exp(np.median(few))) < _LEFT_TAIL * spread_of(numbers)


def _is_alike(few: Floats, rest: Floats, offset: float) -> bool:
    """Whether the group is spread as the rest is; another unit may round a narrow one away."""
    spread = spread_of(rest)
    is_rounded = abs(offset) > 2 and spread < 0.1
    spans = float(few.max() - few.min()) / (spread * _expected_range(len(few)))
    if spans > _ALIKE or spread_of(few) > 1.8 * spread + 0.02:
        return False
    return is_rounded or (
        len(np.unique(few)) >= 0.6 * len(few) and (spans >= _UNLIKE or len(few) < 2 * _ENOUGH)
    )


def _landing(
    few: Floats, rest: Floats, factors: Mapping[float, str], offset: float
) -> tuple[float, str] | None:
    """The factor by which the group are values of the rest: prices of a list, shares of a few totals."""
    known = np.unique(rest)
    if len(np.unique(few)) < _FEWEST_LANDED or len(known) > _REPEATED * len(rest):
        return None
    for factor, name in factors.items():
        turned: Floats = few - (log(factor) if offset > 0 else -log(factor))
        by_chance = max(_landed(turned + moved, known) for moved in _BESIDE)
        if _landed(turned, known) >= max(_NEARLY_ALL, _TIMES_CHANCE * by_chance):
            return factor, name
    return None


def _landed(values: Floats, known: Floats) -> float:
    """Share of the values that are among the known ones, which are in order."""
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    nearest = np.minimum(np.abs(known[places] - values), np.abs(known[places - 1] - values))
    return float((nearest < _SAME).mean())


def _expected_range(count: int) -> float:
    """Of that many draws from a normal distribution, in standard deviations (Tippett, Biometrika 17, 1925; to 3 %)."""
    return 3.0 * float(np.log10(count)) + 0.25 if count > 1 else 1.0


def _humps(logs: Floats, factors: Mapping[float, str]) -> Iterator[Floats]:
    """Groups that only a valley parts from the rest: cut half way to where each factor would put the middle."""
    centre = float(np.median(logs))
    spread = spread_of(logs)
    for factor in factors:
        if log(factor) < _APART * spread:
            continue
        for sign in (1.0, -1.0):
            cut = centre + sign * log(factor) / 2
            group = logs > cut if sign > 0 else logs < cut
            if _ENOUGH <= group.sum() <= _MOST_SHARE * len(logs):
                yield group.astype(np.float64)


def _has_valley(few: Floats, rest: Floats, offset: float) -> bool:
    """Whether hardly a value lies around the cut, against the middle of the few."""
    if len(few) < 2 * _ENOUGH or abs(offset) < _APART * spread_of(rest):
        return False
    every, cut, width = np.concatenate((few, rest)), float(np.median(rest)) + offset / 2, abs(offset) / 10
    around, middle = float(np.median(few)), int((np.abs(few - np.median(few)) <= width).sum())
    return bool((np.abs(every - cut) <= width).sum() <= 0.25 * middle) and around != cut


def spread_of(logs: Floats) -> float:
    """The width of the middle half as the standard deviation of a normal distribution has it."""
    low, high = np.quantile(logs, [0.25, 0.75])
    return float(high - low) / 1.349


def _nearest(offset: float, error: float, factors: Mapping[float, str]) -> tuple[float, str] | None:
    """The factor nearest to the offset; of several within the error the powers of ten are the likeliest."""
    fitting = {factor: abs(offset - log(factor)) for factor in factors if abs(offset - log(factor)) <= error}
    if not fitting:
        return None
    chosen = next(
        (factor for factor in _ANY if factor in fitting), min(fitting, key=lambda factor: fitting[factor])
    )
    return chosen, factors[chosen]


def _temperature(few: Floats, rest: Floats) -> tuple[float, str] | None:
    """Celsius among Fahrenheit or the reverse: x * 1.8 + 32, the one conversion in use that is no mere factor."""
    if len(few) < 3 or len(rest) < _FEWEST_OTHERS:
        return None
    if float(np.median(max(few, rest, key=np.median))) < _LEAST_FAHRENHEIT:
        return None  # winter
    spread = max(spread_of(rest), 0.3)
    for turned in (few * 1.8 + 32, (few - 32) / 1.8):
        away = abs(float(np.median(turned) - np.median(rest)))
        apart = abs(float(np.median(few) - np.median(rest)))
        fits = away <= spread * (1.5 / np.sqrt(len(few)) + 0.3) and away < 0.25 * apart
        if fits and float(turned.max() - turned.min()) <= _ALIKE * spread * _expected_range(len(few)):
            return 0.75, "the conversion between Celsius and Fahrenheit"
    return None
