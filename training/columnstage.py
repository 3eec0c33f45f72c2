"""The second stage: from the texts of a generated column to its class, trained on words the first never saw."""

import time
from collections.abc import Iterator
from random import Random

import numpy as np

from app.detection.wording import features
from app.detection.wording.lexicon import Lexicon
from app.detection.wording.model import Layers, inputs, summary
from training.columns import Column, classes, columns
from training.network import Network

SIZES = (1, 2, 3, 5, 5, 5, 8, 12, 20, 40)
_HIDDEN, _BATCH, _STEPS, _RATE = 64, 256, 6000, 0.002


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


def train(net: Network, known: Lexicon, random: Random, count: int, **choice) -> dict[str, np.ndarray]:
    """Adam (Kingma and Ba 2015) on cross-entropy with a little weight decay."""
    started = time.time()
    x, drawn = summaries(net, known, columns(random, "held", **choice), count, random)
    order = {label: i for i, label in enumerate(classes())}
    y = np.array([order[c.label] for c in drawn])
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
    print(f"second stage: {count:,} columns, {time.time() - started:.0f} s", flush=True)
    names = ("stage_hidden", "stage_hidden_bias", "stage_output", "stage_output_bias")
    shares = (np.bincount(y, minlength=k) / len(y)).astype(np.float32)
    return {**{n: w.astype(np.float16) for n, w in zip(names, weights, strict=True)}, "shares": shares}
