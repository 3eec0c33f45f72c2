"""Certificate authorities of a test's own, and every kind of certificate a server or a client can come with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key, both as PEM text."""

    certificate: str
    key: str = field(repr=False)


class Authorities:
    """One authority that is trusted in a test and one that is not."""

    def __init__(self) -> None:
        self._trusted, self._stranger = trustme.CA(), trustme.CA()

    @property
    def trusted(self) -> str:
        """The trusted authority's certificate."""
        return self._trusted.cert_pem.bytes().decode()

    @property
    def stranger(self) -> str:
        """The other one's."""
        return self._stranger.cert_pem.bytes().decode()

    def server(self, kind: str) -> Pair:
        """A server's certificate: ``good``, ``other host``, ``expired``, ``unknown authority`` or ``self-signed``."""
        now = datetime.now(UTC)
        made = {
            "good": lambda: _pair(self._trusted.issue_cert(HOST)),
            "other host": lambda: _pair(self._trusted.issue_cert("db.elsewhere.example")),
            "expired": lambda: _pair(
                self._trusted.issue_cert(HOST, not_before=now - 3 * _DAY, not_after=now - _DAY)
            ),
            "unknown authority": lambda: _pair(self._stranger.issue_cert(HOST)),
            "self-signed": lambda: _self_signed(now),
        }
        return made[kind]()

    def client(self, user: str) -> Pair:
        """A client certificate of the trusted authority for this user."""
        return _pair(self._trusted.issue_cert(f"{user}@client.example", common_name=user))

    def strange_client(self, user: str) -> Pair:
        """One that nobody issued who is known to the server."""
        return _pair(self._stranger.issue_cert(f"{user}@client.example", common_name=user))


def _pair(issued: trustme.LeafCert) -> Pair:
    chain = "".join(pem.bytes().decode() for pem in issued.cert_chain_pems)
    return Pair(chain, issued.private_key_pem.bytes().decode())


def _self_signed(now: datetime) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .sign(key, hashes.SHA256())
    )
    return Pair(
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
    )
