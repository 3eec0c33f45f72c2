"""From sources to labelled columns: how many of each, under which header, with how many values, how messy."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from bench.detection import contact, holdings, identity, machine, ordinary
from bench.detection.columns import LabelledColumn
from bench.detection.drawing import Source
from bench.detection.lists import own
from bench.detection.mess import MESS

COUNTS, COUNT_WEIGHTS = (5, 20, 200, 1000), (35, 28, 25, 12)
_NAMELESS = ("", "col1", "c7", "field_3", "column_12", "f4", "attr2", "Unnamed: 3", "x", "data", "value", "V5", "_c2", "A", "col_b", "var_9", "colonne4", "spalte_2", "campo1", "字段3")  # fmt: skip
_NEUTRAL = ("status", "amount", "created_at", "product_code", "notes", "type", "category", "quantity", "updated", "description", "flag", "sort_order")  # fmt: skip
_HEADER_WEIGHTS = {"telling": 32, "none": 32, "cryptic": 12, "foreign": 16, "wrong": 8}
_ORDINARY_WEIGHTS = {"telling": 58, "none": 36, "wrong": 6}
_CLEAN_SHARE = 0.6
_SHARE_BY_FAMILY = {
    "PERSON": 150, "NATIONAL_ID": 190, "TAX_ID": 110, "PHONE_NUMBER": 110, "LOCATION": 110, "STREET_ADDRESS": 70, "ORGANIZATION": 70,
    "DATE_OF_BIRTH": 60, "EMAIL_ADDRESS": 50, "POSTAL_CODE": 50, "MEDICAL": 60, "SECRET": 55, "OCCUPATION": 45, "COMPANY_ID": 40, "BANK_ACCOUNT": 40,
    "CREDIT_CARD": 40, "IBAN_CODE": 40, "LICENSE_PLATE": 40, "PASSPORT": 40, "DRIVER_LICENSE": 36,
}  # fmt: skip
_LEAST_SHARE = 24
_ORDINARY_SHARE = 0.45


def _headers(source: Source) -> Mapping[str, Sequence[str]]:
    """Names by kind of header."""
    if isinstance(source.headers, tuple):
        return {"telling": source.headers}
    section = own("headers")[source.headers]
    local: list[str] = own("local").get(source.name, section["foreign"])
    return {"telling": section["english"], "cryptic": section["cryptic"], "foreign": local}


def _strange(random: Random, source: Source) -> str:
    """The header of something else."""
    sections = own("headers")
    if source.family is None:
        return random.choice(sections[random.choice(tuple(sections))]["english"])
    if random.random() < 0.5:
        return random.choice(_NEUTRAL)
    known = set(_headers(source)["telling"])
    others = [name for section in sections.values() for name in section["english"] if name not in known]
    return random.choice(others)


def _header(random: Random, source: Source, nth: int) -> tuple[str, str]:
    """A header and its kind; what no person could tell without one always gets one."""
    names = _headers(source)
    weights = _ORDINARY_WEIGHTS if source.family is None else _HEADER_WEIGHTS
    allowed = {k: w for k, w in weights.items() if k in names or (k in {"none", "wrong"} and source.bare)}
    kind = random.choices(tuple(allowed), tuple(allowed.values()))[0]
    if kind == "none":
        return random.choice(_NAMELESS), kind
    if kind == "wrong":
        return _strange(random, source), kind
    return names[kind][nth % len(names[kind])], kind


def made(source: Source, seed: int, nth: int) -> LabelledColumn:
    """One column; the same source, seed and place always give the same."""
    random = Random(f"{source.name}/{seed}/{nth}")
    name, header = _header(random, source, nth)
    rows = random.choices(COUNTS, COUNT_WEIGHTS)[0]
    draw = source.make(random)
    values = [draw() for _ in range(rows)]
    way = "clean" if random.random() < _CLEAN_SHARE or not source.mess else random.choice(source.mess)
    return LabelledColumn(
        id=f"{zlib.crc32(f'{source.name}/{source.headers}'.encode()):08x}-{nth}",
        name=name,
        table="",
        dtype=source.dtype if way == "clean" and random.random() < 0.5 else "text",
        values=tuple(MESS[way](random, values)),
        label=source.family,
        source=source.name,
        header=header,
        mess=way,
        script=source.script,
        accept=frozenset(source.accept),
    )


def all_sources() -> dict[str | None, list[Source]]:
    """Sources by family; ordinary ones under ``None``."""
    found: dict[str | None, list[Source]] = defaultdict(list)
    for source in (
        *identity.SOURCES,
        *contact.SOURCES,
        *holdings.SOURCES,
        *ordinary.SOURCES,
        *machine.sources(),
    ):
        found[source.family].append(source)
    return found


def single_columns(seed: int = 1, scale: float = 1.0) -> Iterator[LabelledColumn]:
    """Columns on their own: every family by its share, every source of it in turn, then the ordinary ones."""
    sources = all_sources()
    shares = {f: _SHARE_BY_FAMILY.get(f, _LEAST_SHARE) for f in sources if f is not None}
    sensitive = sum(shares.values())
    shares_all: dict[str | None, int] = {
        **shares,
        None: round(sensitive * _ORDINARY_SHARE / (1 - _ORDINARY_SHARE)),
    }
    for family, share in shares_all.items():
        yield from _of_family(sources[family], seed, max(1, round(share * scale)))


def _of_family(sources: Sequence[Source], seed: int, columns: int) -> Iterator[LabelledColumn]:
    """Sources take turns, heavier ones more often; where there are too many, chance picks which."""
    turns = [source for source in sources for _ in range(source.weight)]
    Random(seed).shuffle(turns)
    turns = turns[:columns] if len(turns) >= columns else turns
    for nth in range(columns):
        yield made(turns[nth % len(turns)], seed, nth)
