"""From a table and its sample to one verdict per column: what the values show is gathered, then decided on."""

from functools import cached_property

from app.detection.catalogue import Catalogue
from app.detection.deciding import Decider
from app.detection.gathering import Gatherer
from app.detection.gazetteers import terms
from app.detection.marks import marks_of
from app.detection.nested.gathering import PathGatherer
from app.model.evidence import ColumnEvidence, RuleMarks
from app.model.findings import ColumnVerdict
from app.model.sample import Sample
from app.model.schema import Table

Examined = tuple[tuple[ColumnVerdict, ...], tuple[ColumnEvidence, ...]]
"""Per column of a table, in its order, the verdict and what it was decided on."""


class Classifier:
    """A catalogue made ready for matching; holds caches, no values, and may be used for any number of tables."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.gatherer = Gatherer(catalogue)
        self.decider = Decider(catalogue)
        self._paths = PathGatherer(
            examine=lambda table, sample: self._examined(table, sample, None),
            knows=self.decider.headers.knows,
            types=catalogue.types,
        )

    @cached_property
    def marks(self) -> RuleMarks:
        """The rules that evidence gathered here was gathered under."""
        return marks_of(self.catalogue)

    @terms.forgotten_afterwards()
    def examine(self, table: Table, sample: Sample) -> Examined:
        """The verdicts, and the evidence that ``Decider.decide`` gives the same ones for."""
        return self._examined(table, sample, self._paths)

    def _examined(self, table: Table, sample: Sample, paths: PathGatherer | None) -> Examined:
        decider, method = self.decider, sample.facts.method
        headers = [decider.headers.evidence(column, table) for column in table.columns]
        gathered = [
            self.gatherer.gather(column, sample.values.get(column.name), header.named)
            for column, header in zip(table.columns, headers, strict=True)
        ]
        rankings = decider.rank(table, [g.evidence for g in gathered], headers)
        looks = zip(gathered, rankings, strict=True)
        evidence = tuple(self.gatherer.look_closer(table, g, ranked, paths) for g, ranked in looks)
        verdicts = zip(table.columns, evidence, rankings, strict=True)
        return tuple(decider.conclude(table, *each, method) for each in verdicts), evidence


def classify_table(classifier: Classifier, table: Table, sample: Sample) -> tuple[ColumnVerdict, ...]:
    """One verdict per column of the table, in its order.

    A column the sample does not hold is judged by its name alone. Total: no value makes it raise, and no value
    leaves but as a masked exemplar.
    """
    verdicts, _ = classifier.examine(table, sample)
    return verdicts
