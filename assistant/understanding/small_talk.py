"""Greetings, thanks and questions of the assistant itself: nothing to search the documents for."""

import re

from ingest import analyze

_POLITE = frozenset(
    "hej hejsa hey hi hello halløj davs mojn goddag godmorgen godaften tak thanks farvel".split()
)
_AROUND = frozenset(
    """
    alle alt dag dejlig den der det dig du en er for fin fint for fortsat god hav hjælp hjælpen igen
    kan kunne kære lige mange med meget min morgen og aften okay ok på rigtig så svar svaret super
    sådan til tusind var virkelig vi dit ha hi hov jo
    """.split()
)
_OF_ITSELF = re.compile(
    r"^(?:hej )?(?:hvem er du|hvad er du|hvad kan du(?: hjælpe(?: \w+)? med)?"
    r"|hvad kan (?:jeg|man|vi) spørge (?:dig )?om|kan du hjælpe(?: mig)?|er du (?:der|en robot))$"
)


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks, or asks who answers."""
    words = analyze.words(text)
    if _OF_ITSELF.match(" ".join(words)):
        return True
    polite = [word for word in words if word in _POLITE]
    return bool(polite) and all(word in _POLITE or word in _AROUND for word in words)
