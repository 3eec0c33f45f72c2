"""Profiling side by side on PostgreSQL: ``python -m bench.quality --rows 1000000 --rounds 3``."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.interleaved import Trial, run_interleaved, table
from bench.quality.accuracy import accuracy
from bench.quality.contenders import CONTENDERS
from bench.quality.peers.catalogue import DEFAULT_FOLDER, Peer, peers
from bench.quality.server import Target
from bench.quality.source import lacking_bytes, postgresql
from bench.quality.tables import growth, told

_USUAL = ("copy_null", "count", "flat", "exact", "default")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contenders", nargs="+", choices=sorted(CONTENDERS), default=list(_USUAL))
    parser.add_argument(
        "--peers",
        type=Path,
        nargs="?",
        const=DEFAULT_FOLDER,
        help="folder that bench.quality.peers.install filled",
    )
    parser.add_argument("--only", nargs="+", choices=[peer.name for peer in peers()], help="of the peers")
    parser.add_argument(
        "--accuracy", action="store_true", help="counts of different values against the server's"
    )
    chosen = parser.parse_args()
    lacking = lacking_bytes(chosen.rows)
    if lacking > 0:
        parser.error(f"the tables need {lacking / 2**30:.0f} GiB of disk more than there are")
    return chosen


def _run(target: Target, chosen: argparse.Namespace, guests: Sequence[Peer]) -> dict[str, list[Trial]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "target.json"
        file.write_text(json.dumps(target), encoding="utf-8")
        own = [sys.executable, "-m", "bench.quality.contenders"]
        commands = {name: [*own, name, str(file)] for name in chosen.contenders}
        trial = [sys.executable, "-m", "bench.quality.peers.trial"]
        for peer in guests:
            commands[peer.name] = [*trial, peer.name, str(peer.interpreter(chosen.peers)), str(file)]
        return run_interleaved(commands, chosen.rounds, guests=[peer.name for peer in guests])


def _write(lines: Iterable[str]) -> None:
    """A paragraph; nothing where there are no lines."""
    if written := [f"{line}\n" for line in lines]:
        sys.stdout.writelines([*written, "\n"])
        sys.stdout.flush()


def main() -> None:
    """Make the tables, let the contenders run in turns on each, print what they took and how exact they were."""
    chosen = _arguments()
    asked = [peer for peer in peers() if chosen.peers and (not chosen.only or peer.name in chosen.only)]
    missing = {peer.title: reason for peer in asked if (reason := peer.missing(chosen.peers))}
    guests = [peer for peer in asked if peer.title not in missing]
    _write(f"{title}: {reason}" for title, reason in missing.items())
    by_rows: dict[int, dict[str, list[Trial]]] = {}
    with postgresql(chosen.rows) as targets:
        for rows, target in zip(chosen.rows, targets, strict=True):
            by_rows[rows] = trials = _run(target, chosen, guests)
            _write((f"{rows:,} rows x 20 columns", "", *table(trials, against=chosen.contenders[0])))
            _write(f"{peer.title}: failed, see above" for peer in guests if peer.name not in trials)
            _write(told(trials))
            _write(accuracy(target) if chosen.accuracy else ())
    _write(growth(by_rows))


if __name__ == "__main__":
    main()
