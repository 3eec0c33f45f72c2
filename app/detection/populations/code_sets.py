"""Columns of short codes: countries, states of one country, languages, or letters drawn at random.

Each explanation gives every code of the column a probability: the usual codes of a list share most of it, the others
the rest, and a code that is none of the list gets next to nothing. What is compared is the whole column under one
explanation with the whole column under the best of the others (naive Bayes with one class per column). The usual
countries are those with the most trade (WTO, 2023), the usual languages those of most web sites (W3Techs, 2024).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, log

from app.detection.gazetteers.terms import codes
from app.detection.populations.closed_sets import spread
from app.detection.validators import state_code

COUNTRIES, LANGUAGES = "countries", "languages"
_USUAL_COUNTRIES = (
    "us gb uk de fr it es nl be ch at se no dk fi pl pt ie ca au nz jp cn in br mx ru za tr kr sg"
)
_USUAL_LANGUAGES = "en de fr es it pt nl pl sv da no nb fi cs tr ru uk zh ja ko ar hi he el hu ro"
_OTHER_WORDS = (
    "am pm id it no in to is on of or at by ok hr my me us we he so up an as be do go if la le el pr qa bi ai ml "
    "ui ux vp tv pc cd ip vs st dr mr ms na cm mm km kg lb oz ft gb mb kb tb sm md lg xl xs hp bb rb wr te qb ss "
    "lf cf rf sp rp dl ba ma"
)
_USUAL_SHARE, _MISS, _RANDOM = 0.75, 1e-5, 1 / 676
_PRIOR = {COUNTRIES: 0.25, LANGUAGES: 0.1, "words": 0.1, "random": 0.4}
_STATE_PRIOR = 0.15
_LOWER = {LANGUAGES: 0.8, COUNTRIES: 0.15, "words": 0.5, "random": 0.3}
_MOST, _LEAST, _PER_CODE = 6.0, -7.0, 1.2
_PAIR = 2


def log_odds_of(values: Sequence[str], kinds: Iterable[str]) -> float:
    """Log-odds of these explanations against all others, for the codes of two letters.

    At most 1.2 for each different code: two codes are a coincidence. 0 without codes of two letters.
    """
    pairs = [value for value in spread(values) if len(value) == _PAIR and value.isascii() and value.isalpha()]
    if not pairs:
        return 0.0
    weights = {kind: _log_likelihood(kind, pairs) for kind in (*_tables(), "random")}
    wanted = set(kinds)
    best = max(weights.values())
    own = sum(exp(w - best) for kind, w in weights.items() if kind in wanted)
    others = sum(exp(w - best) for kind, w in weights.items() if kind not in wanted)
    ratio = log(max(own, 1e-9)) - log(max(others, 1e-9))
    return max(_LEAST, min(ratio, _MOST, _PER_CODE * len(pairs)))


def states() -> frozenset[str]:
    """The explanations by states of one country."""
    return frozenset(state_code.by_country())


def _log_likelihood(kind: str, pairs: Sequence[str]) -> float:
    table = _tables().get(kind, {})
    miss = _RANDOM if kind == "random" else _MISS
    lower = _LOWER.get(kind, 0.05)
    case = lower if sum(map(str.islower, pairs)) * 2 > len(pairs) else 1 - lower
    return log(_PRIOR.get(kind, _STATE_PRIOR / len(state_code.by_country())) * case) + sum(
        log(table.get(pair.lower(), miss)) for pair in pairs
    )


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    return {
        COUNTRIES: _shares(_USUAL_COUNTRIES.split(), codes("country_codes")),
        LANGUAGES: _shares(_USUAL_LANGUAGES.split(), codes("language_codes")),
        "words": _equal(_OTHER_WORDS.split()),
        **{c: _equal([code.lower() for code in s]) for c, s in state_code.by_country().items()},
    }


def _equal(codes_: Sequence[str]) -> Mapping[str, float]:
    return dict.fromkeys(codes_, 1 / len(codes_))


def _shares(usual: Sequence[str], every: Iterable[str]) -> Mapping[str, float]:
    rest = set(every) - set(usual)
    return dict.fromkeys(rest, (1 - _USUAL_SHARE) / len(rest)) | dict.fromkeys(
        usual, _USUAL_SHARE / len(usual)
    )
