"""What the values of one column read as, and the part of the score that follows from it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import numpy as np

from app.detection.cells.values import ColumnValues, spread
from app.detection.evidence.scoring import capped, logit
from app.detection.matching.matcher import Tally
from app.detection.types import TypeDefinition
from app.detection.wording.model import WordingModel, bundled_model
from app.model.evidence import Reading
from app.model.findings import Part

# Evidence saturates: more values of one column say little more than these.
_READ = 100
_TALLIED, _BATCH = 1_000, 100
# A column whose values hold letters more seldom is no column of words.
_FEWEST_WITH_LETTERS = 0.3
_MOST, _LEAST, _NO_WORDS = 7.0, -4.0, -6.0
# Beside a test of its own that a type has.
_SECONDED, _DOUBTED = 4.0, -2.0
_SURELY, _HARDLY, _PLAINLY_NOT = 0.998, 0.002, 0.0001
# What reads plainly as something else outweighs a name that tells the type (7 in log-odds) with the rest.
_CONTRADICTED, _FEWEST_CONTRADICTING, _PLAINLY, _MOST_OF_THEM = -6.0, 5, 0.98, 0.8
# Classes that even a person tells apart only with the name of the column: none of them contradicts another.
_ALIKE = (
    frozenset({"person", "given", "surname", "username"}),
    frozenset({"username", "identifier", "code"}),
    frozenset({"address", "city", "region", "country", "venue"}),
    frozenset({"organization", "team", "venue", "product", "title", "person", "surname"}),
    frozenset({"occupation", "title", "category"}),
    frozenset({"medical", "text", "category", "title", "product"}),
    frozenset({"city", "surname"}),
)
_DIGITS = 6
"""Of a probability: what is rarer than one in a million tells nothing more."""


NO_WORDS = Reading({}, {}, 0)


def read(values: ColumnValues) -> Reading | None:
    """The reading of a column from at most a hundred of its distinct values; ``None`` without values.

    >>> reading = read(ColumnValues(3, {"Maria Anders": 1, "John Miller": 1, "Ana Trujillo": 1}))
    >>> max(reading.probabilities, key=reading.probabilities.get)
    'person'
    >>> read(ColumnValues(2, {"12": 1, "13": 1})) == NO_WORDS
    True
    """
    if not values.counts:
        return None
    chosen = spread(list(values.counts))[:_READ]
    worded = [value for value in chosen if any(map(str.isalpha, value))]
    if len(worded) < _FEWEST_WITH_LETTERS * len(chosen):
        return NO_WORDS
    model = bundled_model()
    logs = model.text_log_probabilities(worded)
    column = np.exp(model.column_log_probabilities(logs))
    tops = np.bincount(logs.argmax(axis=1), minlength=len(model.classes))
    probabilities = zip(model.classes, column.round(_DIGITS).tolist(), strict=True)
    counts = zip(model.classes, tops.tolist(), strict=True)
    return Reading(
        {name: share for name, share in probabilities if share},
        {name: count for name, count in counts if count},
        len(worded),
    )


def wording_part(
    definition: TypeDefinition, kin: Collection[TypeDefinition], reading: Reading | None
) -> Part | None:
    """What the reading says about a type; ``kin`` are all types of its family that the model knows.

    The family is weighed first, then the type within it: a column that is half given names, half surnames is
    surely one of names.
    """
    if not definition.wording or reading is None:
        return None
    least, most = (_LEAST, _MOST) if definition.is_read else (_DOUBTED, _SECONDED)
    classes = {c for k in kin for c in k.wording}
    hardly = _HARDLY
    if definition.is_read and _contradicts(classes, reading):
        least, hardly = _CONTRADICTED, _PLAINLY_NOT
    least = least if definition.floor is None else max(least, definition.floor)
    if not reading.probabilities:
        weight = _NO_WORDS if definition.floor is None else least
        return Part(name="wording", log_odds=weight, detail="the values hold no words")
    model = bundled_model()
    own = _share(definition, reading.probabilities)
    # In one order, so that the same classes give the same sum to the last digit.
    together = sum(reading.probabilities.get(c, 0.0) for c in sorted(classes))
    best = max(_share(k, reading.probabilities) for k in kin)
    usual = sum(model.shares[model.classes.index(c)] for c in sorted(classes))
    evidence = logit(capped(together, hardly, _SURELY)) - logit(float(usual))
    within = float(np.log(max(own, 1e-6) / max(best, 1e-6)))
    count = sum(reading.tops.get(c, 0) for c in definition.wording)
    detail = f"{count:,} of {reading.read:,} values read as {definition.title.lower()}"
    return Part(name="wording", log_odds=capped(evidence + within, least, most), detail=detail)


def _contradicts(classes: Collection[str], reading: Reading) -> bool:
    """Whether column and values alike read as a class that is never taken for one of these."""
    if reading.read < _FEWEST_CONTRADICTING:
        return False
    top = max(reading.probabilities, key=lambda c: reading.probabilities[c])
    if top == "unfamiliar" or any(top in alike and not alike.isdisjoint(classes) for alike in _ALIKE):
        return False
    plain = (
        reading.probabilities[top] >= _PLAINLY and reading.tops.get(top, 0) >= _MOST_OF_THEM * reading.read
    )
    return plain and top not in classes


def _share(definition: TypeDefinition, probabilities: Mapping[str, float]) -> float:
    return sum(probabilities.get(c, 0.0) for c in definition.wording)


def wording_tally(definition: TypeDefinition, values: ColumnValues) -> Tally:
    """Which distinct values read best as the type, of the first 1,000."""
    model = bundled_model()
    tally = Tally()
    chosen = list(islice(values.counts, _TALLIED))
    for start in range(0, len(chosen), _BATCH):
        batch = chosen[start : start + _BATCH]
        tops = zip(batch, _tops(model, batch), strict=True)
        passed = [value for value, top in tops if top in definition.wording]
        tally.add(len(batch), len(batch), passed, values.counts)
    return tally


def _tops(model: WordingModel, texts: list[str]) -> list[str]:
    return [model.classes[i] for i in model.text_log_probabilities(texts).argmax(axis=1).tolist()]


def shares_of(texts: Sequence[str], *groups: Collection[str]) -> dict[str, list[float]]:
    """Per group of classes the probability, 0 to 1, that each text is of one of them, by itself and without a column.

    >>> shares = shares_of(["Maria Anders", "created_at"], ["person", "given", "surname"], ["city"])
    >>> shares["Maria Anders"][0] > 0.5 > shares["created_at"][0]
    True
    """
    if not texts:
        return {}
    model = bundled_model()
    probabilities = np.exp(model.text_log_probabilities(list(texts)))
    places = [[model.classes.index(name) for name in classes] for classes in groups]
    shares = np.stack([probabilities[:, chosen].sum(axis=1) for chosen in places], axis=1)
    return dict(zip(texts, shares.tolist(), strict=True))
