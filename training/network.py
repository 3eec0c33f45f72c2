"""The network and its training: means of table rows, one hidden layer, softmax; AdaGrad, one text at a time.

Sources: fastText (Joulin et al. 2017) for the means of hashed n-grams; AdaGrad (Duchi, Hazan and Singer 2011),
with one accumulator per row of the table.
"""

from dataclasses import dataclass

import numba
import numpy as np


@dataclass
class Network:
    """Weights in single precision; ``app.detection.wording.model`` reads them rounded."""

    table: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    output: np.ndarray
    output_bias: np.ndarray


def fresh(rows: int, width: int, pools: int, dense: int, hidden: int, classes: int, seed: int) -> Network:
    r = np.random.default_rng(seed)
    inputs = pools * width + dense
    return Network(
        r.normal(0, 0.02, (rows, width)).astype(np.float32),
        r.normal(0, (1 / inputs) ** 0.5, (inputs, hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        r.normal(0, (1 / hidden) ** 0.5, (hidden, classes)).astype(np.float32),
        np.zeros(classes, np.float32),
    )


@numba.njit(fastmath=True, cache=True)
def epoch(
    order,
    rows0,
    starts0,
    rows1,
    starts1,
    rows2,
    starts2,
    dense,
    labels,
    table,
    hidden,
    hidden_bias,
    output,
    output_bias,
    a_table,
    a_hidden,
    a_output,
    rate,
    keep,
    smoothing,
):
    width, classes, size = table.shape[1], output.shape[1], hidden.shape[1]
    inputs = hidden.shape[0]
    x, gx = np.empty(inputs, np.float32), np.empty(inputs, np.float32)
    h, gh = np.empty(size, np.float32), np.empty(size, np.float32)
    p = np.empty(classes, np.float32)
    kept = np.empty(2048, np.int64)
    loss, right = 0.0, 0
    one, few = np.float32(1.0), np.float32(1e-6)
    for item in order:
        x[:] = 0
        position = 0
        c0, c1, c2 = 0, 0, 0
        for pool in range(3):
            if pool == 0:
                rows, first, last = rows0, starts0[item], starts0[item + 1]
            elif pool == 1:
                rows, first, last = rows1, starts1[item], starts1[item + 1]
            else:
                rows, first, last = rows2, starts2[item], starts2[item + 1]
            begin = position
            for k in range(first, last):
                if (k == first or np.random.random() < keep * (1 - 0.25 * (pool == 2))) and position < 2048:
                    kept[position] = rows[k]
                    position += 1
            n = position - begin
            if pool == 0:
                c0 = n
            elif pool == 1:
                c1 = n
            else:
                c2 = n
            base = pool * width
            for k in range(begin, position):
                row = kept[k]
                for j in range(width):
                    x[base + j] += table[row, j]
            scale = one / np.float32(n)
            for j in range(width):
                x[base + j] *= scale
        for j in range(dense.shape[1]):
            x[3 * width + j] = dense[item, j]
        for j in range(size):
            h[j] = hidden_bias[j]
        for i in range(inputs):
            v = x[i]
            for j in range(size):
                h[j] += v * hidden[i, j]
        for j in range(classes):
            p[j] = output_bias[j]
        for i in range(size):
            if h[i] > 0:
                v = h[i]
                for j in range(classes):
                    p[j] += v * output[i, j]
        top, best = p[0], 0
        for j in range(1, classes):
            if p[j] > top:
                top, best = p[j], j
        total = np.float32(0)
        for j in range(classes):
            p[j] = np.exp(p[j] - top)
            total += p[j]
        label = labels[item]
        right += best == label
        loss -= np.log(p[label] / total + few)
        for j in range(classes):
            p[j] = p[j] / total - smoothing / np.float32(classes)
        p[label] -= one - smoothing
        # p is now the gradient of the outputs.
        for i in range(size):
            gh[i] = 0
            if h[i] > 0:
                v = h[i]
                s = np.float32(0)
                for j in range(classes):
                    s += p[j] * output[i, j]
                gh[i] = s
                for j in range(classes):
                    g = v * p[j]
                    a_output[i, j] += g * g
                    output[i, j] -= rate * g / np.sqrt(a_output[i, j] + few)
        for j in range(classes):
            output_bias[j] -= np.float32(0.01) * rate * p[j]
        for i in range(inputs):
            v = x[i]
            s = np.float32(0)
            for j in range(size):
                s += gh[j] * hidden[i, j]
                g = v * gh[j]
                a_hidden[i, j] += g * g
                hidden[i, j] -= rate * g / np.sqrt(a_hidden[i, j] + few)
            gx[i] = s
        for j in range(size):
            hidden_bias[j] -= np.float32(0.01) * rate * gh[j]
        position = 0
        for pool in range(3):
            n = c0 if pool == 0 else (c1 if pool == 1 else c2)
            base = pool * width
            square = np.float32(0)
            scale = one / np.float32(n)
            for j in range(width):
                gx[base + j] *= scale
                square += gx[base + j] * gx[base + j]
            square /= np.float32(width)
            for k in range(position, position + n):
                row = kept[k]
                a_table[row] += square
                step = np.float32(2) * rate / np.sqrt(a_table[row] + np.float32(1e-8))
                for j in range(width):
                    table[row, j] -= step * gx[base + j]
            position += n
    return loss / len(order), right / len(order)


@numba.njit(cache=True)
def seed_numba(seed):
    np.random.seed(seed)
