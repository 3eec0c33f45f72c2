"""Certificates for the drivers, in the reader process: authorities, our own certificate, and what is wrong with theirs."""

import os
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

from app.connection.fields import TlsMode
from app.connection.wire import Order

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # BSD, macOS
)
_PROBLEMS = {  # X509_V_ERR_… of OpenSSL
    9: "TLS_EXPIRED",
    10: "TLS_EXPIRED",
    18: "TLS_SELF_SIGNED",
    62: "TLS_WRONG_HOST",
    64: "TLS_WRONG_HOST",
}


def authorities_file(pem: str | None) -> str | None:
    """Path of the authorities to trust: the given PEM text, else the machine's own bundle, ``None`` without one."""
    if pem is not None:
        return in_memory("authorities", pem)
    known = ssl.get_default_verify_paths().cafile
    return next((path for path in (known, *_BUNDLES) if path and Path(path).is_file()), None)


def in_memory(name: str, text: str) -> str:
    """Path of a file with this text that is in memory only, ours alone, and gone when this process ends.

    Drivers want a path, and libpq wants a key that nobody else may read.
    """
    descriptor = os.memfd_create(name)
    os.fchmod(descriptor, 0o600)
    os.write(descriptor, text.encode())
    return f"/proc/self/fd/{descriptor}"


def tls_context(order: Order) -> ssl.SSLContext | None:
    """The context for an order's mode and certificates; ``None`` for off.

    Raises:
        ssl.SSLError: our certificate and its key do not belong together.
    """
    mode = TlsMode(str(order.fields["tls"]))
    if mode is TlsMode.OFF:
        return None
    pem = order.fields.get("ca_certificates")
    authorities = authorities_file(None if pem is None else str(pem)) if mode.verifies else None
    context = ssl.create_default_context(cafile=authorities)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # MySQL's own generated certificates do not pass it
    context.check_hostname = mode is TlsMode.VERIFY_HOST
    context.verify_mode = ssl.CERT_REQUIRED if mode.verifies else ssl.CERT_NONE
    certificate = order.fields.get("client_certificate")
    if certificate is not None and order.client_key is not None:
        context.load_cert_chain(
            in_memory("certificate", str(certificate)), in_memory("key", order.client_key)
        )
    return context


def problem_of(error: ssl.SSLCertVerificationError) -> str:
    """The failure's code for a certificate that was not accepted."""
    return _PROBLEMS.get(error.verify_code, "TLS_UNTRUSTED")


def certificate_problem(order: Order, introduce: Callable[[socket.socket], None]) -> str:
    """What is wrong with the server's certificate, for a driver that does not say; found by a handshake of our own.

    Nothing but the handshake is sent. ``introduce`` does what the protocol wants before it.
    """
    context = tls_context(order)
    assert context is not None  # noqa: S101 - a certificate was looked at
    target = (str(order.address), int(order.fields["port"] or 0))
    try:
        with socket.create_connection(target, order.connect_timeout_seconds) as channel:
            introduce(channel)
            context.wrap_socket(channel, server_hostname=str(order.fields["host"])).close()
    except ssl.SSLCertVerificationError as error:
        return problem_of(error)
    except OSError:
        return "TLS_HANDSHAKE"
    return "TLS_UNTRUSTED"
