"""Private keys of wallets: Bitcoin's import format and extended keys.

Sources: Bitcoin developer reference, "Wallet import format" (version 0x80); BIP 32 (``xprv``), SLIP-0132 (``yprv``, ``zprv``).
"""

import re

from app.detection.encodings import base58

_FORM = re.compile(rf"[5KL][{base58.BITCOIN}]{{50,51}}|[xyz]prv[{base58.BITCOIN}]{{100,108}}")


def is_valid(value: str) -> bool:
    """Whether the value is a key with its checksum.

    >>> is_valid("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"), is_valid("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and base58.checked(value) is not None
