"""Base 58 with the double SHA-256 checksum of Bitcoin.

Source: Bitcoin developer reference, "Base58Check encoding"; XRP Ledger documentation, "base58 encodings" (other alphabet).
"""

from hashlib import sha256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_CHECKSUM = 4


def decoded(text: str, alphabet: str = BITCOIN) -> bytes | None:
    r"""The bytes the text stands for, ``None`` if a character is not of the alphabet.

    >>> decoded("1112"), decoded("0")
    (b'\x00\x00\x00\x01', None)
    """
    number = 0
    for character in text:
        digit = alphabet.find(character)
        if digit < 0:
            return None
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return b"\x00" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def checked(text: str, alphabet: str = BITCOIN) -> bytes | None:
    r"""The payload, version first, if the last four bytes are its checksum.

    >>> checked("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")[:1], checked("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    (b'\x00', None)
    """
    raw = decoded(text, alphabet)
    if raw is None or len(raw) <= _CHECKSUM:
        return None
    payload, checksum = raw[:-_CHECKSUM], raw[-_CHECKSUM:]
    return payload if sha256(sha256(payload).digest()).digest()[:_CHECKSUM] == checksum else None
