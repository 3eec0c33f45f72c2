"""Patterns from outside cannot make a scan slow: a hundred well-known bombs, and what RE2 refuses."""

import time

import pytest

from app.detection.matching.linear import LinearPattern, PatternRefusedError, linear

CELL = 4096
SECONDS = 0.05

# Exponential and polynomial backtracking as advisories and textbooks show it: nested and adjacent repetition,
# alternatives that overlap, optional parts in a row, and the patterns behind known incidents.
NESTED = [
    "(a+)+", "(a+)+$", "(a*)*", "(a*)*$", "(a+)*b", "(a*)+b", "((a+)+)+b", "((a*)*)*b", "(([a-z])+.)+[A-Z]([a-z])+$",
    "([a-zA-Z]+)*", "([a-zA-Z0-9]+)*$", "(x+x+)+y", "(x*x*)*y", "(.*)*", "(.+)+$", "(.*a){20}", "(.*a){40}b",
    "(a{1,20}){1,20}b", "(a{0,30}){0,30}b", "((a{0,5}){0,5}){0,5}b", "([0-9]+)+[a-z]", "(\\w+)+!", "(\\w*)*!",
    "(\\s*)*x", "(\\d+)*-", "(-+)+>", "(/+)+:", "(,+)+;", "( +)+$", "(\\s+)+$",
]  # fmt: skip
ALTERNATIVES = [
    "(a|aa)+$", "(a|aa)+b", "(a|a)*$", "(a|a)*b", "(a|a?)+$", "(a|b|ab)*c", "(aa|aaa)*b", "(a|b)*a(a|b){12}",
    "(a|b)*a(a|b){150}c", "(\\w|\\d)*$!", "(\\w|_)*!", "([ab]|a|b)*c", "(.|a)*b", "(.|\\s)*x$", "(a?){30}a{30}",
    "(a?){100}a{100}", "a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa", "(a?b?c?)*d", "(a|ab|abc|abcd)*e", "(1|11|111)*2",
]  # fmt: skip
ADJACENT = [
    "a*a*b", "a*a*a*b", "a*a*a*a*a*a*b", ".*.*=.*", ".*.*.*=.*", "x.*x.*x.*y", "\\s*\\s*x", "\\d*\\d*\\d*x",
    "\\w+\\w+\\w+!", "[a-z]*[a-z]*[0-9]", "\\s+$", "[ \\t]+$", ",+\\s*$", "\\d+\\d+\\d+$x", "^.*,.*,.*,.*,.*;$",
    ".*a.{60}b?c", "(.{0,200}a){3}b", "(a+b?)*c", "a+$", "^(a+)*(a+)*(a+)*b$",
]  # fmt: skip
INCIDENTS = [
    r"(?:(?:\"|'|\]|\}|\\|\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|\`|\-|\+)+[)]*;?((?:\s|-|~|!|{}|\|\||\+)*.*(?:.*=.*)))",
    r"^[\s\u200c]+|[\s\u200c]+$".replace("\\u200c", "\u200c"),
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$", r"^([\w.%+-]+)+@([\w-]+\.)+\w{2,}$", r"^([a-zA-Z0-9_.\-])+@(([a-zA-Z0-9\-])+\.)+([a-zA-Z0-9]{2,4})+$",
    r"^(([^<>()\[\]\\.,;:\s@\"]+(\.[^<>()\[\]\\.,;:\s@\"]+)*)|(\".+\"))@x$", r"^(https?://)?([\w.-]+)+(:\d+)?(/([\w/_.]*(\?\S+)?)?)?$",
    r"^(([\w]+:)?//)?(([\d\w]|%[a-fA-F\d]{2,2})+(:([\d\w]|%[a-fA-f\d]{2,2})+)?@)?([\d\w][-\d\w]{0,253}[\d\w]\.)+[\w]{2,4}$",
    r"<a[^>]*>(.*)*</a>", r"<!--(.|\n)*-->", r"/\*([^*]|\*+[^*/])*\*+/", r"^(\d+\s*,?\s*)*$x", r"([^\s]+\s*)*;$",
    r"^\s*(.*?)\s*:\s*(.*?)\s*$;", r"^(?:\+?\d{1,3}[\s-]?)?(?:\(?\d+\)?[\s-]?)+x$", r"((\d+,?)+\.?)+%", r"(?:[\w!#$%&'*+/=?^`{|}~-]+\.?)+@",
    r"^([0-9a-fA-F]{0,4}:?)+::$", r"^(-?\d+)*(\.\d+)*e$", r"(?:^|,)(\"(?:[^\"]+|\"\")*\"|[^,]*)*;", r"^((ab)*|(ba)*|a*b*)*c$",
    r"^\W*(\w+\W+)*\w+=$", r"(?i)^(select|.*)*from$", r"(\[.*\])*\(", r"^\{(.*\})*;$", r"(?:a|b|c|d|e|f|g|[a-g])*h",
    r"^(?:.?.?.?.?.?.?.?.?){20}x$", r"(?:(?:(?:a{0,9}){0,9}){0,9})z", r"(\\.|[^\\])*\"$",
]  # fmt: skip
BOMBS = NESTED + ALTERNATIVES + ADJACENT + INCIDENTS

CELLS = {
    unit: (unit * CELL)[:CELL]
    for unit in ("a", "ab", "x", "0", "1,", " ", "\t ", "-", "=", "a.", "a@", "_", "\u200c", "é", "//", "<!--", '"', "aA", "a b")
}  # fmt: skip


def test_there_are_a_hundred_bombs():
    assert len(set(BOMBS)) == 100


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_takes_no_longer_than_any_other_pattern(bomb: str):
    try:
        pattern = LinearPattern(bomb)
    except PatternRefusedError:
        return

    slow = {unit: seconds for unit, cell in CELLS.items() if (seconds := fastest(pattern, cell)) > SECONDS}

    assert slow == {}


def fastest(pattern: LinearPattern, cell: str) -> float:
    """Seconds of this process's own work for a whole match and a search, the least of up to three."""
    taken: list[float] = []
    for _ in range(3):
        start = time.process_time()
        pattern.fullmatch(cell)
        pattern.fullmatch(cell[:-1] + "!")
        list(pattern.finditer(cell))
        taken.append(time.process_time() - start)
        if taken[-1] <= SECONDS:
            break
    return min(taken)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?=a)b", "lookaround"),
        ("(?!a)b", "lookaround"),
        ("(?<=a)b", "lookaround"),
        ("(?<!a)b", "lookaround"),
        (r"(a)\1", "backreference"),
        ("(?P<n>a)(?P=n)", "backreference"),
        ("a{1001}", "too large"),
        ("((a{100}){100}){100}", "too large"),
        (r"(\pL{1,100}){1,9}", "too large"),
        ("[", "does not compile"),
        ("\ud800", "not text"),
    ],
)
def test_what_re2_refuses_is_refused_in_words(pattern: str, words: str):
    with pytest.raises(PatternRefusedError, match=words):
        LinearPattern(pattern)


def test_lone_surrogates_and_nul_are_texts_like_others():
    pattern = linear("a.b")

    assert pattern.fullmatch("a\ud800b")
    assert pattern.fullmatch("a\0b")
    assert [(span[0], span.start()) for span in pattern.finditer("é\ud800 axb")] == [("axb", 3)]


def test_no_more_than_a_hundred_spans_are_given():
    assert len(list(linear("a").finditer("a" * CELL))) == 100
