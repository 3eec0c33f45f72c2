"""``python -m bench.quality.defects --seed N [--set unseen|last] [--lines]``: are the right column and kind of error named?"""

import argparse
import sys
from random import Random

from app.model.defects import DefectKind
from bench.quality.defects import domains, injectors
from bench.quality.defects.judging import Judge, Tally
from bench.quality.defects.last import domains as last_domains
from bench.quality.defects.last import injectors as last_injectors
from bench.quality.defects.unseen import domains as unseen_domains
from bench.quality.defects.unseen import injectors as unseen_injectors

SETS = {
    "tuned": (domains, injectors),
    "unseen": (unseen_domains, unseen_injectors),
    "last": (last_domains, last_injectors),
}


def main() -> None:
    """Damage, search, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--set", choices=SETS, default="tuned", help="which domains and ways; see bench/README.md"
    )
    parser.add_argument("--lines", action="store_true", help="every miss and every false defect")
    asked = parser.parse_args()
    made, ways = SETS[asked.set]
    judge = Judge()
    for number, base in enumerate(made.clean_tables(asked.seed, asked.rounds)):
        judge.clean(base)
        for damage in injectors.damages(Random(f"{asked.seed}/{number}"), base, ways.WAYS):
            judge.damaged(damage)
    sys.stdout.write(report(judge.tally))
    if asked.lines:
        sys.stdout.write("\n".join(judge.tally.lines) + "\n")


def report(tally: Tally) -> str:
    """Per kind and over all."""
    rows = [f"{'kind':<18} put in  named  recall  false"]
    for kind in DefectKind:
        put = tally.hits[kind] + tally.misses[kind]
        if put or tally.false[kind]:
            share = f"{tally.hits[kind] / put:.2f}" if put else "-"
            rows.append(f"{kind:<18} {put:>6} {tally.hits[kind]:>6} {share:>7} {tally.false[kind]:>6}")
    rows += [
        f"recall {tally.recall:.3f}  precision {tally.precision:.3f} over {tally.tables} damaged tables",
        f"{tally.false_on_clean} false defects on {tally.clean} clean tables ({tally.false_on_clean / max(tally.clean, 1):.2f} a table)",
    ]
    return "\n".join(rows) + "\n"


main()
