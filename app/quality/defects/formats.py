"""Several formats in one column: of dates, numbers, yes and no, codes, names, letters of another case.

Values are generalised to patterns and patterns judged by whether they can belong together, as Huang and He do ("Auto-Detect:
data-driven error detection in tables", SIGMOD 2018): a rare pattern is an error only where it says the same as the
frequent one in another way. Names of companies have many patterns and mix none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from app.model.defects import DefectKind
from app.quality.defects.days import layout_of, read_layouts
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_MOST_SHARE = 0.5
_PARSED_SHARE = 0.85
_DOMINANT = 0.8
_TO_SHAPE = re.compile(r"[0-9]+|[^\W\d_]+|\s+")
_POINT = re.compile(r"[+-]?\d+\.\d+")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d+)?")
_WHOLE = re.compile(r"[+-]?\d+")
_CURRENCY = "[€$£¥]|AED|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN|MYR|NOK|NZD|PHP|PLN|RON|RUB|SAR|SEK|SGD|THB|TRY|UAH|USD|ZAR"
"""Signs, and the codes of ISO 4217 that are met most: three letters alone would be those of a number plate."""
_MONEY = re.compile(rf"(?:{_CURRENCY})\s?[+-]?\d[\d.,']*|[+-]?\d[\d.,']*\s?(?:%|{_CURRENCY})")
_TRUTHS = tuple(
    frozenset(words.split()) for words in ("true false", "yes no", "y n", "t f", "1 0", "on off", "ja nein", "j n", "oui non", "si no", "x -", "wahr falsch", "1.0 0.0")
)  # fmt: skip
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_CLOCK12 = re.compile(r"\d{1,2}(?::\d{2}){1,2} ?[AaPp]\.?[Mm]\.?|\d{1,2} ?[AaPp][Mm]")
_CLOCK_H = re.compile(r"\d{1,2} ?[hH] ?(?:\d{2})?")
_SHORT_WORD = 4
_MOST_LABELS = 20
_LACED = 3
"""Runs of letters and digits in turn from which a shape is that of one kind of code, marks or none."""
_COMMA_NAME = re.compile(r"[^\W\d_][\w'\u2019.\- ]*, [^\W\d_][\w'\u2019.\- ]*")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w'\u2019.\-]*(?: [^\W\d_][\w'\u2019.\-]*){1,3}")

Reading = Callable[[ColumnLook], tuple[set[str], float, str] | None]


def format_mix(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns of text of which some cells are written another way than most; the first reading that applies tells."""
    for column in look:
        if not column.may_hold_text or column.is_prose or column.filled < 5:
            continue
        for reading in _READINGS:
            found = reading(column)
            if found is None:
                continue
            values, confidence, reason = found
            rows = known.unexplained(column.name, column.rows_of(values))
            if rows and len(rows) <= _MOST_SHARE * column.filled:
                yield Sighting(
                    kind=DefectKind.FORMAT_MIX, columns=(column.name,), rows=frozenset(rows), confidence=confidence,
                    reasons=(reason,), examples=examples_of(look, column.name, rows),
                )  # fmt: skip
                break


def _dates(column: ColumnLook) -> tuple[set[str], float, str] | None:
    if column.numbers is not None and not all(len(t) == 8 for t in column.texts):
        return None
    by_layout: dict[str, set[str]] = {}
    for text in column.texts:
        by_layout.setdefault(layout_of(text), set()).add(text)
    dated = {layout: texts for layout, texts in by_layout.items() if layout}
    cells = {layout: sum(column.texts[t] for t in texts) for layout, texts in dated.items()}
    if not cells or sum(cells.values()) < _PARSED_SHARE * column.filled:
        return None
    main = max(cells, key=lambda layout: cells[layout])
    others = {text for layout, texts in dated.items() if layout != main for text in texts}
    if others:
        return others, 0.9, "dates are written in several layouts"
    layouts = read_layouts(dated[main])
    if layouts.first_is_day and layouts.first_is_month:
        day_first = layouts.day_first
        odd = {t for t in dated[main] if _first_is_day(t) is (not day_first)}
        return odd, 0.85, "of some dates only the first number can be the day, of others only the second"
    return _time_parts(column, dated[main])


def _first_is_day(text: str) -> bool | None:
    first, second = (int(part) for part in re.findall(r"\d+", text)[:2])
    return True if first > 12 else False if second > 12 else None


def _time_parts(column: ColumnLook, texts: set[str]) -> tuple[set[str], float, str] | None:
    """Some with a time of day, some without."""
    long = {t for t in texts if ":" in t}
    short = texts - long
    few = min((long, short), key=lambda part: sum(column.texts[t] for t in part))
    return (
        (few, 0.75, "some dates have a time of day and others none")
        if few and len(few) < len(texts)
        else None
    )


def _numbers(column: ColumnLook) -> tuple[set[str], float, str] | None:
    point, comma, grouped, money, whole = (
        {t for t in column.texts if pattern.fullmatch(t)} for pattern in (_POINT, _COMMA, _GROUPED, _MONEY, _WHOLE)
    )  # fmt: skip
    cells = sum(column.texts[t] for t in point | comma | grouped | money | whole)
    if cells < _PARSED_SHARE * column.filled or not (point or comma or money or grouped):
        return None
    if column.is_named_as_key and not money:
        return None
    groups = {"point": point - grouped, "comma": comma - grouped, "money": money}
    if not whole - point and not groups["point"] and not groups["comma"]:
        groups["grouped"] = grouped
    else:
        groups["comma"] |= (
            {t for t in grouped if "," in t and "." not in t}
            if groups["comma"] and not groups["point"]
            else set()
        )
        groups["grouped"] = {t for t in grouped if re.search(r"\D\d{3}\D", t)} or (
            grouped if groups["point"] and not point & grouped else set()
        )
        if "." in "".join(list(grouped)[:3]) and not groups["comma"]:
            groups["grouped"] = set()
    used = {name: texts for name, texts in groups.items() if texts}
    bare = whole if used.keys() == {"money"} else set[str]()
    if bare:
        used["bare"] = bare
    if len(used) < 2:
        return None
    main = max(used, key=lambda name: sum(column.texts[t] for t in used[name]))
    rest = {t for name, texts in used.items() if name != main for t in texts}
    return rest, 0.88, "numbers are written with a point and with a comma, or with and without a mark"


def _truths(column: ColumnLook) -> tuple[set[str], float, str] | None:
    folded = {text: text.lower() for text in column.texts}
    if len(folded) > 12 or not set(folded.values()) <= frozenset().union(*_TRUTHS):
        return None
    counts = Counter[int]()
    for place, words in enumerate(_TRUTHS):
        counts[place] = sum(column.texts[t] for t, low in folded.items() if low in words)
    main, _ = counts.most_common(1)[0]
    others = {t for t, low in folded.items() if low not in _TRUTHS[main]}
    return (others, 0.88, "yes and no are said in several ways") if others else None


def _initials(column: ColumnLook) -> tuple[set[str], float, str] | None:
    """A letter for a word: ``M`` among ``male`` and ``female``, or words among letters; one that fits among several is chance."""
    letters = {t for t in column.texts if len(t) == 1 and t.isalpha()}
    words = {t for t in column.texts if len(t) > 2 and t[0].isalpha()}
    cells = [sum(column.texts[t] for t in part) for part in (letters, words)]
    if not all(cells) or len(column.texts) > _MOST_LABELS or sum(cells) < _DOMINANT * column.filled:
        return None
    few, many = (letters, words) if cells[0] < cells[1] else (words, letters)
    heads = {t[0].casefold() for t in few}
    told_apart = len({t[0].casefold() for t in many}) == len(many) if many is letters else True
    if not told_apart or not heads <= {t[0].casefold() for t in many} or len(few) < 2 <= len(many):
        return None
    return few, 0.8, "a letter stands for a word in some cells"


def _clocks(column: ColumnLook) -> tuple[set[str], float, str] | None:
    styles = [{t for t in column.texts if style.fullmatch(t)} for style in (_CLOCK, _CLOCK12, _CLOCK_H)]
    cells = [sum(column.texts[t] for t in part) for part in styles]
    if sum(map(bool, cells)) < 2 or sum(cells) < _PARSED_SHARE * column.filled:
        return None
    main = styles[cells.index(max(cells))]
    return set[str]().union(*styles) - main, 0.85, "times of day are written in several ways"


def _codes(column: ColumnLook) -> tuple[set[str], float, str] | None:
    """Codes and numbers with digits: rare shapes that are the frequent one with marks, a prefix or the case changed."""
    if (
        sum(count for t, count in column.texts.items() if any(map(str.isdigit, t)))
        < _PARSED_SHARE * column.filled
    ):
        return None
    shapes = {text: _shape(text) for text in column.texts}
    cells = Counter[str]()
    for text, shape in shapes.items():
        cells[shape] += column.texts[text]
    main, most = cells.most_common(1)[0]
    if (
        most < 0.5 * column.filled or most == column.filled or (main.count(" ") >= 2 and "a" in main.lower())
    ):  # an address is no code
        return None
    lengths = Counter(_digits(t) for t, shape in shapes.items() if shape == main)
    letters = Counter("".join(filter(str.isalpha, t)).lower() for t, shape in shapes.items() if shape == main)
    usual_letters = {word for word, n in letters.items() if n >= 3}
    bare = {_bare(t) for t, shape in shapes.items() if shape == main}
    is_laced = len(bare) == 1 and len(min(bare)) >= _LACED and not column.is_category
    odd = {
        t
        for t, shape in shapes.items()
        if shape != main and (_says_the_same(t, lengths, usual_letters) or (is_laced and _bare(t) in bare))
    }
    if not odd:
        return None
    styles = len({shapes[t] for t in odd})
    rest = column.filled - most - sum(column.texts[t] for t in odd)
    if rest > 0.25 * column.filled or (styles > 6 and most < _DOMINANT * column.filled):
        return None  # many ways and none the rule: telephone numbers of many countries
    confidence = 0.85 if most >= _DOMINANT * column.filled and rest < 0.08 * column.filled else 0.62
    if most < 0.6 * column.filled:
        confidence -= 0.15
    return odd, confidence, "codes or numbers are written with and without marks, prefix or capitals"


def _says_the_same(text: str, lengths: Mapping[int, int], usual_letters: set[str]) -> bool:
    """As many digits as the others of the column, give or take a country's prefix, and no letters but theirs."""
    digits = _digits(text)
    word = "".join(filter(str.isalpha, text)).lower()
    fits = lengths.get(digits, 0) > 0 or (
        digits >= 9 and any(abs(digits - n) <= 3 for n in lengths if n >= 9)
    )
    return fits and digits >= 3 and (not word or word in usual_letters or len(usual_letters) == 0)


def _bare(text: str) -> str:
    """The shape without the marks and spaces between: a postcode closed up is still one."""
    return _shape("".join(filter(str.isalnum, text)))


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _shape(text: str) -> str:
    return _TO_SHAPE.sub(_class_of, text)


def _class_of(match: re.Match[str]) -> str:
    run = match[0]
    if run[0].isdigit():
        return "9"
    if run.isspace():
        return " "
    return "A" if run.isupper() else "a"


def _names(column: ColumnLook) -> tuple[set[str], float, str] | None:
    """``Last, First`` among ``First Last``."""
    turned = {t for t in column.texts if _COMMA_NAME.fullmatch(t) and t.count(" ") <= 3}
    plain = {t for t in column.texts if t not in turned and _PLAIN_NAME.fullmatch(t)}
    if not turned or not plain or len(turned) + len(plain) < _DOMINANT * len(column.texts):
        return None
    is_person = column.family == "PERSON" or (
        column.is_called(
            "name",
            "contact",
            "author",
            "customer",
            "employee",
            "patient",
            "student",
            "owner",
            "manager",
            "doctor",
        )
        and not column.is_called("company", "product")
    )
    few = min((turned, plain), key=len)
    return (few, 0.8, "names are written first name first and last name first") if is_person else None


def _case(column: ColumnLook) -> tuple[set[str], float, str] | None:
    """Cells in capitals or in small letters where nearly all others are neither or the other."""
    lettered = {t: style for t in column.texts if (style := _style(t))}
    cells = Counter[str]()
    for text, style in lettered.items():
        cells[style] += column.texts[text]
    if not cells or cells.total() < _DOMINANT * column.filled or len(cells) < 2:
        return None
    main, most = cells.most_common(1)[0]
    if most < _DOMINANT * cells.total():
        return None
    low = {t.casefold() for t, style in lettered.items() if style == main}
    odd = {t for t, style in lettered.items() if style not in {main, "mixed"}}
    same = {t for t in odd if t.casefold() in low}
    if same:
        long = {t for t in odd if t in same or (len(t) > _SHORT_WORD and not _is_mark(t))}
        return long, 0.85, "values occur in capitals, small letters or both"
    long = {
        t
        for t in odd
        if max(map(len, re.findall(r"[^\W\d_]+", t)), default=0) > _SHORT_WORD + 1 and not _is_mark(t)
    }
    enough = len(long) >= 2 and sum(column.texts[t] for t in long) >= 0.004 * column.filled
    return (
        (long, 0.65, "few cells are in capitals or in small letters, unlike the others")
        if enough and not column.is_category
        else None
    )


def _is_mark(text: str) -> bool:
    """One word in capitals beside words in title case may be a brand; two are somebody's key."""
    return text.isupper() and " " not in text and len(text) <= _SHORT_WORD


def _style(text: str) -> str:
    if any(map(str.isdigit, text)) or "@" in text or "/" in text:
        return ""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    if len(letters) < min(2, len(text)):
        return ""
    if text.isupper():
        return "upper"
    if text.islower():
        return "lower"
    return "title" if text[0].isupper() or not text[0].isalpha() else "mixed"


def _countries(column: ColumnLook) -> tuple[set[str], float, str] | None:
    """Codes of two or three capitals among names, or the reverse."""
    if not column.is_called(
        "country",
        "state",
        "nation",
        "land",
        "pays",
        "pais",
        "nationality",
        "language",
        "lang",
        "currency",
        "province",
        "region",
        "gender",
        "sex",
    ):
        return None
    codes = {t for t in column.texts if len(t) <= 3 and t.isupper()}
    names = {t for t in column.texts if len(t) > 3 and t[0].isupper()}
    n_codes, n_names = (sum(column.texts[t] for t in part) for part in (codes, names))
    if not codes or not names or n_codes + n_names < 0.9 * column.filled:
        return None
    accepted = {"USA", "UK", "UAE"} if n_names > n_codes else set[str]()
    few = (codes - accepted) if n_codes <= n_names else names
    return (
        (few, 0.78, "codes stand among names")
        if few and min(n_codes, n_names) < 0.4 * column.filled
        else None
    )


_READINGS: tuple[Reading, ...] = (
    _dates,
    _truths,
    _initials,
    _clocks,
    _numbers,
    _names,
    _countries,
    _codes,
    _case,
)
