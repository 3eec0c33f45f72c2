"""What was named against what was done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier, classify_table
from app.model.defects import SHOWN_FROM, Defect, DefectKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.quality.defects.finding import find_defects
from bench.quality.defects.injectors import Damage
from bench.quality.defects.tables import Base

TODAY = date(2026, 11, 27)
Named = tuple[DefectKind, tuple[str, ...]]


@dataclass(slots=True)
class Tally:
    """Counts per kind: named rightly, missed, named without cause."""

    hits: Counter[DefectKind] = field(default_factory=Counter[DefectKind])
    misses: Counter[DefectKind] = field(default_factory=Counter[DefectKind])
    false: Counter[DefectKind] = field(default_factory=Counter[DefectKind])
    tables: int = 0
    clean: int = 0
    false_on_clean: int = 0
    lines: list[str] = field(default_factory=list[str])

    @property
    def recall(self) -> float:
        """Over all kinds, 0 to 1."""
        return self.hits.total() / max(self.hits.total() + self.misses.total(), 1)

    @property
    def precision(self) -> float:
        """Over all kinds, 0 to 1."""
        return self.hits.total() / max(self.hits.total() + self.false.total(), 1)


class Judge:
    """Runs detection and the searches on tables and counts."""

    def __init__(self) -> None:
        self.classifier = Classifier(load_catalogue(builtin_types()))
        self.tally = Tally()

    def shown(self, base: Base) -> tuple[Defect, ...]:
        """What a user is shown of the table."""
        sample = Sample(
            facts=SampleFacts(method=SamplingMethod.ALL, rows=base.rows, seed=1),
            values={name: tuple(cells) for name, cells in base.cells.items()},
        )
        verdicts = classify_table(self.classifier, base.table, sample)
        found = find_defects(base.table, sample, verdicts, today=TODAY, parents=base.parents)
        return tuple(defect for defect in found if defect.confidence >= SHOWN_FROM)

    def clean(self, base: Base) -> None:
        """Whatever is shown of a clean table is false."""
        self.tally.clean += 1
        for defect in self.shown(base):
            self.tally.false_on_clean += 1
            self._note("clean", base, defect)

    def damaged(self, damage: Damage, native: Iterable[Named] = ()) -> None:
        """One kind was put in: it is to be named, and nothing else but what was there before."""
        self.tally.tables += 1
        shown = self.shown(damage.base)
        right = [defect for defect in shown if _is_it(defect, damage)]
        (self.tally.hits if right else self.tally.misses)[damage.kind] += 1
        if not right:
            self.tally.lines.append(
                f"MISS  {damage.kind} {damage.base.name}({damage.base.rows}) {damage.columns} [{damage.way}]"
            )
        known = set(native)
        for defect in shown:
            if (
                defect not in right
                and not _is_as_true(defect, damage)
                and (defect.kind, defect.columns) not in known
            ):
                self.tally.false[defect.kind] += 1
                self._note(f"FALSE {damage.kind}{damage.columns}[{damage.way}]", damage.base, defect)

    def _note(self, what: str, base: Base, defect: Defect) -> None:
        self.tally.lines.append(
            f"{what} {base.name}({base.rows}) -> {defect.kind} {defect.columns} n={defect.count} c={defect.confidence} {defect.examples} {defect.reasons}"
        )


def _is_as_true(defect: Defect, damage: Damage) -> bool:
    """A date or a decimal that was made text for its format's sake is stored as text."""
    return (
        defect.kind is DefectKind.STORED_AS_TEXT
        and damage.kind is DefectKind.FORMAT_MIX
        and defect.columns == damage.columns
    )


def _is_it(defect: Defect, damage: Damage) -> bool:
    """The kind and the columns; a date that moved against one other may be named with it, duplicates name whole rows."""
    if defect.kind is not damage.kind:
        return False
    if damage.kind is DefectKind.DUPLICATE_ROWS:
        return True
    if damage.kind is DefectKind.SHIFTED_DATES:
        return set(damage.columns) <= set(defect.columns) and len(defect.columns) <= 2
    return set(defect.columns) == set(damage.columns)
