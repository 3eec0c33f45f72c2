"""TLS in its four modes, against servers whose certificates are good, expired, strange or missing."""

import pytest

from app.connection.config import Connection, Credential
from app.connection.limits import Limits
from app.connection.probe import probe
from app.connection.reader import Readers
from app.connection.session import Statement
from tests.support.certificates import Pair
from tests.support.strict_servers import StrictServer

STRANGE = ("other host", "expired", "unknown authority", "self-signed")
ACCEPTED = {
    "verify-host": {"good"},
    "verify-ca": {"good", "other host"},
    "encrypt": {"good", *STRANGE},
}
REFUSED = {
    "other host": "certificate_wrong_host",
    "expired": "certificate_expired",
    "unknown authority": "certificate_untrusted",
    "self-signed": "certificate_untrusted",
}
ENCRYPTED = {
    "postgresql": "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
    "mysql": "SELECT VARIABLE_VALUE <> '' FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'",
}


@pytest.mark.parametrize("certificate", ["good", *STRANGE])
@pytest.mark.parametrize("mode", ACCEPTED)
async def test_a_mode_accepts_exactly_the_certificates_it_says(
    strict: StrictServer, readers: Readers, mode: str, certificate: str
):
    strict.show(strict.authorities.server(certificate))
    connection = strict.connection(tls=mode)
    if certificate in ACCEPTED[mode]:
        assert await _is_encrypted(strict, readers, connection)
        return
    before = strict.attempts()
    report = await probe(readers, connection, strict.server.credential, Limits())
    assert report.failure is not None
    assert report.failure.code == REFUSED[certificate]
    assert strict.attempts() == before, "the server was told who we are"


async def test_self_signed_is_said_so(strict: StrictServer, readers: Readers):
    strict.show(strict.authorities.server("self-signed"))
    report = await probe(readers, strict.connection(), strict.server.credential, Limits())
    assert report.failure is not None
    assert "it signed itself" in report.failure.explain().message


async def test_a_self_signed_certificate_can_be_its_own_authority(strict: StrictServer, readers: Readers):
    pair = strict.authorities.server("self-signed")
    strict.show(pair)
    connection = strict.connection(tls="verify-ca", ca_certificates=pair.certificate)
    assert await _is_encrypted(strict, readers, connection)


async def test_a_client_certificate_lets_its_user_in(strict: StrictServer, readers: Readers):
    with strict.wanting_certificates():
        pair = strict.authorities.client("scanner")
        assert await _is_encrypted(strict, readers, *_with(strict, pair))


async def test_a_missing_client_certificate_is_told(strict: StrictServer, readers: Readers):
    """MariaDB says the same to a missing certificate as to a wrong password."""
    with strict.wanting_certificates():
        report = await probe(readers, strict.connection(), strict.server.credential, Limits())
    assert report.failure is not None
    assert report.failure.code == (
        "client_certificate" if strict.dialect == "postgresql" else "wrong_password"
    )
    assert "client certificate" in report.failure.explain().next_step


async def test_a_client_certificate_of_a_stranger_is_refused(strict: StrictServer, readers: Readers):
    with strict.wanting_certificates():
        connection, credential = _with(strict, strict.authorities.strange_client("scanner"))
        report = await probe(readers, connection, credential, Limits())
    assert report.failure is not None
    assert report.failure.code == "client_certificate"
    assert "does not accept" in report.failure.explain().message


async def test_a_key_that_belongs_to_another_certificate_is_told(strict: StrictServer, readers: Readers):
    pair = Pair(strict.authorities.client("scanner").certificate, strict.authorities.client("other").key)
    connection, credential = _with(strict, pair)
    report = await probe(readers, connection, credential, Limits())
    assert report.failure is not None
    assert report.failure.code == "client_certificate"
    assert "do not belong together" in report.failure.explain().message


def _with(strict: StrictServer, pair: Pair) -> tuple[Connection, Credential]:
    """The connection with this client certificate."""
    connection = strict.connection(client_certificate=pair.certificate)
    return connection, Credential(strict.server.password, pair.key)


async def _is_encrypted(
    strict: StrictServer, readers: Readers, connection: Connection, credential: Credential | None = None
) -> bool:
    async with readers.open(connection, credential or strict.server.credential, Limits()) as session:
        ((encrypted,),) = (await session.fetch(Statement(sql=ENCRYPTED[strict.dialect]))).rows
    return bool(encrypted)
