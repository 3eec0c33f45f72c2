"""The network: texts to log-probabilities of classes, and a column's texts to those of the column.

Trained by ``training/`` from its own generators and open word lists (see ``training/README.md``); weights are rounded
to bytes (table) and half precision. Arithmetic in single precision on one thread of numpy: deterministic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from app.detection.wording.features import Encoded, encode
from app.detection.wording.lexicon import Lexicon

FloatArray = NDArray[np.float32]
MODEL_FILE = "model.npz"
_LEAST = -7.0


@dataclass(frozen=True, slots=True)
class Layers:
    """Two layers: a rectified one and a linear one before the softmax."""

    hidden: FloatArray
    hidden_bias: FloatArray
    output: FloatArray
    output_bias: FloatArray

    def log_probabilities(self, inputs: FloatArray) -> FloatArray:
        """Rows of inputs to rows of log-probabilities."""
        raised = np.maximum(inputs @ self.hidden + self.hidden_bias, 0)
        scores = raised @ self.output + self.output_bias
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class WordingModel:
    """Both stages.

    Attributes:
        classes: names of the classes in the order of every result.
        table: what the hashed n-grams mean, one row each.
        texts: from the means of the rows to the class of one text.
        columns: from the summary of a column's texts to the class of the column.
        shares: of each class in the columns it was trained on.
    """

    classes: tuple[str, ...]
    lexicon: Lexicon
    table: FloatArray
    texts: Layers
    columns: Layers
    shares: FloatArray

    def text_log_probabilities(self, texts: Sequence[str]) -> FloatArray:
        """For each text, none of them empty, the log-probability of each class."""
        encoded = encode(texts, self.lexicon)
        return self.texts.log_probabilities(inputs(encoded, self.table))

    def column_log_probabilities(self, texts: FloatArray) -> FloatArray:
        """From the log-probabilities of a column's distinct texts (at least one) to those of the column."""
        return self.columns.log_probabilities(summary(texts)[None, :])[0]


def inputs(encoded: Encoded, table: FloatArray) -> FloatArray:
    """The means of the rows of each pool, beside the plain numbers."""
    means: list[FloatArray] = []
    for rows, starts in zip(encoded.rows, encoded.starts, strict=True):
        counts = np.diff(np.append(starts, len(rows)))[:, None]
        means.append((np.add.reduceat(table.take(rows, axis=0), starts, axis=0) / counts).astype(np.float32))
    return np.concatenate([*means, encoded.dense], axis=1)


def summary(texts: FloatArray) -> FloatArray:
    """What the second stage sees of a column, per class and beside them how many texts.

    Per class the mean log-probability, its lower quartile (one kind of text in a column of words is alike in all
    of them) and the mean probability.
    """
    clipped = np.maximum(texts, _LEAST)
    size = np.array([np.log1p(len(texts)) / 3, clipped.max(axis=1).mean()], np.float32)
    low = np.sort(clipped, axis=0)[len(clipped) // 4] / 4
    return np.concatenate([clipped.mean(axis=0) / 4, low, np.exp(clipped).mean(axis=0), size])


@cache
def bundled_model() -> WordingModel:
    """The model that ships with the package."""
    with as_file(files("app.detection.wording") / MODEL_FILE) as path, np.load(path) as stored:
        part = {name: stored[name] for name in stored.files}
    single = {name: array.astype(np.float32) for name, array in part.items() if array.dtype == np.float16}
    lexicon = Lexicon(np.cumsum(part["gaps"], dtype=np.uint32), part["grades"])
    return WordingModel(
        tuple(str(name) for name in part["classes"]),
        lexicon,
        part["table"].astype(np.float32) * single["scale"][:, None],
        Layers(single["hidden"], single["hidden_bias"], single["output"], single["output_bias"]),
        Layers(
            single["stage_hidden"],
            single["stage_hidden_bias"],
            single["stage_output"],
            single["stage_output_bias"],
        ),
        part["shares"],
    )
