"""Asks the children whether they answer; plain HTTP on loopback, no proxy, short patience."""

import contextlib
import http.client
import json

from app.local.ports import LOOPBACK

_PATIENCE_SECONDS = 1.0
_LOWEST_FAILURE = 400


def fetch(port: int, path: str) -> bytes | None:
    """The body of a GET that succeeded, or None."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE_SECONDS)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        return body if answer.status < _LOWEST_FAILURE else None
    return None


def answers(port: int, path: str) -> bool:
    """Whether a GET succeeds."""
    return fetch(port, path) is not None


def temporal_version(ui_port: int) -> str | None:
    """Version of the running Temporal server, None while it does not answer.

    The UI passes the question on to the server, so an answer proves both.
    """
    return _field(fetch(ui_port, "/api/v1/cluster-info"), "serverVersion")


def daprd_version(http_port: int) -> str | None:
    """Version of the running daprd, None until its components are loaded."""
    if not answers(http_port, "/v1.0/healthz/outbound"):
        return None
    return _field(fetch(http_port, "/v1.0/metadata"), "runtimeVersion")


def _field(body: bytes | None, name: str) -> str | None:
    try:
        value = json.loads(body or b"{}").get(name)
    except (ValueError, AttributeError):
        return None
    return value if isinstance(value, str) else None
