"""What stands in front of every route, the SDK's own included: deny by default.

The SDK's ``/workflows/v1`` routes come without authentication or any check of where a request comes from, and one
of them answers stored credentials (docs: SDK traps F11 to F13). This layer sits outside the router and lets
through a list of routes; it refuses requests that another site made a browser send, in the way of Datasette and
of the Fetch Metadata recommendation (W3C, ``Sec-Fetch-Site``), so no token is needed in forms.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 256 * 1024

_OPEN_ROUTES = (
    re.compile(r"/api/v1/[A-Za-z0-9_./-]+"),
    re.compile(r"/workflows/v1/(start|auth|check|metadata)"),
    re.compile(
        r"/workflows/v1/(result/(ss|sourcesense)-[A-Za-z0-9_-]+|status/[A-Za-z0-9_:-]+/[A-Za-z0-9-]+)"
    ),
    re.compile(r"/(health|ready|server/health|server/ready|metrics)"),
    re.compile(r"/|/[a-z0-9/_-]+\.(html|js|css|svg|woff2|png|txt)"),
)
_LENGTH = re.compile(r"[0-9]{1,9}")
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_METHODS = _SAFE_METHODS | {"POST", "PUT", "DELETE"}

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further."""

    status: int
    code: str
    title: str
    fix: str


UNKNOWN = Refusal(
    404, "no_such_route", "There is no such address.", "See /api/v1/openapi.json for all routes."
)
_METHOD = Refusal(405, "method_not_allowed", "This method is not used here.", "See /api/v1/openapi.json.")
_FOREIGN_HOST = Refusal(
    403,
    "foreign_host",
    "This server does not answer under that host name.",
    "Use the address printed at start.",
)
_CROSS_SITE = Refusal(
    403,
    "cross_site",
    "Another site sent this request.",
    "Open SourceSense itself, or use the REST API directly.",
)
_MEDIA_TYPE = Refusal(415, "media_type", "Send JSON.", "Set Content-Type: application/json.")
_TOO_LARGE = Refusal(413, "too_large", "The request is larger than 256 KiB.", "Send less.")

REFUSALS = (_FOREIGN_HOST, UNKNOWN, _METHOD, _CROSS_SITE, _TOO_LARGE, _MEDIA_TYPE)
"""Every rule, in the order in which they are tried."""


class Guard:
    """ASGI layer around the whole application.

    Args:
        app: what is guarded.
        hosts: names the server answers under, without port; a request for any other is refused, which stops DNS
            rebinding. Empty: any name (behind a proxy that checks it).
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with our headers added to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope["path"])
        refusal = self._refusal(scope)
        if refusal is not None:
            await refused(refusal)(scope, receive, send)
            return
        body = _LimitedBody(receive, send)
        try:
            await self._app(scope, body.receive, body.send)
        except ClientDisconnect:
            if not body.is_too_large:
                raise
        if body.is_too_large:
            await refused(_TOO_LARGE)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        """The first rule that the request breaks."""
        headers, method = Headers(scope=scope), scope["method"]
        known = any(route.fullmatch(scope["path"]) for route in _OPEN_ROUTES)
        page = method in _SAFE_METHODS and not _is_data(scope["path"])
        broken = (
            (_FOREIGN_HOST, bool(self._hosts) and _name_of(headers.get("host", "")) not in self._hosts),
            (UNKNOWN, not known),
            (_METHOD, method not in _METHODS),
            (_CROSS_SITE, _is_cross_site(headers, navigates=page)),
            (_TOO_LARGE, _declared_bytes(headers) > MAX_BODY_BYTES),
            (_MEDIA_TYPE, method in {"POST", "PUT"} and _has_body(headers) and not _is_json(headers)),
        )
        return next((refusal for refusal, applies in broken if applies), None)


def _declared_bytes(headers: Headers) -> int:
    """The length the request names; one that is no number counts as too large."""
    length = headers.get("content-length", "0")
    return int(length) if _LENGTH.fullmatch(length) else MAX_BODY_BYTES + 1


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _is_json(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("application/json")


def _is_data(path: str) -> bool:
    return path.startswith(("/api/", "/workflows/", "/metrics"))


def _is_cross_site(headers: Headers, *, navigates: bool) -> bool:
    """Whether a browser says that another site is behind the request.

    Following a link to a page is allowed; it reads nothing for the other site. Clients that are no browsers send
    neither header. A browser too old for ``Sec-Fetch-Site`` sends ``Origin`` with what could change something.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"} and not navigates
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _name_of(host: str) -> str:
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def refused(refusal: Refusal) -> JSONResponse:
    """The refusal as a problem document."""
    return JSONResponse(
        {
            "type": f"/docs/errors.html#{refusal.code}",
            "title": refusal.title,
            "status": refusal.status,
            "code": refusal.code,
            "fix": refusal.fix,
        },
        status_code=refusal.status,
        media_type="application/problem+json",
    )


class _LimitedBody:
    """Counts what arrives, because a chunked request names no length.

    Too much reads as a disconnect, and what the application answers to that is dropped.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._bytes = 0

    @property
    def is_too_large(self) -> bool:
        return self._bytes > MAX_BODY_BYTES

    async def receive(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_large else message

    async def send(self, message: Message) -> None:
        if not self.is_too_large:
            await self._send(message)


def _with_headers(send: Send, path: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if _is_data(path):
                headers["cache-control"] = "no-store"
            elif "cache-control" not in headers:
                headers["cache-control"] = "no-cache"
        await send(message)

    return sent
