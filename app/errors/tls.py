"""Reaching the source over TLS."""

from app.errors.base import Category, SourceSenseError


class TlsFailedError(SourceSenseError):
    """TLS could not be agreed for another reason than those below. Evidence: host."""

    code = "tls_failed"
    category = Category.PRECONDITION
    title = "No encrypted connection could be made."
    message = "The TLS handshake with {host} failed."
    next_step = "Check that nothing between here and the server changes the connection, and that it knows TLS 1.2 or later."


class TlsNotOfferedError(SourceSenseError):
    """The server has no TLS. Evidence: host."""

    code = "tls_not_offered"
    category = Category.PRECONDITION
    title = "The database server does not offer encryption."
    message = "{host} does not offer encrypted connections; nothing was sent."
    next_step = "Switch TLS on at the server; without it only a server on this machine can be read."


class TlsRequiredError(SourceSenseError):
    """The server wants TLS, and it is off. Evidence: host."""

    code = "tls_required"
    category = Category.PRECONDITION
    title = "The database server accepts encrypted connections only."
    message = "{host} accepts encrypted connections only, at least for this user and database."
    next_step = "Choose “verify host” as encryption."


class SignInUnsafeError(SourceSenseError):
    """The server asked for the password in a way that gives it away. Evidence: host."""

    code = "sign_in_unsafe"
    category = Category.PRECONDITION
    title = "The database server asked for the password in a way that would give it away."
    message = "{host} asked for the password in a way that would give it away; it was not sent."
    next_step = "Choose “verify host” as encryption so that the server is known, or use SCRAM or a salted hash for this user."


class CertificateUntrustedError(SourceSenseError):
    """The server's certificate is not signed by a trusted authority. Evidence: host, reason."""

    code = "certificate_untrusted"
    category = Category.PRECONDITION
    title = "The database server's certificate is not trusted."
    message = "The certificate of {host} is not trusted: {reason}."
    next_step = "Paste the certificate of the authority that signed it (or of the server itself) as certificate authority."


class CertificateWrongHostError(SourceSenseError):
    """The server's certificate is for another name. Evidence: host."""

    code = "certificate_wrong_host"
    category = Category.PRECONDITION
    title = "The database server's certificate is for another host."
    message = "The server's certificate is trusted and does not name “{host}”."
    next_step = (
        "Use the host name that stands in the certificate, or “verify CA” if the name cannot be right."
    )


class CertificateExpiredError(SourceSenseError):
    """The server's certificate has expired or is not valid yet. Evidence: host."""

    code = "certificate_expired"
    category = Category.PRECONDITION
    title = "The database server's certificate has expired or is not valid yet."
    message = "The certificate of {host} has expired or is not valid yet."
    next_step = "Ask the server's administrator to renew it; check this machine's clock too."


class ClientCertificateError(SourceSenseError):
    """The server wants a client certificate, or not this one. Evidence: product, user, reason."""

    code = "client_certificate"
    category = Category.AUTH
    title = "The client certificate is missing or was not accepted."
    message = "{product} does not let “{user}” in: {reason}."
    next_step = "Give the client certificate and its private key that the server's administrator issued for this user."
