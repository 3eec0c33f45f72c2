"""WordNet's nouns below a concept: dishes, species, diseases, products, kinds of texts (Princeton WordNet licence)."""

from collections import defaultdict
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / ".cache/wordnet/package/dict"


@cache
def _nouns() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
    words: dict[str, list[str]] = {}
    below: dict[str, list[str]] = defaultdict(list)
    glosses: dict[str, str] = {}
    for line in (_FOLDER / "data.noun").read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        data, _, gloss = line.partition(" | ")
        field = data.split()
        offset, count = field[0], int(field[3], 16)
        words[offset] = [w.replace("_", " ") for w in field[4 : 4 + 2 * count : 2]]
        glosses[offset] = gloss.strip()
        pointers = field[5 + 2 * count :]
        for i in range(0, len(pointers) - 3, 4):
            if pointers[i] in {"@", "@i"}:
                below[pointers[i + 1]].append(offset)
    return words, below, glosses


@cache
def below(*roots: str) -> tuple[str, ...]:
    """Every noun below the first synset whose words are those of a root, ``a,b`` for one with words a and b."""
    words, children, _ = _nouns()
    found: dict[str, None] = {}
    for root in roots:
        wanted = set(root.split(","))
        starts = [o for o, w in words.items() if wanted <= set(w)]
        if not starts:
            raise KeyError(root)
        stack = [max(starts, key=_size)]
        seen = set(stack)
        while stack:
            offset = stack.pop()
            found.update(dict.fromkeys(words[offset]))
            new = [c for c in children[offset] if c not in seen]
            seen.update(new)
            stack.extend(new)
    return tuple(w for w in found if len(w) < 48)


@cache
def _size(offset: str) -> int:
    _, children, _ = _nouns()
    seen, stack = {offset}, [offset]
    while stack:
        for child in children[stack.pop()]:
            if child not in seen:
                seen.add(child)
                stack.append(child)
    return len(seen)


@cache
def glosses() -> tuple[str, ...]:
    """Definitions and example sentences."""
    return tuple(
        part.strip(' "') for text in _nouns()[2].values() for part in text.split(";") if 8 < len(part) < 160
    )
