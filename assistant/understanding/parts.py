"""The questions within a question."""

import re

from assistant.understanding.follow_up import filled

_ASKS = r"(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|hvordan|hvorfor|how|what|who|which|when|where|why)"
_VERB = r"(?:er|var|har|kan|skal|må|bliver|får|findes|gælder|vil|is|are|does|can)"
_PARTS = re.compile(
    rf"(?<=\?)\s+(?=\S)|,?\s+(?:og|and)\s+(?={_ASKS}\b)"
    rf"|,\s+(?={_ASKS} (?:mange|meget|er|skal|gør|many|much|is)\b)"
    rf"|,\s+(?:og|and)\s+(?={_VERB}\b)"
    rf"|\s+(?:og|and)\s+(?={_VERB} (?:der|det|den|de|man|en|et|jeg|vi|it|they|there)\b)",
    re.IGNORECASE,
)


def parts_of(question: str) -> tuple[str, ...]:
    """The questions within a question, at least one; each says what its pronoun stands for."""
    found: list[str] = []
    for part in (part.strip() for part in _PARTS.split(question)):
        if part:
            about = filled(part, found[-1]) if found else None
            found.append(about or part)
    return tuple(found) or (question,)
