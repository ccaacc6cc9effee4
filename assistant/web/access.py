"""Who may change the library: whoever shows the key, or without one, who sits at this machine."""

import hmac
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr
from starlette.requests import Request

KEY_HEADER = "x-holdepunkt-noegle"  # percent-encoded, since a header takes no æ, ø and å
# A proxy that adds one of these passes on what another machine asks.
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
Access = Literal["open", "key", "closed"]


@dataclass(frozen=True, slots=True)
class Gate:
    """The key, if one is set, and whether the app listens to this machine alone."""

    key: SecretStr | None = None
    local: bool = False

    def access(self, request: Request) -> Access:
        """What it takes to change the library: nothing, the key, or another machine."""
        if self.key:
            return "key"
        return "open" if self.local and _from_here(request) else "closed"

    def admits(self, request: Request) -> bool:
        """Whether this request may change the library."""
        if self.key:
            shown = unquote(request.headers.get(KEY_HEADER, ""))
            return hmac.compare_digest(shown.encode(), self.key.get_secret_value().encode())
        return self.access(request) == "open" and _from_own_page(request)


def is_local(host: str) -> bool:
    """Whether an address reaches this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_here(request: Request) -> bool:
    """Whether the request was made on this machine, and names it as this machine.

    A page elsewhere whose name is made to lead here asks for another name than ours.
    """
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return (
        request.client is not None
        and is_local(request.client.host)
        and is_local(named)
        and not any(name in request.headers for name in _PASSED_ON)
    )


def _from_own_page(request: Request) -> bool:
    """Whether our own page made the request, and not one that the same browser shows beside it."""
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")
