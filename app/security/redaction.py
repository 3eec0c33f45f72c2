r"""The second net: secrets in use right now are cut out of every text on its way out.

The first net is that no secret gets near such a text (constant error texts, passwords only in the vault and the
reader's pipe). Patterns like ``password=…`` miss most shapes a secret can take; this looks for the very values,
as they are and as URLs, JSON, Python and base64 write them.

>>> live = LiveSecrets()
>>> with live.held("p@ss word"):
...     live.redacted("postgresql://u:p%40ss%20word@db/x failed for 'p@ss word'")
"postgresql://u:[redacted]@db/x failed for '[redacted]'"
>>> live.redacted("p@ss word")
'p@ss word'
"""

import base64
import json
import re
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from urllib.parse import quote, quote_plus

MARK = "[redacted]"

SHORTEST_CHARACTERS = 4
"""Shorter secrets are not looked for: they occur everywhere by chance, and the gaps would tell them."""


class LiveSecrets:
    """The secrets some part of this process holds now. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._pattern: re.Pattern[str] | None = None

    @contextmanager
    def held(self, secret: str) -> Generator[None]:
        """Look for the secret during the block."""
        self._change(secret, 1)
        try:
            yield
        finally:
            self._change(secret, -1)

    def redacted(self, text: str) -> str:
        """The text with every held secret replaced by ``[redacted]``, in whatever form it stands there."""
        pattern = self._pattern
        return text if pattern is None else pattern.sub(MARK, text)

    def _change(self, secret: str, difference: int) -> None:
        if len(secret) < SHORTEST_CHARACTERS:
            return
        self._held[secret] += difference
        forms = {form for held, count in self._held.copy().items() if count > 0 for form in forms_of(held)}
        # Longest first: a form that begins like another must not leave its tail behind.
        ordered = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None


def forms_of(secret: str) -> frozenset[str]:
    r"""How a secret can stand in a text.

    >>> sorted(forms_of("a&b!"))[:3]
    ['61266221', 'EmYi', 'YSZiI']
    """
    return frozenset(form for form in _forms(secret) if len(form) >= SHORTEST_CHARACTERS)


def _forms(secret: str) -> Iterator[str]:
    data = secret.encode("utf-8", "surrogatepass")
    yield secret
    for quoted in (quote(data, safe=""), quote(data), quote_plus(data)):
        yield quoted
        yield re.sub(r"%[0-9A-F]{2}", lambda octet: octet[0].lower(), quoted)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield data.hex()
    yield data.hex().upper()
    yield from _base64_forms(data)


def _base64_forms(data: bytes) -> Iterator[str]:
    """Base64 of the secret wherever it stands in the encoded whole: three offsets, without the shared edges."""
    for offset in range(3):
        text = base64.b64encode(bytes(offset) + data).decode("ascii")
        first = -(-offset * 8 // 6)  # characters that hold bits of what stands before
        last = (offset + len(data)) * 8 // 6  # and those from which bits of what follows count
        inner = text[first:last]
        yield inner
        yield inner.translate(str.maketrans("+/", "-_"))


live_secrets = LiveSecrets()
"""Those of this process."""
