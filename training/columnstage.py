"""The second stage: from the texts of a generated column to its class, trained on words the first never saw.

Half of its columns are read by first stages of their own, each of which lacks a part of the ordinary kinds and of
the languages of names: so it learns what an unfamiliar kind looks like (out-of-fold predictions as in stacking,
Wolpert, "Stacked Generalization", 1992). Those kinds are the class ``unfamiliar``.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from random import Random

import numpy as np

from app.detection.wording import features
from app.detection.wording.lexicon import Lexicon
from app.detection.wording.model import Layers, inputs, summary
from training import sources as S
from training.columns import FOLDS, UNFAMILIAR, Column, classes, columns, left_out, told
from training.network import Network

SIZES = (1, 2, 3, 5, 5, 5, 8, 12, 20, 40)
_HIDDEN, _BATCH, _STEPS, _RATE = 64, 256, 9000, 0.002
_FOLD_TEXTS = 110_000


def summaries(
    net: Network, known: Lexicon, drawn: Iterator[Column], count: int, sizes: Random
) -> tuple[np.ndarray, list[Column]]:
    """The summaries of ``count`` columns of various sizes, and the columns."""
    first = Layers(net.hidden, net.hidden_bias, net.output, net.output_bias)
    found, owners = [], []
    while len(owners) < count:
        batch, texts = [], []
        while len(batch) < 500:
            column = next(drawn)
            values = [v for v in dict.fromkeys(column.draw() for _ in range(sizes.choice(SIZES))) if v]
            if values:
                batch.append((column, len(values)))
                texts += values
        logs = first.log_probabilities(inputs(features.encode(texts, known), net.table))
        position = 0
        for column, size in batch:
            found.append(summary(logs[position : position + size]))
            owners.append(column)
            position += size
    return np.stack(found).astype(np.float32), owners


Train = Callable[..., tuple[Network, Lexicon]]
"""Trains a first stage: ``training.train.train``."""


def _fold(
    fold: int, train_first: Train, count: int, without: frozenset[str], locales: tuple[str, ...] | None
) -> tuple[np.ndarray, list[str]]:
    """Columns as a first stage reads them that lacks the kinds of this fold and some languages of names."""
    random = Random(100 + fold)
    every = locales or tuple(S.person_lists())
    languages = sorted({S.language_of(l) for l in every})
    seen = tuple(l for l in every if languages.index(S.language_of(l)) % FOLDS != fold or l == "en_US")
    net, known = train_first(
        Random(50 + fold),
        "train",
        _FOLD_TEXTS,
        seed=50 + fold,
        without=without | left_out(fold),
        locales=seen,
    )
    choice = {"without": without, "locales": every}
    strange = (
        replace(c, label=UNFAMILIAR)
        for c in columns(random, "held", only=left_out(fold) - without, locales=every)
    )
    drawn = {
        0.4: columns(random, "held", only=told(), **choice),
        0.45: strange,
        0.15: columns(random, "held", without=without | left_out(fold), locales=every),
    }
    parts = [summaries(net, known, source, int(count * share), random) for share, source in drawn.items()]
    return np.concatenate([x for x, _ in parts]), [c.label for _, owners in parts for c in owners]


def out_of_fold(
    train_first: Train, count: int, without: frozenset[str], locales: tuple[str, ...] | None
) -> tuple[np.ndarray, list[str]]:
    """``count`` columns of each fold, two folds at a time."""
    started = time.time()
    one = partial(_fold, train_first=train_first, count=count, without=without, locales=locales)
    with get_context("fork").Pool(2) as pool:
        parts = pool.map(one, range(FOLDS), chunksize=1)
    print(f"{FOLDS} folds, {time.time() - started:.0f} s", flush=True)
    return np.concatenate([x for x, _ in parts]), [label for _, labels in parts for label in labels]


def train(
    net: Network,
    known: Lexicon,
    random: Random,
    count: int,
    train_first: Train,
    without: frozenset[str] = frozenset(),
    locales: tuple[str, ...] | None = None,
) -> dict[str, np.ndarray]:
    """Adam (Kingma and Ba 2015) on cross-entropy with a little weight decay."""
    started = time.time()
    x, drawn = summaries(net, known, columns(random, "held", without=without, locales=locales), count, random)
    strange, labels = out_of_fold(train_first, count // FOLDS, without, locales)
    x = np.concatenate([x, strange])
    order = {label: i for i, label in enumerate(classes())}
    y = np.array([order[label] for label in (*(c.label for c in drawn), *labels)])
    r = np.random.default_rng(3)
    k = len(classes())
    weights = [
        r.normal(0, x.shape[1] ** -0.5, (x.shape[1], _HIDDEN)),
        np.zeros(_HIDDEN),
        r.normal(0, _HIDDEN**-0.5, (_HIDDEN, k)),
        np.zeros(k),
    ]
    moments = [[np.zeros_like(w), np.zeros_like(w)] for w in weights]
    for step in range(1, _STEPS + 1):
        rows = r.integers(0, len(x), _BATCH)
        a = x[rows]
        h = a @ weights[0] + weights[1]
        raised = np.maximum(h, 0)
        s = raised @ weights[2] + weights[3]
        s = np.exp(s - s.max(1, keepdims=True))
        p = s / s.sum(1, keepdims=True)
        p[np.arange(_BATCH), y[rows]] -= 1
        p /= _BATCH
        back = (p @ weights[2].T) * (h > 0)
        gradients = [a.T @ back, back.sum(0), raised.T @ p, p.sum(0)]
        rate = _RATE * (1 - step / _STEPS) + 1e-5
        for w, g, m in zip(weights, gradients, moments, strict=True):
            m[0] = 0.9 * m[0] + 0.1 * g
            m[1] = 0.999 * m[1] + 0.001 * g * g
            ahead = m[0] / (1 - 0.9**step) / (np.sqrt(m[1] / (1 - 0.999**step)) + 1e-8)
            np.subtract(w, rate * (ahead + (1e-3 * w if w.ndim > 1 else 0)), out=w)
    print(f"second stage: {len(x):,} columns, {time.time() - started:.0f} s", flush=True)
    names = ("stage_hidden", "stage_hidden_bias", "stage_output", "stage_output_bias")
    shares = (np.bincount(y, minlength=k) / len(y)).astype(np.float32)
    return {**{n: w.astype(np.float16) for n, w in zip(names, weights, strict=True)}, "shares": shares}
