"""A private key comes with its certificate, is never shown, and is looked for line by line."""

import pytest
import trustme

from app.connection.config import parse_connection
from app.connection.credential import Credential, credential_for
from app.errors import ConnectionFieldError
from app.security.redaction import LiveSecrets

AUTHORITY = trustme.CA()
ISSUED = AUTHORITY.issue_cert("scanner@db.internal")
KEY = ISSUED.private_key_pem.bytes().decode()
CERTIFICATE = ISSUED.cert_chain_pems[0].bytes().decode()
SHOP = {"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "scanner"}
WITH_CERTIFICATE = {**SHOP, "client_certificate": CERTIFICATE}


def test_a_credential_does_not_show_itself():
    shown = f"{Credential('planted password', KEY)!r} {Credential('planted password', KEY)}"
    assert "planted" not in shown
    assert KEY.splitlines()[1] not in shown


@pytest.mark.parametrize(
    ("password", "problem"),
    [("planted\0", "must not hold a NUL character"), ("planted\udcff", "is not valid Unicode")],
)
def test_a_password_that_no_driver_can_send_is_told_without_showing_it(password: str, problem: str):
    with pytest.raises(ConnectionFieldError) as caught:
        credential_for(parse_connection(SHOP), password, None)
    assert caught.value.explain().message == f"password: {problem}"


@pytest.mark.parametrize("credential", [Credential("p", KEY), Credential("p"), Credential(None, KEY)])
def test_what_was_sealed_is_read_back(credential: Credential):
    assert Credential.from_sealed(credential.sealed_text()) == credential


def test_every_line_of_a_key_is_a_secret_by_itself():
    live = LiveSecrets()
    line = max(KEY.splitlines(), key=len)
    for secret in Credential("planted password", KEY).secrets():
        with live.held(secret):
            assert secret not in live.redacted(f"before {secret} after")
    assert {KEY, "planted password", line} <= set(Credential("planted password", KEY).secrets())


def test_a_key_and_its_certificate_make_a_credential():
    assert credential_for(parse_connection(WITH_CERTIFICATE), "p", KEY) == Credential("p", KEY.strip())


@pytest.mark.parametrize(
    ("fields", "key", "problem"),
    [
        (SHOP, KEY, "needs its client certificate"),
        (WITH_CERTIFICATE, None, "is missing"),
        (WITH_CERTIFICATE, " ", "is missing"),
        (WITH_CERTIFICATE, CERTIFICATE, "must be PEM"),
        (WITH_CERTIFICATE, "planted", "must be PEM"),
        (WITH_CERTIFICATE, KEY.replace("PRIVATE", "ENCRYPTED PRIVATE"), "passphrase"),
        (WITH_CERTIFICATE, KEY + "x" * 20_000, "longer"),
        ({**WITH_CERTIFICATE, "host": "localhost", "tls": "off"}, KEY, "encryption is off"),
        ({"dialect": "sqlite", "path": "shop.db"}, KEY, "needs its client certificate"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_without_showing_it(
    fields: dict[str, object], key: str | None, problem: str
):
    with pytest.raises(ConnectionFieldError) as caught:
        credential_for(parse_connection(fields), "p", key)
    told = caught.value.explain().message
    assert problem in told
    assert "planted" not in told
    assert caught.value.evidence["field"] == "client_key"


def test_a_private_key_among_the_certificates_is_refused():
    with pytest.raises(ConnectionFieldError) as caught:
        parse_connection({**SHOP, "client_certificate": CERTIFICATE + KEY})
    assert caught.value.evidence["field"] == "client_certificate"
