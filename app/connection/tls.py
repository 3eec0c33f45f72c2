"""Certificate authorities for the drivers, in the reader process."""

import os
import ssl
from pathlib import Path

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # BSD, macOS
)


def authorities_file(pem: str | None) -> str | None:
    """Path of the authorities to trust: the given PEM text, else the machine's own bundle, ``None`` without one.

    The text is kept in memory and stays readable until this process ends; drivers want a path.
    """
    if pem is None:
        known = ssl.get_default_verify_paths().cafile
        return next((path for path in (known, *_BUNDLES) if path and Path(path).is_file()), None)
    descriptor = os.memfd_create("authorities")
    os.write(descriptor, pem.encode())
    return f"/proc/self/fd/{descriptor}"
