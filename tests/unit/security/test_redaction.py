"""Secrets in use are cut out of texts, however they are written there."""

import base64
import json
import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.security.redaction import MARK, LiveSecrets

secrets = st.text(min_size=6, max_size=40).filter(lambda text: len(set(text)) > 3)
SHAPES: dict[str, Callable[[str], str]] = {
    "plain": lambda secret: f"password={secret};",
    "URL": lambda secret: f"postgresql://u:{quote(secret, safe='')}@host/db",
    "URL, lower case": lambda secret: re.sub("%..", lambda octet: octet[0].lower(), quote(secret)),
    "form": lambda secret: f"p={quote_plus(secret)}&x=1",
    "JSON": lambda secret: json.dumps({"password": secret}),
    "JSON in Unicode": lambda secret: json.dumps({"password": secret}, ensure_ascii=False),
    "repr": lambda secret: repr({"password": secret}),
    "hex": lambda secret: secret.encode().hex(),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize(
    "secret", ["correct horse", "pä$$wörd", "}{;@:/%'\"\\", "tab\tnew\nline", "パスワード"]
)
def test_a_held_secret_is_found_in_every_shape(shape: Callable[[str], str], secret: str) -> None:
    live = LiveSecrets()
    text = shape(secret)

    with live.held(secret):
        redacted = live.redacted(text)

    assert MARK in redacted
    assert secret not in redacted
    assert len(redacted) < len(text) + len(MARK)


@settings(deadline=None)
@given(secret=secrets, before=st.binary(max_size=5), after=st.binary(max_size=5), url_safe=st.booleans())
def test_a_secret_inside_base64_is_found_at_every_offset(
    secret: str, before: bytes, after: bytes, *, url_safe: bool
) -> None:
    live = LiveSecrets()
    encode = base64.urlsafe_b64encode if url_safe else base64.b64encode
    text = encode(before + secret.encode() + after).decode()

    with live.held(secret):
        assert MARK in live.redacted(text)


@settings(deadline=None)
@given(secret=secrets, text=st.text(max_size=50))
def test_what_is_no_longer_held_is_no_longer_looked_for(secret: str, text: str) -> None:
    live = LiveSecrets()
    with live.held(secret):
        pass

    assert live.redacted(text + secret) == text + secret


def test_a_secret_held_twice_is_looked_for_until_both_let_go() -> None:
    live = LiveSecrets()

    with live.held("shared secret"):
        with live.held("shared secret"):
            pass
        assert live.redacted("a shared secret") == f"a {MARK}"


def test_of_two_secrets_that_begin_alike_no_tail_is_left() -> None:
    live = LiveSecrets()

    with live.held("password"), live.held("password123"):
        assert live.redacted("password123 password") == f"{MARK} {MARK}"


@pytest.mark.parametrize("secret", ["", "a", "abc"])
def test_a_very_short_secret_is_not_looked_for(secret: str) -> None:
    live = LiveSecrets()

    with live.held(secret):
        assert live.redacted("abcabc") == "abcabc"


def test_a_secret_is_let_go_when_the_block_fails() -> None:
    live = LiveSecrets()

    def fail() -> None:
        with live.held("some secret"):
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert live.redacted("some secret") == "some secret"
