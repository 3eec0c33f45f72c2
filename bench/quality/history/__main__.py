"""``python -m bench.quality.history``: false alarms on ordinary histories, and what is found of planted anomalies."""

import argparse
import sys
from collections.abc import Sequence

from bench.quality.history.trials import Rate, detections, false_alarms


def main() -> None:
    """Print both as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=30, help="histories per kind of series and of runs")
    parser.add_argument("--seed", default="2026-11")
    parser.add_argument(
        "--tuning", action="store_true", help="the generators that numbers were set on, instead"
    )
    given = parser.parse_args()
    options = {"held_out": not given.tuning, "trials": given.trials}
    _print("False alarms, per series and run", list(false_alarms(given.seed, **options)))
    _print("Found, of what was planted", list(detections(given.seed, **options)))


def _print(title: str, rates: Sequence[Rate]) -> None:
    sys.stdout.write(f"\n| {title} | share | of |\n|---|---|---|\n")
    whole = Rate("**all**", sum(rate.alarms for rate in rates), sum(rate.of for rate in rates))
    for rate in (*rates, whole):
        sys.stdout.write(f"| {rate.name} | {rate.share:.2%} | {rate.of:,} |\n")


if __name__ == "__main__":
    main()
