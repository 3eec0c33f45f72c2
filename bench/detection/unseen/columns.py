"""The whole set: columns on their own and in tables, by quota."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random

from bench.detection.columns import LabelledColumn
from bench.detection.unseen.families import WEIGHTS
from bench.detection.unseen.headings import cryptic, header_kind, telling
from bench.detection.unseen.kinds import Kind, kinds
from bench.detection.unseen.tables import script_of, tables
from bench.detection.unseen.untidy import untidied, way_for

_COLUMNS, _SENSITIVE, _IN_TABLES = 3000, 0.45, 1 / 3
SIZES = ((5,), (8, 12, 16, 20), (50, 80, 120, 200))


def unseen_columns(seed: int, scale: float) -> list[LabelledColumn]:
    """About 3,000 columns at scale 1, the same for the same seed."""
    random = Random(f"unseen {seed}")
    wanted = round(_COLUMNS * scale)
    in_tables = tables(random, round(wanted * _IN_TABLES))
    there = Counter(column.label for column in in_tables)
    picked = [*_sensitive(random, there, wanted), *_ordinary(random, there, wanted)]
    alone = [column_of(random, kind, f"u{number}") for number, kind in enumerate(picked)]
    return [*alone, *in_tables]


def _sensitive(random: Random, there: Counter[str | None], wanted: int) -> Iterator[Kind]:
    """What each family lacks of its share, its kinds in turn."""
    share = wanted * _SENSITIVE / sum(WEIGHTS.values())
    for family, weight in WEIGHTS.items():
        lacking = max(round(weight * share) - there[family], round(weight * share / 3), 1)
        yield from _in_turn(random, [kind for kind in kinds().values() if kind.label == family], lacking)


def _ordinary(random: Random, there: Counter[str | None], wanted: int) -> Iterator[Kind]:
    lacking = max(round(wanted * (1 - _SENSITIVE)) - there[None], 1)
    return _in_turn(random, [kind for kind in kinds().values() if kind.label is None], lacking)


def _in_turn(random: Random, of: Sequence[Kind], count: int) -> Iterator[Kind]:
    return islice(cycle(random.sample(of, len(of))), count)


def column_of(random: Random, kind: Kind, identity: str) -> LabelledColumn:
    """One column on its own."""
    header = header_kind(random, needs_header=kind.needs_header)
    cells = kind.cells(random, random.choice(random.choices(SIZES, (40, 25, 35))[0]))
    way = way_for(random, cells, text=kind.text)
    return LabelledColumn(
        id=identity, name=_name(random, kind, header), table="", dtype=kind.dtype, label=kind.label,
        values=untidied(random, cells, way), source=kind.name, header=header, mess=way, script=script_of(kind, cells),
        accept=kind.accept,
    )  # fmt: skip


def _name(random: Random, kind: Kind, header: str) -> str:
    if header == "none":
        return ""
    if header == "cryptic":
        return cryptic(random)
    if header == "wrong":
        return telling(random, random.choice([k for k in kinds().values() if k.label != kind.label]).english)
    return telling(random, kind.english) if header == "telling" else random.choice(kind.other)
