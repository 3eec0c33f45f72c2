"""Domain names against dotted words of programs (``customer.city``, ``order.store``) and file names.

Eight in ten registered names end in one of a few top-level domains or that of a country (Verisign, Domain Name
Industry Brief); a column of dotted words ends in whatever the words are.
"""

_USUAL = frozenset({"com", "net", "org", "edu", "gov", "mil", "int", "info", "biz"})
_COUNTRY_LETTERS = 2
# Countries whose code also ends files or words: Poland (Perl), Gabon and the like do not, these do.
_ENDINGS = frozenset(
    {"pl", "cc", "ai", "js", "ts", "in", "is", "at", "it", "to", "me", "no", "my", "by", "so"}
)
_WORDS, _ENDINGS_ONLY, _DOMAINS = -6.0, -2.5, 1.0


def log_odds(values: list[str]) -> float:
    """Against domain names where few values end as domain names do.

    >>> log_odds(["a.com", "b.org", "c.de"]), log_odds(["user.city", "user.store"]), log_odds(["a.pl", "b.pl"])
    (1.0, -6.0, -2.5)
    """
    tops = [value.rstrip(".").rpartition(".")[2].lower() for value in values if "." in value]
    if not tops:
        return 0.0
    usual = sum(top in _USUAL or (len(top) == _COUNTRY_LETTERS and top not in _ENDINGS) for top in tops)
    known = usual + sum(top in _ENDINGS for top in tops)
    if known < len(tops) / 2:
        return _WORDS
    return _DOMAINS if usual * 4 >= len(tops) else _ENDINGS_ONLY
