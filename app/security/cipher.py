"""Authenticated encryption: AES-256-GCM (NIST SP 800-38D), keys derived by HKDF-SHA256 (RFC 5869).

A sealed text is ``nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes)``. The associated data is not stored: whoever
opens must name it again, so a text moved to another place does not open there.

>>> cipher = AesGcm(bytes(32))
>>> cipher.open(cipher.seal(b"value", b"place"), b"place")
b'value'
"""

import base64
import binascii
import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import KeyMissingError

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES


class BrokenSealError(Exception):
    """The text was damaged, moved, or sealed with another key. Callers turn it into an error of ``app.errors``."""


class Cipher(Protocol):
    """Seals bytes under one key, and digests them under another derived from it."""

    def seal(self, plaintext: bytes, associated: bytes) -> bytes:
        """Encrypt; the result is ``OVERHEAD_BYTES`` longer and differs every time."""
        ...

    def open(self, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt; ``BrokenSealError`` unless key, text and associated data are the very same."""
        ...

    def digest(self, plaintext: bytes, associated: bytes) -> bytes:
        """32 bytes that tell equal plaintexts without telling anything else to who lacks the key."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class AesGcm:
    """AES-256-GCM with random nonces: safe for 2³² texts per key (SP 800-38D §8.3), so one key per run."""

    key: bytes

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            msg = f"an AES-256 key has {KEY_BYTES} bytes"
            raise ValueError(msg)

    def seal(self, plaintext: bytes, associated: bytes) -> bytes:
        """See ``Cipher.seal``."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, plaintext, associated)

    def open(self, sealed: bytes, associated: bytes) -> bytes:
        """See ``Cipher.open``."""
        if len(sealed) < OVERHEAD_BYTES:
            raise BrokenSealError
        try:
            return AESGCM(self.key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
        except InvalidTag:
            raise BrokenSealError from None

    def digest(self, plaintext: bytes, associated: bytes) -> bytes:
        """See ``Cipher.digest``: HMAC-SHA256 (RFC 2104) over length-prefixed parts."""
        framed = len(associated).to_bytes(8, "big") + associated + plaintext
        return hmac.new(_derived(self.key, "digest"), framed, sha256).digest()


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The one secret of an installation; everything else is derived from it or wrapped by it."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise KeyMissingError(reason=f"it has {len(self.secret)} bytes instead of {KEY_BYTES}")
        if len(set(self.secret)) == 1:
            raise KeyMissingError(reason="all its bytes are equal")

    @classmethod
    def from_text(cls, text: str) -> "MasterKey":
        """Read the base64 text that ``to_text`` wrote; ``KeyMissingError`` if it is anything else."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except (binascii.Error, ValueError):
            raise KeyMissingError(reason="it is not base64") from None

    @classmethod
    def generate(cls) -> "MasterKey":
        """A new random key."""
        return cls(os.urandom(KEY_BYTES))

    def to_text(self) -> str:
        """Base64, for the secrets file."""
        return base64.b64encode(self.secret).decode("ascii")

    def cipher(self, purpose: str) -> AesGcm:
        """The cipher for one purpose, e.g. ``run keys``; ciphers of different purposes share no key."""
        return AesGcm(_derived(self.secret, purpose))


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"sourcesense:" + purpose.encode()).derive(secret)
