"""Sealing, and the one secret everything hangs on."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import KeyMissingError
from app.security.cipher import OVERHEAD_BYTES, AesGcm, BrokenSealError, MasterKey

CIPHER = AesGcm(bytes(range(32)))


@settings(deadline=None)
@given(plaintext=st.binary(max_size=500), place=st.binary(max_size=50))
def test_what_was_sealed_opens_in_its_place(plaintext: bytes, place: bytes) -> None:
    sealed = CIPHER.seal(plaintext, place)

    assert len(sealed) == len(plaintext) + OVERHEAD_BYTES
    assert CIPHER.open(sealed, place) == plaintext


@settings(deadline=None)
@given(plaintext=st.binary(max_size=100), flip=st.integers(min_value=0))
def test_one_changed_bit_breaks_the_seal(plaintext: bytes, flip: int) -> None:
    sealed = bytearray(CIPHER.seal(plaintext, b"place"))
    sealed[flip // 8 % len(sealed)] ^= 1 << flip % 8

    with pytest.raises(BrokenSealError):
        CIPHER.open(bytes(sealed), b"place")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(OVERHEAD_BYTES)])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(BrokenSealError):
        CIPHER.open(sealed, b"")


def test_a_text_does_not_open_in_another_place_or_with_another_key() -> None:
    sealed = CIPHER.seal(b"value", b"here")

    with pytest.raises(BrokenSealError):
        CIPHER.open(sealed, b"there")
    with pytest.raises(BrokenSealError):
        AesGcm(bytes(32)).open(sealed, b"here")


def test_sealing_twice_gives_different_texts() -> None:
    assert CIPHER.seal(b"value", b"") != CIPHER.seal(b"value", b"")


def test_digests_tell_equal_from_different() -> None:
    digest = CIPHER.digest(b"value", b"place")

    assert CIPHER.digest(b"value", b"place") == digest
    others = [
        CIPHER.digest(b"valuf", b"place"),
        CIPHER.digest(b"value", b"plac"),
        CIPHER.digest(b"evalue", b"plac"),  # the same bytes, cut elsewhere
        AesGcm(bytes(32)).digest(b"value", b"place"),
    ]
    assert digest not in others


def test_a_key_of_another_size_is_no_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        AesGcm(b"short")


def test_a_master_key_survives_the_secrets_file() -> None:
    key = MasterKey.generate()

    assert MasterKey.from_text(key.to_text() + "\n") == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base64!",
        base64.b64encode(b"sixteen bytes only").decode(),
        base64.b64encode(bytes(33)).decode(),
        base64.b64encode(bytes(32)).decode(),
        base64.b64encode(b"a" * 32).decode(),
    ],
)
def test_a_master_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(KeyMissingError):
        MasterKey.from_text(text)


def test_keys_of_two_purposes_share_nothing() -> None:
    key = MasterKey.generate()

    with pytest.raises(BrokenSealError):
        key.cipher("credentials").open(key.cipher("run keys").seal(b"value", b""), b"")


def test_keys_do_not_show_in_their_text() -> None:
    key = MasterKey(b"0123456789abcdef0123456789abcdef")

    shown = repr(key) + str(key) + repr(key.cipher("any")) + repr(AesGcm(key.secret))

    assert "0123456789abcdef" not in shown
