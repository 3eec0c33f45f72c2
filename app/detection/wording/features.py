"""Texts as rows of a table: hashed character n-grams, shapes and words, without Python per n-gram.

Source: hashed n-grams with word boundaries and mean pooling after fastText (Joulin et al., "Bag of Tricks for
Efficient Text Classification", 2017); the polynomial hash and its final mix after murmur3's finaliser.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.detection.wording.lexicon import Lexicon

ROWS = 1 << 17
"""Rows of the table that n-grams are hashed to."""
POOLS = 3
"""Means taken apart: n-grams of one to three characters, of four and five, and words with shapes."""
DENSE = 14
"""Plain numbers beside the n-grams (see ``_dense``)."""

_LONGEST = 64
_SEPARATOR = 10
_STEP, _MIX = np.uint32(0x01000193), np.uint32(0x85EBCA6B)
_ALONE = 4
"""Kinds of features of a word by itself; the others are of pairs."""
_PLANE = 1 << 16
_OTHER = 0xFFFD
_LAST_CASED = 0x2C00  # beyond it only full-width letters have case, and values are normalised (NFKC) before

IntArray = NDArray[np.int64]
HashArray = NDArray[np.uint32]
FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts ready for the model.

    Attributes:
        rows: for each pool the table rows of all texts, one text after the other; each text has at least one.
        starts: for each pool where each text begins in ``rows``.
        dense: texts by ``DENSE`` numbers.
    """

    rows: tuple[IntArray, ...]
    starts: tuple[IntArray, ...]
    dense: FloatArray


@dataclass(frozen=True, slots=True)
class _Line:
    """All texts in one buffer, each between two separators.

    Attributes:
        ends: where the separators are, the first at 0.
        owner: for each symbol whose text it is of; a separator is of the text behind it.
        room: for each symbol how many there are up to the next separator, both counted.
    """

    count: int
    codes: IntArray
    folded: HashArray
    shapes: HashArray
    ends: IntArray
    owner: IntArray
    room: IntArray


def encode(texts: Sequence[str], lexicon: Lexicon, known: float = 1.0, seed: int = 0) -> Encoded:
    """The features of texts that are not empty; of each the first 64 characters.

    ``known`` is the share of words looked up in the lexicon, below 1 only in training: a model that always finds
    its words never learns what to do with others.
    """
    line = _line(texts)
    tokens, token_owner, codes = _tokens(line, lexicon, known, seed)
    words = _pool([_words(tokens, token_owner, codes), _outlines(line)], line.count)
    pools = [_gram_pool(line, (1, 2, 3)), _gram_pool(line, (4, 5)), words]
    return Encoded(
        tuple(rows for rows, _ in pools), tuple(starts for _, starts in pools), _dense(line, token_owner)
    )


def _line(texts: Sequence[str]) -> _Line:
    joined = "\n" + "\n".join(text[:_LONGEST].replace("\n", " ") for text in texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    if not joined.isascii():
        codes = np.where(codes < _PLANE, codes, _OTHER)
    fold, shape = _tables()
    return _line_of(codes, fold.take(codes), shape.take(codes))


def _line_of(codes: IntArray, folded: HashArray, shapes: HashArray) -> _Line:
    ends = np.flatnonzero(codes == _SEPARATOR)
    lengths = np.diff(ends)
    following = np.append(np.repeat(ends[1:], lengths), ends[-1])
    owner = np.append(np.repeat(np.arange(len(lengths)), lengths), len(lengths) - 1)
    return _Line(len(lengths), codes, folded, shapes, ends, owner, following - np.arange(len(codes)) + 1)


@dataclass(frozen=True, slots=True)
class _Features:
    """Hashes of several kinds at each place, which of them there are, and whose text each place is of, ascending."""

    hashes: HashArray
    exist: NDArray[np.bool_]
    owner: IntArray


def _gram_pool(line: _Line, sizes: Sequence[int]) -> tuple[IntArray, IntArray]:
    """Rows of every run of so many symbols of one text, boundaries included but by themselves, after row 0."""
    hashes, exist = _grams(line, line.folded, (1, *(size for size in sizes if size > 1)))
    if sizes[0] > 1:
        exist[:, 0] = False
    # The boundary in front of a text stands for row 0.
    exist[line.ends[:-1], 0] = True
    symbols = np.diff(line.ends)[:, None] + 1
    counts = 1 + np.maximum(symbols + 1 - np.array(sizes) - 2 * (np.array(sizes) == 1), 0).sum(axis=1)
    starts = np.cumsum(counts) - counts
    rows = _rows(hashes.ravel().take(np.flatnonzero(exist)))
    rows[starts] = 0
    return rows, starts


def _grams(line: _Line, symbols: HashArray, sizes: Sequence[int]) -> tuple[HashArray, NDArray[np.bool_]]:
    """For each place and size the hash of the run that begins there, and whether there is one."""
    count = len(symbols)
    padded = np.append(symbols, np.zeros(sizes[-1] - 1, np.uint32))
    hashes = np.empty((count, len(sizes)), np.uint32)
    exist = np.empty(hashes.shape, bool)
    hashed = np.zeros(count, np.uint32)
    for size in range(1, sizes[-1] + 1):
        hashed = hashed * _STEP + padded[size - 1 : size - 1 + count]
        if size in sizes:
            column = sizes.index(size)
            hashes[:, column] = hashed + np.uint32(size * int(_STEP) ** size % 2**32)
            exist[:, column] = line.room >= size
    exist[line.ends[-1]] = False
    if sizes[0] == 1:
        exist[line.ends, 0] = False
    return hashes, exist


def _outlines(line: _Line) -> _Features:
    """n-grams of the outline: runs of one class of character as one symbol ("Aa Aa 0" for "Main Street 12")."""
    kept = np.ones(len(line.shapes), bool)
    kept[1:] = line.shapes[1:] != line.shapes[:-1]
    kept[line.ends] = True
    shapes = line.shapes[kept]
    outline = _line_of(line.codes[kept], shapes, shapes)
    return _Features(*_grams(outline, shapes + np.uint32(0x5000), (2, 3, 5, 7)), outline.owner)


def _tokens(line: _Line, lexicon: Lexicon, known: float, seed: int) -> tuple[HashArray, IntArray, HashArray]:
    """The hash of every word, whose text it is of, and what the lexicon says of it."""
    is_word = _word_table()[line.codes]
    begins = np.flatnonzero(is_word & ~np.roll(is_word, 1))
    if not len(begins):
        return np.zeros(0, np.uint32), np.zeros(0, np.int64), np.zeros(0, np.uint32)
    inside = np.flatnonzero(is_word)
    first = np.searchsorted(inside, begins)
    lengths = np.diff(np.append(first, len(inside)))
    within = np.arange(len(inside)) - np.repeat(first, lengths)
    hashed = np.add.reduceat(line.folded[inside] * _powers()[within], first, dtype=np.uint32)
    codes = lexicon.codes(hashed)
    if known < 1:
        codes = np.where(np.random.default_rng(seed).random(len(codes)) < known, codes, 0)
    return hashed, line.owner[begins], codes.astype(np.uint32)


def _words(tokens: HashArray, owner: IntArray, codes: HashArray) -> _Features:
    """Words, their places, pairs and what the lexicon knows of them."""
    if not len(tokens):
        return _Features(np.zeros((0, 1), np.uint32), np.zeros((0, 1), bool), owner)
    is_last = np.append(owner[1:] != owner[:-1], True)
    is_first = np.append(True, is_last[:-1])
    place = (is_first * 2 + is_last).astype(np.uint32)
    token, code, where = (np.append(symbols[1:], symbols[:1]) for symbols in (tokens, codes, place))
    hashes = np.stack(
        [
            _salted(101, tokens),
            _salted(102, tokens, place),
            _salted(103, codes, place),
            _salted(104, codes),
            _salted(105, tokens, token),
            _salted(106, codes, code),
            _salted(107, codes, code, place, where),
        ],
        axis=1,
    )
    exist = np.ones(hashes.shape, bool)
    exist[is_last, _ALONE:] = False
    return _Features(hashes, exist, owner)


def _salted(salt: int, *symbols: HashArray) -> HashArray:
    hashed = symbols[0] + np.uint32(salt * int(_STEP) % 2**32)
    for symbol in symbols[1:]:
        hashed = hashed * _STEP + symbol
    return hashed


def _pool(parts: Sequence[_Features], count: int) -> tuple[IntArray, IntArray]:
    """Rows ordered by text; row 0 stands first in each, so that none is empty."""
    owners: list[IntArray] = [np.arange(count)]
    hashes: list[HashArray] = []
    for part in parts:
        there = np.flatnonzero(part.exist)
        place: IntArray = there // part.exist.shape[1]
        owners.append(part.owner[place])
        hashes.append(part.hashes.ravel().take(there))
    owner = np.concatenate(owners)
    rows = np.append(np.zeros(count, np.int64), _rows(np.concatenate(hashes)))
    counts = np.bincount(owner, minlength=count)
    return rows.take(np.argsort(owner, kind="stable")), np.cumsum(counts) - counts


def _rows(hashes: HashArray) -> IntArray:
    mixed = (hashes ^ (hashes >> np.uint32(15))) * _MIX
    return ((mixed ^ (mixed >> np.uint32(13))) % np.uint32(ROWS - 1) + np.uint32(1)).astype(np.int64)


# Classes of characters whose shares are told apart; the letters stand for scripts (see ``_SCRIPTS``).
_KINDS = ("A", "a", "0", " ", ".,", "-_/", "cgC", "hkKx", "rdtv", "'\"()&:;!?")


@cache
def _kind_table() -> IntArray:
    table = np.full(128, len(_KINDS), np.int64)
    for kind, characters in enumerate(_KINDS):
        table[list(map(ord, characters))] = kind
    return table


def _dense(line: _Line, token_owner: IntArray) -> FloatArray:
    """Length, words, and shares of kinds of characters."""
    body = np.ones(len(line.codes), bool)
    body[line.ends] = False
    owner, shapes = line.owner[body], line.shapes[body]
    length = np.maximum(np.diff(line.ends) - 1, 1)
    kinds = owner * (len(_KINDS) + 1) + _kind_table()[shapes]
    counted = np.bincount(kinds, minlength=line.count * (len(_KINDS) + 1)).reshape(line.count, -1)
    shares = (counted[:, :-1] / length[:, None]).T
    words = np.bincount(token_owner, minlength=line.count)
    initial = line.shapes[line.ends[:-1] + 1]
    last = line.shapes[line.ends[1:] - 1]
    columns = [np.log1p(length) / 2, np.log1p(words), *shares, initial == ord("0"), last == ord("0")]
    return np.stack(columns, axis=1).astype(np.float32)


@cache
def _powers() -> HashArray:
    powers = np.full(_LONGEST + 1, 0x9E3779B1, np.uint32)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint32)


@cache
def _word_table() -> NDArray[np.bool_]:
    shape = _tables()[1]
    return np.isin(shape, list(map(ord, "Aa0cgCxhkKrdtv")))


# First code point, one past the last, class: letters without case, by script.
_SCRIPTS = (
    (0x0370, 0x0400, "g"), (0x0400, 0x0530, "c"), (0x0530, 0x0590, "C"), (0x0590, 0x0600, "h"),
    (0x0600, 0x0700, "r"), (0x0750, 0x0780, "r"), (0x0900, 0x0E00, "d"), (0x0E00, 0x0F00, "t"),
    (0x0F00, 0x10A0, "v"), (0x10A0, 0x1100, "C"), (0x1200, 0x1800, "v"), (0x1F00, 0x2000, "g"),
    (0x3040, 0x3100, "k"), (0x3400, 0xA000, "x"), (0xAC00, 0xD7B0, "K"), (0xF900, 0xFB00, "x"),
    (0xFB50, 0xFE00, "r"), (0xFE70, 0xFF00, "r"),
)  # fmt: skip


@cache
def _tables() -> tuple[HashArray, HashArray]:
    """For each code point its folded form (lower case, no accents, digits as one) and the class of character."""
    fold = np.arange(_PLANE, dtype=np.uint32)
    shape = np.full(_PLANE, ord("~"), np.uint32)
    for code in range(_LAST_CASED):
        fold[code], shape[code] = _symbols(chr(code))
    for first, end, kind in _SCRIPTS:
        shape[first:end] = ord(kind)
    shape[0x4E00:0xA000] = ord("x")
    return fold, shape


def _symbols(character: str) -> tuple[int, int]:
    if character.isdigit():
        return ord("0"), ord("0")
    if character.isspace():
        return (_SEPARATOR, _SEPARATOR) if character == "\n" else (ord(" "), ord(" "))
    plain = unicodedata.normalize("NFKD", character)[0].lower()[0]
    if character.isalpha():
        return ord(plain), ord("A" if character.isupper() else "a")
    return ord(plain), ord(character) if character.isascii() else ord("~")
