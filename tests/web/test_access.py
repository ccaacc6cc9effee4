"""Claims about who may change the library."""

import pytest
from pydantic import SecretStr
from starlette.requests import Request

from assistant.web.access import Gate, is_local

HERE = {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:7860"}
OPEN, KEYED = Gate(local=True), Gate(SecretStr("blåbær 12"), local=True)


def request(client: str = "127.0.0.1", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (client, 1), "headers": raw})


def test_without_a_key_this_machine_may() -> None:
    assert OPEN.access(request(**HERE)) == "open"
    assert OPEN.admits(request(**HERE))


def test_this_machine_has_more_than_one_name() -> None:
    assert OPEN.admits(request("::1", host="[::1]:7860", origin="http://[::1]:7860"))
    assert OPEN.admits(request(host="localhost:7860", origin="http://localhost:7860"))


def test_without_a_key_another_machine_may_not() -> None:
    assert OPEN.access(request("192.0.2.7", **HERE)) == "closed"


def test_without_a_key_nobody_may_where_other_machines_are_served() -> None:
    assert Gate().access(request(**HERE)) == "closed"


@pytest.mark.parametrize(
    "header", ["x_forwarded_for", "forwarded", "x_real_ip", "via", "x_forwarded_host"]
)
def test_what_a_proxy_passes_on_is_not_from_this_machine(header: str) -> None:
    assert not OPEN.admits(request(**HERE, **{header: "127.0.0.1"}))


def test_another_name_that_leads_here_is_not_this_machine() -> None:
    assert not OPEN.admits(request(host="evil.example", origin="http://evil.example"))


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "http://127.0.0.1:9999"])
def test_another_page_of_the_same_browser_may_not(origin: str) -> None:
    assert not OPEN.admits(request(host="127.0.0.1:7860", origin=origin))


def test_with_a_key_whoever_shows_it_may() -> None:
    assert KEYED.admits(request("192.0.2.7", x_holdepunkt_noegle="bl%C3%A5b%C3%A6r%2012"))


@pytest.mark.parametrize("shown", ["", "bl%C3%A5b%C3%A6r", "BL%C3%85B%C3%86R%2012"])
def test_with_a_key_this_machine_needs_it_too(shown: str) -> None:
    assert KEYED.access(request(**HERE)) == "key"
    assert not KEYED.admits(request(**HERE, x_holdepunkt_noegle=shown))


def test_the_key_is_not_told_where_a_gate_is_printed() -> None:
    assert "blåbær" not in repr(KEYED)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.0.2.7", False), ("holdepunkt.example", False)],
)  # fmt: skip
def test_an_address_that_others_reach_is_told(host: str, local: bool) -> None:
    assert is_local(host) is local
