"""Trains both stages and writes ``app/detection/wording/model.npz``: ``python -m training.train``."""

import sys
import time
from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from app.detection.wording import features
from training import columnstage, lexicon
from training.columns import classes, columns
from training.network import Network, epoch, fresh, seed_numba

TARGET = Path(__file__).parents[1] / "app/detection/wording/model.npz"
WIDTH, HIDDEN = 24, 96
KNOWN, KEEP, SMOOTHING = 0.75, 0.9, 0.02
RATE, RATES = 0.05, (1.0, 0.6, 0.25)


def texts(random: Random, part: str, count: int, each: int = 3, **choice) -> tuple[list[str], np.ndarray]:
    """Texts of generated columns with their classes, at most ``each`` of one column."""
    order = {label: i for i, label in enumerate(classes())}
    found, labels = [], []
    for column in columns(random, part, **choice):
        for text in dict.fromkeys(column.draw() for _ in range(each)):
            if text:
                found.append(text)
                labels.append(order[column.label])
        if len(found) >= count:
            return found, np.array(labels, np.int64)
    raise AssertionError


@cache
def _known(part: str) -> "lexicon.Lexicon":
    return lexicon.build(part)


def train(
    random: Random, part: str, count: int, seed: int = 1, **choice
) -> tuple[Network, "lexicon.Lexicon"]:
    known = _known(part)
    started = time.time()
    values, labels = texts(random, part, count, **choice)
    print(
        f"{len(values):,} texts, {len(known.hashes):,} words known, {time.time() - started:.0f} s", flush=True
    )
    encoded = features.encode(values, known, KNOWN, seed)
    starts = [np.append(s, len(r)) for s, r in zip(encoded.starts, encoded.rows, strict=True)]
    net = fresh(features.ROWS, WIDTH, features.POOLS, features.DENSE, HIDDEN, len(classes()), seed)
    sums = (
        np.full(features.ROWS, 1e-6, np.float32),
        np.full_like(net.hidden, 1e-2),
        np.full_like(net.output, 1e-2),
    )
    seed_numba(seed)
    shuffle = np.random.default_rng(seed)
    for factor in RATES:
        started = time.time()
        loss, right = epoch(
            shuffle.permutation(len(values)),
            *(a for pair in zip(encoded.rows, starts, strict=True) for a in pair),
            encoded.dense,
            labels,
            net.table,
            net.hidden,
            net.hidden_bias,
            net.output,
            net.output_bias,
            *sums,
            np.float32(RATE * factor),
            KEEP,
            np.float32(SMOOTHING),
        )
        print(f"loss {loss:.3f}, {right:.1%} right while training, {time.time() - started:.0f} s", flush=True)
    return net, known


def save(net: Network, known: "lexicon.Lexicon", stage: dict[str, np.ndarray]) -> None:
    """Table rows as bytes with one scale per row; the rest in half precision."""
    scale = np.maximum(np.abs(net.table).max(axis=1), 1e-8) / 127
    np.savez_compressed(
        TARGET,
        classes=np.array(classes()),
        table=np.round(net.table / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float16),
        hidden=net.hidden.astype(np.float16),
        hidden_bias=net.hidden_bias.astype(np.float16),
        output=net.output.astype(np.float16),
        output_bias=net.output_bias.astype(np.float16),
        gaps=np.diff(known.hashes, prepend=np.uint32(0)).astype(np.uint32),
        grades=known.grades,
        **stage,
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600_000
    net, known = train(Random(7), "train", count)
    columns_read = int(sys.argv[2]) if len(sys.argv) > 2 else 30_000
    stage = columnstage.train(net, known, Random(11), columns_read, train)
    # More words are known in the end than in training; it drew a quarter of them as unknown.
    save(net, lexicon.build("all"), stage)


if __name__ == "__main__":
    main()
