"""The page's frame: the HTML that Gradio serves is edited, and every response is guarded."""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEAD = """
<meta name="color-scheme" content="light">
<meta name="description" content="Svar med kilder fra bibliotekets egne dokumenter.">
<link rel="icon" type="image/svg+xml" href="/statisk/holdepunkt.svg">
<link rel="preload" as="font" type="font/woff2" crossorigin
 href="/statisk/fonts/IBMPlexSans-Regular-Latin1.woff2">
<link rel="preload" as="font" type="font/woff2" crossorigin
 href="/statisk/fonts/IBMPlexSans-SemiBold-Latin1.woff2">
"""
_STYLE = '<link rel="stylesheet" href="/statisk/{name}?v={version}">\n'
_RUN = '<script src="/statisk/{name}?v={version}"></script>\n'
_NOSCRIPT = (
    "<noscript>Holdepunkt bruger JavaScript. Slå det til for at stille spørgsmål.</noscript>"
)
_SOCIAL = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>')
_SCRIPT = re.compile(r"<script(?=[\s>])")
# Gradio builds functions from strings; it needs no inline script but those with the nonce.
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
GUARDS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


def edited(html: str, *, nonce: str, version: str, assets: Sequence[str] = ()) -> str:
    """Gradio's page in Danish, with our styles and scripts, and the nonce on every script."""
    html = _SOCIAL.sub("", html).replace('lang="en"', 'lang="da"', 1)
    html = _MANIFEST.sub("", html)
    parts = (_STYLE if name.endswith(".css") else _RUN for name in assets)
    ours = (
        part.format(name=name, version=version) for part, name in zip(parts, assets, strict=True)
    )
    html = html.replace("</head>", _HEAD + "".join(ours) + "</head>", 1)
    html = html.replace("</body>", _NOSCRIPT + "</body>", 1)
    return _SCRIPT.sub(f'<script nonce="{nonce}"', html)


class Shell:
    """ASGI middleware: edits "/" and sets the guarding headers on everything."""

    def __init__(self, app: ASGIApp, *, version: str, assets: Sequence[str] = ()) -> None:
        self._app = app
        self._edited = partial(edited, version=version, assets=assets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; what comes back is edited or guarded on its way out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] == "GET":
            # A compressed page could not be edited.
            kept = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            await self._app({**scope, "headers": kept}, receive, _Editor(send, self._edited))
        else:
            await self._app(scope, receive, _guarding(send))


class _Editor:
    """Holds the page back until it is whole, then sends it edited."""

    def __init__(self, send: Send, edit: Callable[..., str]) -> None:
        self._send = send
        self._edit = edit
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish()

    async def _finish(self) -> None:
        headers = MutableHeaders(raw=list(self._start["headers"]))
        body = self._body
        if "text/html" in Headers(raw=self._start["headers"]).get("content-type", ""):
            nonce = secrets.token_urlsafe(16)
            body = self._edit(body.decode(), nonce=nonce).encode()
            headers["content-security-policy"] = _POLICY.format(nonce=nonce)
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-store"
        headers.update(GUARDS)
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _guarding(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, value in GUARDS.items():
                headers.setdefault(name, value)
            message = {**message, "headers": headers.raw}
        await send(message)

    return guarded
