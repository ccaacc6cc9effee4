"""The one door through which foreign text becomes HTML."""

import html
import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# gr.HTML pastes a value into a JavaScript template literal. It treats values as data today; a
# version that did not would find nothing to run.
_TEMPLATE = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})


def escape(text: str) -> str:
    """`text` as it may stand in an element or a quoted attribute, without control characters."""
    return html.escape(_CONTROL.sub("", text)).translate(_TEMPLATE)
