"""Generated columns: a class, a kind and a draw of values that share a context and a mess."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from training import persons, places
from training.context import Context
from training.mess import untidy
from training.organisations import organisation

Draw = Callable[[], str]
_SENSITIVE: dict[str, tuple[tuple[Callable[[Context], Draw], float], ...]] = {
    "person": ((persons.full_name, 1.0),),
    "given": ((persons.given_name, 1.0),),
    "surname": ((persons.surname, 1.0),),
    "username": ((persons.user_name, 1.0),),
    "occupation": ((persons.occupation, 1.0),),
    "address": ((places.street_line, 0.6), (places.whole_address, 0.4)),
    "city": ((places.town, 1.0),),
    "region": ((places.region, 1.0),),
    "country": ((places.country, 1.0),),
    "organization": ((organisation, 1.0),),
}
# How often columns of a class are drawn, against 1 for the others.
_SHARES = {
    "person": 4.0,
    "given": 2.2,
    "surname": 2.5,
    "address": 3.5,
    "city": 2.8,
    "organization": 3.2,
    "occupation": 1.6,
    "username": 1.6,
    "region": 0.7,
    "country": 0.5,
    "product": 2.2,
    "title": 3.2,
    "team": 1.8,
    "venue": 2.2,
    "category": 3.0,
    "species": 1.3,
    "dish": 1.3,
    "text": 2.2,
    "event": 1.3,
    "quantity": 1.5,
    "code": 1.8,
    "identifier": 1.2,
}
UNFAMILIAR = "unfamiliar"
"""The class of a column of a kind that the first stage never saw; only the second stage gives it."""
FOLDS = 4
_CASE_TELLS = frozenset({"identifier", "code", "file", "quantity", "time"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be: its class, its kind and how to draw values."""

    label: str
    kind: str
    draw: Draw


@cache
def kinds() -> dict[str, dict[str, list[str]]]:
    """Ordinary classes: class -> kind -> templates."""
    return tomllib.loads((Path(__file__).parent / "kinds.toml").read_text("utf-8"))


def classes() -> tuple[str, ...]:
    """All classes, in the order of the model's output."""
    return (*_SENSITIVE, *kinds(), UNFAMILIAR)


def told() -> frozenset[str]:
    """What must be found, as ``only`` of ``columns`` takes it."""
    return frozenset({*_SENSITIVE, *(f"medical.{k}" for k in kinds()["medical"])})


def left_out(fold: int) -> frozenset[str]:
    """The ordinary kinds that the first stage of a fold never sees.

    Pets are in none: their names are those of persons, and learning to doubt them would be learning to doubt names.
    """
    ordinary = sorted(f"{c}.{k}" for c in kinds() if c != "medical" for k in kinds()[c])
    return frozenset(k for i, k in enumerate(ordinary) if i % FOLDS == fold) - {"species.pets"}


def columns(
    random: Random,
    part: str,
    *,
    without: frozenset[str] = frozenset(),
    only: frozenset[str] = frozenset(),
    locales: tuple[str, ...] | None = None,
) -> Iterator[Column]:
    """Columns for ever; ``without`` leaves kinds (``class.kind``) out, ``only`` draws nothing else."""
    labels = [l for l in (*_SENSITIVE, *kinds()) if not only or any(o.split(".")[0] == l for o in only)]
    weights = [_SHARES.get(l, 1.0) for l in labels]
    while True:
        label = random.choices(labels, weights)[0]
        context = Context(random, part, locales)
        if label in _SENSITIVE:
            makers = _SENSITIVE[label]
            maker = random.choices([m for m, _ in makers], [w for _, w in makers])[0]
            yield Column(
                label, f"{label}.{maker.__name__}", untidy(maker(context), random, label not in _CASE_TELLS)
            )
            continue
        allowed = [
            k
            for k in kinds()[label]
            if f"{label}.{k}" not in without and (not only or f"{label}.{k}" in only)
        ]
        if not allowed:
            continue
        kind = random.choice(allowed)
        templates = random.sample(
            kinds()[label][kind], k=min(len(kinds()[label][kind]), random.choice((1, 1, 2, 3, 6)))
        )

        def draw(t=templates, c=context):
            return c.fill(c.random.choice(t))

        yield Column(label, f"{label}.{kind}", untidy(draw, random, label not in _CASE_TELLS))
