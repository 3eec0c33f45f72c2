"""What was gathered is enough to decide again: the same verdicts for the same rules, without a value."""

from collections.abc import Sequence
from random import Random

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier
from app.detection.condensing import condensed
from app.model.evidence import ColumnEvidence
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind
from app.results.encoding import decoded, encoded
from bench.detection import contact, holdings, identity, ordinary

CLASSIFIER = Classifier(load_catalogue(builtin_types()))
FACTS = SampleFacts(method=SamplingMethod.BERNOULLI, rows=60, seed=1)


def table_of(columns: dict[str, Sequence[str | None]]) -> tuple[Table, Sample]:
    described = tuple(
        Column(name=name, position=place, native_type="text", data_type=DataType.TEXT)
        for place, name in enumerate(columns, start=1)
    )
    table = Table(schema="s", name="customers", kind=TableKind.TABLE, columns=described)
    return table, Sample(facts=FACTS, values={name: tuple(cells) for name, cells in columns.items()})


def kept(table: Table, evidence: Sequence[ColumnEvidence]) -> tuple[ColumnEvidence, ...]:
    """As it comes back from where it was stored."""
    return decoded(encoded(condensed(CLASSIFIER.decider, table, evidence)), tuple[ColumnEvidence, ...])


SOURCES = {s.name: s for s in (*identity.SOURCES, *contact.SOURCES, *holdings.SOURCES, *ordinary.SOURCES)}


def test_the_same_rules_give_the_same_verdicts_of_every_kind_of_column():
    for name, source in SOURCES.items():
        draw = source.make(Random(name))  # noqa: S311 - test data
        table, sample = table_of({"c1": [draw() for _ in range(40)], "name": [draw() for _ in range(5)]})

        verdicts, evidence = CLASSIFIER.examine(table, sample)
        again = CLASSIFIER.decider.decide(table, kept(table, evidence), FACTS.method)

        assert encoded(again) == encoded(verdicts), name


def test_the_same_rules_give_the_same_verdicts_of_cells_with_values_inside():
    cells = [
        f'{{"customer": {{"email": "ana{n}@example.org"}}, "cards": ["4111111111111111"]}}' for n in range(30)
    ]
    mails = [f"tom{n}@example.org; eva{n}@example.org" for n in range(30)]
    table, sample = table_of({"payload": cells, "recipients": mails, "empty": [None, ""]})

    verdicts, evidence = CLASSIFIER.examine(table, sample)
    again = CLASSIFIER.decider.decide(table, kept(table, evidence), FACTS.method)

    assert {f.path for v in verdicts for f in v.findings} >= {"$.customer.email", "$.cards[*]"}
    assert encoded(again) == encoded(verdicts)
