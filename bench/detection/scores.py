"""Precision, recall, F1, false alarms and calibration on families."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.detection.columns import LabelledColumn

_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a contender said of one column.

    Attributes:
        family: ``None`` for none.
        confidence: 0 to 1; ``None`` where the contender states none.
    """

    family: str | None
    confidence: float | None = None
    contains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A column with its answer."""

    column: LabelledColumn
    answer: Answer

    @property
    def right(self) -> bool:
        """Whether the family is the label or one that is accepted for it."""
        return self.answer.family == self.column.label or self.answer.family in self.column.accept

    @property
    def expected(self) -> str | None:
        """The family the column counts for: what was said where that is accepted."""
        return self.column.label


@dataclass(slots=True)
class Rate:
    """Right, wrongly said, missed.

    >>> rate = Rate(right=8, wrong=2, missed=2)
    >>> rate.precision, rate.recall, round(rate.f1, 3)
    (0.8, 0.8, 0.8)
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 1 where nothing was said and nothing missed."""
        said = self.right + self.wrong
        return self.right / said if said else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what is there that was said; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean; 1 where there is nothing to say and nothing was said."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0


@dataclass(slots=True)
class Scores:
    """All figures of one contender."""

    overall: Rate = field(default_factory=Rate)
    families: dict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    ordinary: int = 0
    alarms: int = 0

    @property
    def macro_f1(self) -> float:
        """Mean of F1 over the families that occur, each counting alike."""
        there = [rate.f1 for rate in self.families.values() if rate.right + rate.missed]
        return sum(there) / len(there) if there else 1.0

    @property
    def false_alarms(self) -> float:
        """Share of ordinary columns of which something was said."""
        return self.alarms / self.ordinary if self.ordinary else 0.0


def scored(judged: Iterable[Judged]) -> Scores:
    """Counts over the columns; a wrong family counts as wrongly said for one and as missed for the other."""
    scores = Scores()
    for one in judged:
        label, said = one.column.label, one.answer.family
        if label is None:
            scores.ordinary += 1
            scores.alarms += not one.right
        if one.right:
            if label is not None:
                scores.overall.right += 1
                scores.families[label].right += 1
            continue
        if label is not None:
            scores.overall.missed += 1
            scores.families[label].missed += 1
        if said is not None:
            scores.overall.wrong += 1
            scores.families[said].wrong += 1
    return scores


def scored_by(judged: Sequence[Judged], part: Callable[[LabelledColumn], str]) -> dict[str, Scores]:
    """The figures of each part of the columns."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        parts[part(one.column)].append(one)
    return {name: scored(part_judged) for name, part_judged in sorted(parts.items())}


def calibration_error(judged: Iterable[Judged]) -> float | None:
    """Expected calibration error over ten equal bins of stated confidence (Guo et al. 2017, section 2).

    ``None`` where no answer states one.
    """
    bins: Mapping[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        if one.answer.family is not None and one.answer.confidence is not None:
            confidence = one.answer.confidence
            bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, one.right))
    stated = sum(map(len, bins.values()))
    if not stated:
        return None
    return sum(abs(sum(c - right for c, right in held)) for held in bins.values()) / stated


def calibration_bins(judged: Iterable[Judged]) -> list[tuple[int, float, float]]:
    """Per bin that holds something: columns, mean confidence, share right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        if one.answer.family is not None and one.answer.confidence is not None:
            bins[min(int(one.answer.confidence * _BINS), _BINS - 1)].append(
                (one.answer.confidence, one.right)
            )
    return [
        (len(held), sum(c for c, _ in held) / len(held), sum(r for _, r in held) / len(held))
        for _, held in sorted(bins.items())
    ]


def confusions(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often what was taken for what; ``-`` is none."""
    return Counter(
        (one.column.label or f"- ({one.column.source})", one.answer.family or "-")
        for one in judged
        if not one.right
    )


def contained(judged: Iterable[Judged]) -> Rate:
    """``contains`` findings: each family in each column on its own."""
    rate = Rate()
    for one in judged:
        said, there = one.answer.contains, one.column.contains
        rate.right += len(said & there)
        rate.wrong += len(said - there)
        rate.missed += len(there - said)
    return rate
