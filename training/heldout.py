"""How the model does on locales and kinds of ordinary text it never saw: ``python -m training.heldout [texts]``.

Trains a model of its own without them; the one that ships knows all.
"""

import sys
from random import Random

import numpy as np

from app.detection.wording.model import Layers, WordingModel
from training import columnstage
from training.columns import classes, columns
from training.evaluate import machine_report, report
from training.sources import person_lists
from training.train import train

LOCALES = ("pt_BR", "pl", "nl_NL", "sv_SE", "tr_TR", "hu", "id_ID", "en_IN", "ru_RU", "fr_FR")
KINDS = frozenset(
    {
        "product.dolls", "title.game", "title.artwork", "dish.ingredients", "species.pets", "team.fixtures", "venue.transit",
        "venue.nature", "category.crime", "category.skill", "category.shipping", "status.phase", "quantity.score",
        "time.hours", "code.stock", "file.mime", "identifier.log", "text.review", "event.award", "product.application",
    }
)  # fmt: skip


def main() -> None:
    """Train without, report on what was left out."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    seen = tuple(locale for locale in person_lists() if locale not in LOCALES)
    net, known = train(Random(7), "train", count, without=KINDS, locales=seen)
    stage = columnstage.train(net, known, Random(11), 15_000, train, without=KINDS, locales=seen)
    model = WordingModel(
        classes(),
        known,
        net.table,
        Layers(net.hidden, net.hidden_bias, net.output, net.output_bias),
        Layers(
            *(
                stage[f"stage_{n}"].astype(np.float32)
                for n in ("hidden", "hidden_bias", "output", "output_bias")
            )
        ),
        stage["shares"],
    )
    people = frozenset({"person", "given", "surname", "username"})
    for size in (5, 30):
        print("names of locales left out")
        report(model, columns(Random(5), "held", only=people, locales=LOCALES), 600, size)
        print("kinds left out")
        report(model, columns(Random(6), "held", only=KINDS), 1000, size)
    machine_report(model)


if __name__ == "__main__":
    main()
