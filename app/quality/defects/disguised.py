"""Values that stand for "no value": words, runs of one character, numbers and days nobody measures, one value too often.

After Qahtan, Elmagarmid, Castro Fernandez, Ouzzani and Tang, "FAHES: a robust disguised missing values detector" (KDD
2018): a disguise repeats, and lies apart from what the column is otherwise like.
"""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from app.detection.gazetteers.terms import lists_of
from app.model.defects import DefectKind
from app.quality.defects.days import day_of
from app.quality.defects.looking import ColumnLook, Floats, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_SURE = frozenset(
    "n/a #n/a n.a. n.a n\\a na/na <na> (null) null <null> [null] none nil nan #null! #value! #ref! undefined - -- --- ---- ? ?? ??? . .. ... "
    "tbd tba t.b.d. xxx xxxx xxxxx not available notavailable not applicable not provided not specified not given not known "
    "no data no value nodata missing blank empty leer keine angabe k.a. k. a. unbekannt nicht bekannt inconnu non renseigné "
    "desconocido sin dato sin datos s/d sconosciuto onbekend okänd ukjent ukendt nieznany neznámý неизвестно bilinmiyor "
    "desconhecido não informado nao informado asdf asdfg asdfgh qwerty dummy foobar lorem ipsum "
    "john doe jane doe test test test testtest".split(" ")
) | frozenset(
    {"not available", "not applicable", "not provided", "not specified", "not given", "not known", "no data", "no value",
     "keine angabe", "k. a.", "nicht bekannt", "non renseigné", "sin dato", "sin datos", "não informado", "nao informado",
     "john doe", "jane doe", "lorem ipsum", "test test", "to be determined", "to be defined"}
)  # fmt: skip
_SINGLE_WORDS_OF_PHRASES = frozenset({"not", "no", "test", "john", "jane", "doe", "k.", "a.", "sin", "não", "nao", "keine", "nicht", "non", "applicable", "available", "provided", "specified", "given", "known", "data", "value", "informado", "renseigné", "dato", "datos", "bekannt", "angabe"})
_WORDS = _SURE - _SINGLE_WORDS_OF_PHRASES
_DOUBTFUL = frozenset({"unknown", "other", "na", "x", "xx", "test", "default", "sample", "example", "0", "00", "000", "-1", "99", "999", "9999", "no", "void", "invalid", "unspecified"})
_CAN_BE_A_CATEGORY = frozenset({"none", "null", "nil", "unknown", "empty", "blank", "missing", "undefined", "not applicable", "unspecified"})
_UNCOUNTED = frozenset({"other", "no", "0", "x"})
_RUN = re.compile(r"(.)\1{2,}")
_FILLER = re.compile(r"(?:0{3,}|9{3,}|x{3,}|X{3,}|1234567\d*|0?123456789\d?|(\d)\1{4,})")
_MAIL = re.compile(r"(?:test|none|noemail|no|na|n/a|null|unknown|nobody|noreply|no-reply|nomail|abc|a|x|xxx|asdf|email|user)@(?:test|none|noemail|example|na|null|unknown|nomail|nowhere|abc|a|b|x|xxx|asdf|email|domain|no)\.\w+", re.I)
_SENTINELS = frozenset(
    float(n) for n in (-1, -9, -99, -999, -9999, -99999, -999999, 99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999,
    9999999999, 99.9, 999.9, 99.99, 999.99, 9999.99, 99999.99, 999999.99, 111, 1111, 11111, 111111, 12345, 123456, 1234567, 12345678,
    123456789, -111, -888, 888, 8888, 88888, 32767, -32768, 65535, 2147483647, -2147483648, 4294967295, 9223372036854775807, 0, -77, -88, 77777, 55555)
)  # fmt: skip
_NO_DAYS = ("0001-01-01", "1111-11-11", "1582-10-14", "1601-01-01", "1753-01-01", "1800-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1900-01-02",
            "1901-01-01", "1904-01-01", "1910-01-01", "1911-11-11", "1950-01-01", "1970-01-01", "1970-01-02", "1980-01-01", "1990-01-01", "1999-12-31", "2000-01-01", "2038-01-19", "2050-12-31", "2079-06-06",
            "2099-01-01", "2099-12-31", "2100-01-01", "2199-12-31", "2222-02-22", "2262-04-11", "2999-01-01", "2999-12-31", "3000-01-01", "3000-12-31", "8888-08-08", "9998-12-31", "9999-01-01",
            "9999-12-30", "9999-12-31")  # fmt: skip
_OPEN_END = frozenset({"end", "until", "to", "expires", "expiry", "expiration", "thru", "through", "bis", "fin", "valid", "eff"})
_IMPOSSIBLE_DAY = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?: .*)?")
_MOST_SHARE = 0.5
_FAR_TIMES, _SPIKE_TIMES, _SPIKE_LEAST = 0.5, 5, 4
_POSITIVE_FLOOR = 0.25


def disguised_missing(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns some of whose cells only look filled."""
    for column in look:
        if column.filled < 5 or column.column.data_type == "boolean":
            continue
        found = _disguises(look, column)
        rows = frozenset(column.rows_of(found))
        if rows and len(rows) <= _MOST_SHARE * column.filled:
            confidence = max(c for c, _ in found.values())
            reasons = tuple(dict.fromkeys(reason for _, reason in found.values()))
            yield Sighting(
                kind=DefectKind.DISGUISED_MISSING, columns=(column.name,), rows=rows, confidence=confidence,
                reasons=reasons, examples=examples_of(look, column.name, sorted(rows)),
            )  # fmt: skip


def _disguises(look: TableLook, column: ColumnLook) -> dict[str, tuple[float, str]]:
    """Per disguise its confidence and reason."""
    found = {text: why for text in column.texts if (why := _as_word(column, text))}
    numbers, days = column.numbers, column.days
    if days is not None:
        found |= _of_days(column, days)
    elif numbers is not None and not column.is_key:
        found |= _of_numbers(column, numbers)
    elif column.is_text:
        found |= _fillers(column) | _spikes(column)
    return found


def _as_word(column: ColumnLook, text: str) -> tuple[float, str] | None:
    if len(text) > 20:
        return None
    word = text.lower()
    if _IMPOSSIBLE_DAY.fullmatch(text):
        return 0.95, "a date of zeros stands for none"
    if word not in _WORDS and word not in _DOUBTFUL:
        return None
    reason = "words stand for no value"
    if not column.is_text:
        return None
    is_strange = column.numbers is not None or column.days is not None
    if is_strange and word in _WORDS | {"unknown", "na", "x", "xx", "test"}:
        return 0.95, reason
    if word in _UNCOUNTED or word.lstrip("-").isdigit():
        return None
    if word == "na" and (column.is_called("country", "iso", "code", "region", "continent", "state") or max(map(len, column.texts)) <= 3):
        return None
    if column.is_category and word in _CAN_BE_A_CATEGORY:
        return _as_category(column, text, word)
    if word in {"test", "default", "sample", "example", "void", "invalid"}:
        return (0.6, reason) if not column.is_category and not column.is_prose else None
    if word in {"x", "xx"}:
        return (0.6, reason) if min(map(len, (t for t in column.texts if t != text)), default=0) > 2 else None
    if word in {"-", "?", ".", "..", "--"} and sum(len(t) <= 2 for t in column.texts) > 0.5 * len(column.texts):
        return (0.55, reason)
    return (0.8 if word in {"unknown", "unspecified"} else 0.92), reason


def _as_category(column: ColumnLook, text: str, word: str) -> tuple[float, str] | None:
    """Among few values such a word may be meant: "none" of discounts, "unknown" of genders."""
    if word in {"null", "nil", "undefined", "missing", "blank"}:
        return 0.8, "words stand for no value"
    is_rare = column.texts[text] <= 0.12 * column.filled
    if any("unstated" in lists_of(other) for other in column.texts if other != text) or (word in {"none", "empty", "not applicable"} and not is_rare):
        return 0.45, "a word that can stand for no value, or be one of the values"
    style = [other for other in column.texts if other != text]
    unlike = sum(other.islower() == text.islower() and other.isupper() == text.isupper() for other in style) < 0.5 * len(style)
    return (0.7 if unlike or is_rare else 0.45) if word != "none" else 0.55, "a word that can stand for no value, or be one of the values"


def _fillers(column: ColumnLook) -> dict[str, tuple[float, str]]:
    """Runs of one character and keys in a row, in columns whose other values are none."""
    found = [t for t in column.texts if (_FILLER.fullmatch("".join(filter(str.isalnum, t))) and len(t) >= 3) or _MAIL.fullmatch(t) or (len(t) >= 3 and len(set(t.lower())) == 1)]
    if not found or len(found) > 0.2 * len(column.texts) or column.is_prose:
        return {}
    roman = {t for t in found if set(t.upper()) <= set("IVXM") and len(t) <= 3}
    if column.is_named_as_key or column.words[-1:] == ("code",):
        found = [t for t in found if column.texts[t] > 1]
    return {t: (0.8 if column.texts[t] > 1 or not t[0].isdigit() else 0.62, "one character over and over, or keys in a row, in place of a value") for t in found if t not in roman}


def _spikes(column: ColumnLook) -> dict[str, tuple[float, str]]:
    """One value again and again in a column whose other values hardly repeat."""
    counts = Counter(column.texts)
    if column.is_category or len(counts) < 20 or column.is_prose:
        return {}
    (value, most), (_, second) = counts.most_common(2)
    rest = column.filled - most
    nearly_unique = (len(counts) - 1) / rest >= 0.95
    if nearly_unique and most >= max(_SPIKE_LEAST, _SPIKE_TIMES * (second - 1), 0.01 * column.filled) and most <= 0.2 * column.filled:
        return {value: (0.6, "one value comes again and again where the others are all different")}
    return {}


def _of_numbers(column: ColumnLook, numbers: Floats) -> dict[str, tuple[float, str]]:
    known = numbers[np.isfinite(numbers)]
    values, counts = np.unique(known, return_counts=True)
    found: dict[float, tuple[float, str]] = {}
    for value, count in zip(values.tolist(), counts.tolist(), strict=True):
        if value in _SENTINELS and (why := _sentinel(column, value, count, known)):
            found[value] = why
    if not found:
        return {}
    return {text: found[number] for text in column.texts if (number := _as_float(text)) in found}


def _sentinel(column: ColumnLook, value: float, count: int, known: Floats) -> tuple[float, str] | None:
    rest = known[(known != value) & ~np.isin(known, [s for s in _SENTINELS if s != 0])]
    if len(rest) < 8:
        return None
    low, q1, middle, q3, high = np.quantile(rest, [0.0, 0.25, 0.5, 0.75, 1.0]).tolist()
    if value == 0:
        return _zero(column, count, rest)
    if value < 0 <= low:
        return (0.85 if count > 1 or value < -1 else 0.6), "a negative number where all others are not"
    width = max(q3 - q1, (high - low) * 0.1, 1e-9)
    away = max(value - high, low - value)
    is_scaled = value > 0 and low > 0 and value > 3 * high
    if away > _FAR_TIMES * width and (away > 0.5 * (high - low) or (count > 1 and away > 0.2 * (high - low)) or is_scaled):
        return (0.85 if count > 1 else 0.65), "a number of one digit over and over, or a limit of its type, far from all others"
    _, counts = np.unique(rest, return_counts=True)
    is_odd = value < q1 or value > q3
    if is_odd and len(counts) > 20 and count >= max(_SPIKE_LEAST, _SPIKE_TIMES * counts.max(), 0.004 * len(known)):
        return 0.7, "a number of one digit over and over comes far more often than any other"
    return None


def _zero(column: ColumnLook, count: int, rest: Floats) -> tuple[float, str] | None:
    """Zero is a disguise where everything else is far above it: heights, years, temperatures of a body."""
    low, middle = np.quantile(rest, [0.01, 0.5]).tolist()
    if rest.min() <= 0 or low < _POSITIVE_FLOOR * middle or column.is_category:
        return None
    if len(np.unique(rest)) < 8 or count > 0.3 * (len(rest) + count):
        return None
    return (0.75 if count > 1 else 0.6), "zero where all others are far above it"


def _of_days(column: ColumnLook, days: Floats) -> dict[str, tuple[float, str]]:
    known = days[np.isfinite(days)]
    found: dict[str, tuple[float, str]] = {}
    sentinels = {day_of(day, day_first=True) for day in _NO_DAYS}
    whole = np.floor(known)
    rest = whole[~np.isin(whole, list(sentinels))]
    if len(rest) < 5:
        return {}
    low, q1, q3, high = np.quantile(rest, [0.0, 0.25, 0.75, 1.0]).tolist()
    _, counts = np.unique(rest, return_counts=True)
    for day in sentinels & set(whole.tolist()):
        count = int((whole == day).sum())
        away = max(day - high, low - day)
        is_far = away > max(0.5 * (high - low), 365)
        is_spike = count >= max(_SPIKE_LEAST, _SPIKE_TIMES * counts.max())
        if is_far or (away > 0 and count > 1 and away > 0.15 * (high - low)) or is_spike:
            open_end = day > q3 and not _OPEN_END.isdisjoint(column.words)
            confidence = 0.4 if open_end else (0.9 if count > 1 or is_far else 0.6)
            found |= dict.fromkeys(_texts_of(column, days, day), (confidence, "a day that forms, servers and spreadsheets put where none is known"))
    return found


def _texts_of(column: ColumnLook, days: Floats, day: float) -> list[str]:
    rows = np.flatnonzero(np.floor(days) == day).tolist()
    return list(dict.fromkeys((column.cells[row] or "").strip() for row in rows))


def _as_float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
