"""Foreign text may say anything and do nothing."""

import pytest

from assistant.web.escape import escape

HOSTILE = (
    '<img src=x onerror="alert(1)">',
    "${Object.assign(window,{owned:1})}",
    "{{constructor.constructor('alert(1)')()}}",
    "`${alert(1)}`",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</script><script>alert(1)</script>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_hostile_text_is_syntax(text: str) -> None:
    assert not set(escape(text)) & set("<>\"'${}`")


def test_an_ampersand_is_escaped_once() -> None:
    assert escape("drift & økonomi") == "drift &amp; økonomi"


def test_control_characters_are_left_out() -> None:
    assert escape("a\x00b\x1b[31mc\nd\te") == "ab[31mc\nd\te"
