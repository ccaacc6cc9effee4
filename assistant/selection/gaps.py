"""Sentences that tell what a source does not: a figure that is not given, a page that is lost."""

import re

_LACKS = re.compile(
    r"\bikke (?:oplyst|nævnt|angivet)\b"
    r"|\b(?:oplyser|fremgår|nævner|siger|angiver|står|skriver) ikke\b"
    r"|\b(?:mangler|gået tabt|faldet ud|kan ikke (?:ses|læses|aflæses))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:mangl\w*|fremgår|oplyst|uklar\w*|tabt|modsig\w*|åbent)\b", re.I)


def tells_of_a_gap(text: str) -> bool:
    """Whether a text says that the source does not give something, or has lost it."""
    return bool(_LACKS.search(text))


def asks_for_gaps(question: str) -> bool:
    """Whether a question asks for what is not told, lost or open."""
    return bool(_ASKS.search(question))
