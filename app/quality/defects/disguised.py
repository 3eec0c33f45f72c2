"""Values that stand for "no value": words, runs of one character, numbers and days nobody measures, one value too often.

After Qahtan, Elmagarmid, Castro Fernandez, Ouzzani and Tang, "FAHES: a robust disguised missing values detector" (KDD
2018): a disguise repeats, and lies apart from what the column is otherwise like.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import numpy as np

from app.detection.gazetteers.terms import lists_of
from app.model.defects import DefectKind
from app.quality.defects.days import day_of
from app.quality.defects.looking import ColumnLook, Floats, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.telling import is_told_by_another

_TERMS = tomllib.loads(files("app.quality.defects").joinpath("disguises.toml").read_text("utf-8"))
_WORDS, _DOUBTFUL, _CATEGORIES, _OPEN_ENDS = (
    frozenset(_TERMS[name]) for name in ("words", "doubtful", "categories", "open_ends")
)
_SENTINELS: frozenset[float] = frozenset(_TERMS["numbers"])
_NO_DAYS = frozenset(day_of(day, day_first=True) for day in _TERMS["days"])
_ANY_WORDS = _WORDS | _DOUBTFUL
_UNCOUNTED = frozenset({"other", "no", "0", "x"})
_FILLER = re.compile(r"(?:0{3,}|9{3,}|x{3,}|X{3,}|1234567\d*|0?123456789\d?|(\d)\1{4,})")
_MAIL = re.compile(
    r"(?:test|none|noemail|no|na|n/a|null|unknown|nobody|noreply|no-reply|nomail|abc|a|x|xxx|asdf|email|user)@(?:test|none|noemail|example|na|null|unknown|nomail|nowhere|abc|a|b|x|xxx|asdf|email|domain|no)\.\w+",
    re.IGNORECASE,
)
_IMPOSSIBLE_DAY = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?: .*)?")
_WRITTEN_BY_TESTERS = frozenset({"test", "default", "sample", "example", "void", "invalid"})
_WORDS_REASON = "words stand for no value"
_LONGEST_WORD = 24
_LUCK = 0.05
"""Runs of one digit to be expected in a column of codes drawn at random, from which one of them is no surprise."""
_TRUTHS = frozenset({"y", "n", "yes", "no", "t", "f"})
_ZERO = "zero where all others are far above it"
_FAR_OFF = "a number of one digit over and over, or a limit of its type, far from all others"
_SPIKE = "one value comes again and again where the others are all different"
_MOST_SHARE = 0.5
_FAR_TIMES, _SPIKE_TIMES, _SPIKE_LEAST = 0.5, 5, 4
_POSITIVE_FLOOR, _COUNTED = 0.25, 8.0
"""Of few things none is a number, too."""
_MOST_ZEROS = 0.12
"""More are how the column is meant: no parts were needed, nothing fell."""
_LONG_TAIL = 0.25
"""Of the way from the lower quartile to the end, as the width of the middle half: 0.67 for even numbers, 0.35 for 1,000 normal ones."""


def disguised_missing(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns some of whose cells only look filled."""
    for column in look:
        if column.filled < 5 or column.column.data_type == "boolean":
            continue
        found = {
            text: why
            for text, why in _disguises(column).items()
            if not (
                _is_at_home(look, column, text) if why[1] == _SPIKE else _is_meant(look, column, text, why[1])
            )
        }
        rows = frozenset(column.rows_of(found))
        if rows and len(rows) <= _MOST_SHARE * column.filled:
            confidence = max(c for c, _ in found.values())
            reasons = tuple(dict.fromkeys(reason for _, reason in found.values()))
            yield Sighting(
                kind=DefectKind.DISGUISED_MISSING, columns=(column.name,), rows=rows, confidence=confidence,
                reasons=reasons, examples=examples_of(look, column.name, sorted(rows)),
            )  # fmt: skip


def _is_at_home(look: TableLook, column: ColumnLook, text: str) -> bool:
    """Whether the value is more frequent in another column: it strayed in from there."""
    return any(other.texts.get(text, 0) > column.texts[text] for other in look if other is not column)


def _is_meant(look: TableLook, column: ColumnLook, text: str, reason: str) -> bool:
    """Whether another column tells which rows are zero: what is sold as a file weighs nothing."""
    return reason == _ZERO and is_told_by_another(look, column, column.rows_of({text}))


def _disguises(column: ColumnLook) -> dict[str, tuple[float, str]]:
    """Per disguise its confidence and reason."""
    found = {text: why for text in column.texts if _may_be_a_word(text) and (why := _as_word(column, text))}
    numbers, days = column.numbers, column.days
    if days is not None:
        found |= _of_days(column, days)
    elif numbers is not None and not column.is_key:
        found |= _of_numbers(column, numbers)
    elif column.is_text:
        found |= _fillers(column) | _spikes(column)
    return found


def _may_be_a_word(text: str) -> bool:
    """Cheap, for every value of every column."""
    return len(text) <= _LONGEST_WORD and (text.lower() in _ANY_WORDS or text[0] == "0")


def _as_word(column: ColumnLook, text: str) -> tuple[float, str] | None:
    word = text.lower()
    if _IMPOSSIBLE_DAY.fullmatch(text):
        return 0.95, "a date of zeros stands for none"
    if not column.may_hold_text or (word not in _WORDS and word not in _DOUBTFUL):
        return None
    if (column.numbers is not None or column.days is not None) and (word in _WORDS or word.isalpha()):
        return 0.95, _WORDS_REASON
    if column.is_category and word in _CATEGORIES:
        return _as_category(column, text, word)
    confidence = _word_confidence(column, text, word)
    return (confidence, _WORDS_REASON) if confidence else None


def _word_confidence(column: ColumnLook, text: str, word: str) -> float | None:
    """How sure it is that the word stands for no value, beside the other values of the column."""
    others = [other for other in column.texts if other != text]
    if word in _UNCOUNTED or word.lstrip("-").isdigit() or (word == "na" and _may_be_namibia(others)):
        return None
    if word in _WRITTEN_BY_TESTERS:
        return None if column.is_category or column.is_prose else 0.6
    if len(set(word)) == 1 and word.isalpha():
        return 0.7 if word in _WORDS or min(map(len, others), default=0) > len(word) else None
    if len(word) <= 2 and not word.isalnum() and sum(len(other) <= 2 for other in others) > 0.5 * len(others):
        return 0.55
    if (
        word.isalpha()
        and text.istitle()
        and column.texts[text] == 1
        and (column.family == "PERSON" or column.is_called("name", "first", "last", "surname"))
    ):
        return 0.45  # there are people called Null and Nil
    return 0.8 if word in {"unknown", "unspecified"} else 0.92


def _may_be_namibia(others: list[str]) -> bool:
    """Or North America, or sodium: a code among codes, and not among yes and no."""
    are_codes = max(map(len, others), default=0) <= 3 and all(map(str.isupper, others))
    return are_codes and not {other.lower() for other in others} <= _TRUTHS


def _as_category(column: ColumnLook, text: str, word: str) -> tuple[float, str] | None:
    """Among few values such a word may be meant: "none" of discounts, "unknown" of genders."""
    if word in {"null", "nil", "undefined", "missing", "blank"}:
        return 0.8, _WORDS_REASON
    is_rare = column.texts[text] <= 0.12 * column.filled
    if any("unstated" in lists_of(other) for other in column.texts if other != text) or (
        word in {"none", "empty", "not applicable"} and not is_rare
    ):
        return 0.45, "a word that can stand for no value, or be one of the values"
    style = [other for other in column.texts if other != text]
    unlike = sum(
        other.islower() == text.islower() and other.isupper() == text.isupper() for other in style
    ) < 0.5 * len(style)
    return (
        0.7 if unlike or is_rare else 0.45
    ) if word != "none" else 0.55, "a word that can stand for no value, or be one of the values"


def _fillers(column: ColumnLook) -> dict[str, tuple[float, str]]:
    """Runs of one character and keys in a row, in columns whose other values are none."""
    found = [
        t
        for t in column.texts
        if (_FILLER.fullmatch("".join(filter(str.isalnum, t))) and len(t) >= 3)
        or _MAIL.fullmatch(t)
        or (len(t) >= 3 and len(set(t.lower())) == 1)
    ]
    if not found or len(found) > 0.2 * len(column.texts) or column.is_prose:
        return {}
    found = [t for t in found if not _is_drawn(column, t)]
    roman = {t for t in found if set(t.upper()) <= set("IVXM") and len(t) <= 3}
    if column.is_named_as_key or column.words[-1:] == ("code",):
        found = [t for t in found if column.texts[t] > 1]
    return {
        t: (
            0.8 if column.texts[t] > 1 or not t[0].isdigit() else 0.62,
            "one character over and over, or keys in a row, in place of a value",
        )
        for t in found
        if t not in roman
    }


def _is_drawn(column: ColumnLook, text: str) -> bool:
    """Whether it is met by chance: among short codes of digits a few are of one digit."""
    alike = sum(count for other, count in column.texts.items() if other.isdigit() and len(other) == len(text))
    expected = 10 * alike / 10 ** len(text)
    return text.isdigit() and expected > _LUCK and column.texts[text] <= 2 + 3 * expected / 10


def _spikes(column: ColumnLook) -> dict[str, tuple[float, str]]:
    """One value again and again in a column whose other values hardly repeat."""
    counts = Counter(column.texts)
    if column.is_category or len(counts) < 20 or column.is_prose:
        return {}
    (value, most), (_, second) = counts.most_common(2)
    rest = column.filled - most
    nearly_unique = (len(counts) - 1) / rest >= 0.95
    if (
        nearly_unique
        and most >= max(_SPIKE_LEAST, _SPIKE_TIMES * (second - 1), 0.01 * column.filled)
        and most <= 0.2 * column.filled
    ):
        return {value: (0.6, _SPIKE)}
    return {}


def _of_numbers(column: ColumnLook, numbers: Floats) -> dict[str, tuple[float, str]]:
    known = numbers[np.isfinite(numbers)]
    values, counts = np.unique(known, return_counts=True)
    found: dict[float, tuple[float, str]] = {}
    for value, count in zip(values.tolist(), counts.tolist(), strict=True):
        if value in _SENTINELS and (why := _sentinel(value, count, known)):
            found[value] = why
    if not found:
        return {}
    return {text: found[number] for text in column.texts if (number := _as_float(text)) in found}


def _sentinel(value: float, count: int, known: Floats) -> tuple[float, str] | None:
    rest = known[(known != value) & ~np.isin(known, [s for s in _SENTINELS if s != 0])]
    if len(rest) < 8:
        return None
    low, q1, q3, high = np.quantile(rest, [0.0, 0.25, 0.75, 1.0]).tolist()
    if value == 0:
        return _zero(count, rest)
    if value < 0 <= low:
        return (0.85 if count > 1 or value < -1 else 0.6), "a negative number where all others are not"
    if _is_far_off(value, count, (low, q1, q3, high)):
        return (0.85 if count > 1 else 0.65), _FAR_OFF
    _, counts = np.unique(rest, return_counts=True)
    is_odd = value < q1 or value > q3
    if (
        is_odd
        and len(counts) > 20
        and count >= max(_SPIKE_LEAST, _SPIKE_TIMES * counts.max(), 0.004 * len(known))
    ):
        return 0.7, "a number of one digit over and over comes far more often than any other"
    return None


def _is_far_off(value: float, count: int, quartiles: tuple[float, float, float, float]) -> bool:
    low, q1, q3, high = quartiles
    width = max(q3 - q1, (high - low) * 0.1, 1e-9)
    away = max(value - high, low - value)
    if value > 0 and low > 0 and value > 3 * high:
        return away > _FAR_TIMES * width
    if count == 1 and value > high and q3 - q1 < _LONG_TAIL * (high - q1):
        return False  # of a long tail one value may be the next
    return away > _FAR_TIMES * width and (
        away > 0.5 * (high - low) or (count > 1 and away > 0.2 * (high - low))
    )


def _zero(count: int, rest: Floats) -> tuple[float, str] | None:
    """Zero is a disguise where everything else is far above it: heights, years, temperatures of a body."""
    low, middle = np.quantile(rest, [0.01, 0.5]).tolist()
    if rest.min() <= 0 or low < _POSITIVE_FLOOR * middle or middle < _COUNTED:
        return None
    if len(np.unique(rest)) < 8 or count > _MOST_ZEROS * (len(rest) + count):
        return None
    return (0.75 if count > 1 else 0.6), _ZERO


def _of_days(column: ColumnLook, days: Floats) -> dict[str, tuple[float, str]]:
    known = days[np.isfinite(days)]
    found: dict[str, tuple[float, str]] = {}
    whole = np.floor(known)
    rest = whole[~np.isin(whole, list(_NO_DAYS))]
    if len(rest) < 5:
        return {}
    low, q3, high = np.quantile(rest, [0.0, 0.75, 1.0]).tolist()
    _, counts = np.unique(rest, return_counts=True)
    for day in _NO_DAYS & set(whole.tolist()):
        count = int((whole == day).sum())
        away = max(day - high, low - day)
        is_far = away > max(0.5 * (high - low), 365)
        is_spike = count >= max(_SPIKE_LEAST, _SPIKE_TIMES * counts.max())
        if is_far or (away > 0 and count > 1 and away > 0.15 * (high - low)) or is_spike:
            open_end = day > q3 and not _OPEN_ENDS.isdisjoint(column.words)
            confidence = 0.4 if open_end else (0.9 if count > 1 or is_far else 0.6)
            found |= dict.fromkeys(
                _texts_of(column, days, day),
                (confidence, "a day that forms, servers and spreadsheets put where none is known"),
            )
    return found


def _texts_of(column: ColumnLook, days: Floats, day: float) -> list[str]:
    rows = np.flatnonzero(np.floor(days) == day).tolist()
    return list(dict.fromkeys((column.cells[row] or "").strip() for row in rows))


def _as_float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
