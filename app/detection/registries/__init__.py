"""Lists that a registry publishes, one per file; the first line names the registry and the version.

``organisation_prefixes.bin`` holds the IEEE MA-L assignments (24-bit OUIs, https://standards-oui.ieee.org/oui/oui.txt
of May 2024), three bytes each, in order.
"""

from functools import cache
from importlib.resources import files

_PREFIX_BYTES = 3


@cache
def codes(name: str) -> frozenset[str]:
    """The white-space separated entries of the list ``name``; lines that begin with ``#`` are comments.

    >>> "org" in codes("top_level_domains"), "png" in codes("top_level_domains")
    (True, False)
    """
    text = (files("app.detection.registries") / f"{name}.txt").read_text("utf-8")
    return frozenset(code for line in text.splitlines() if not line.startswith("#") for code in line.split())


@cache
def organisation_prefixes() -> frozenset[bytes]:
    """The 24-bit prefixes that IEEE assigned to makers of network hardware.

    >>> bytes.fromhex("001A2B") in organisation_prefixes(), bytes.fromhex("FFFFFF") in organisation_prefixes()
    (True, False)
    """
    raw = (files("app.detection.registries") / "organisation_prefixes.bin").read_bytes()
    return frozenset(raw[at : at + _PREFIX_BYTES] for at in range(0, len(raw), _PREFIX_BYTES))
