"""What a question asks for: its kind, its parts, and what an answer must name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.concepts import Alternatives
from assistant.reply import Kind, Reason
from ingest import analyze
from ingest.personal_data import find_cpr

LONGEST = 1_000  # characters of a question
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "compare",
        r"\bforskel|\bsammenlign|\bkontra\b|\bhver især\b|\bfor og imod\b|\bomvendt\b|\bfrem for\b"
        r"|\badskiller\b|\bdifference\b|\bcompare",
    ),
    ("why", r"\bhvorfor\b|\bårsag|\baf hvilke grunde\b|\bgrunde?ne? til\b|\bbegrund|\bwhy\b"),
    (
        "procedure",
        r"\btrin\b|\bskridt\b|\bfremgangsmåde|\bførst og (?:dernæst|derefter|så)\b|\bproces"
        r"|\bhvordan (?:foreg|gør|går|gik|får|fik|griber|kommer man|bliver|laver|opretter)"
        r"|\bhow do\b",
    ),
    (
        "list",
        r"\bhvad\b.*\b(?:består|indehold\w*|omfatter|rummer|er med i)\b"
        r"|\bhvad (?:er|var) (?:de )?(?:\w+ )?\w{4,}(?:erne|[bdfghjklmnprstv]ene)\b",
    ),
    (
        "number",
        r"\bhvor (?:mange|meget|lang|længe|stor|store|ofte|tit|gammel|høj|mnge|mage)\b"
        r"|\bhvad koste(?:r|de)\b|\bpris\b|\bprisen (?:på|for|pr)\b|\btjener\b|\bantal(?:let)?\b"
        r"|\bhvornår\b|\bprocent\b|\btimepris"
        r"|\bhow (?:many|much|long|often)\b|\bwhat (?:does|is the (?:price|cost)).*\bcost",
    ),
    (
        "list",
        r"\bhvilke\b|\bnævn\b|\boversigt|\bliste\b|\bpå hvilke måder\b"
        r"|\bhvem (?:er|var) med\b|\balle (?:grund|årsag|krav|punkt)"
        r"|\bwhich\b|\bwhat are\b|\blist\b",
    ),
    ("fact", r"\bhvad (?:er|var) \w{4,}(?:en|et) (?:for|på|i|af|til|hos|ved)\b"),
    (
        "definition",
        r"\bhvad (?:er|betyder|dækker|menes|mener|forstås|vil .* sige|går|hedder|hed)\b|\bdefini"
        r"|\bwhat (?:is|does .* mean)\b",
    ),
    (
        "yes_no",
        r"^(?:og |men )?(?:er|har|kan|skal|må|bliver|blev|får|findes|gælder|var|havde|vil|indgår"
        r"|bør|bruger|is|are|does|do|can|must)\b",
    ),
)
_FRAGMENT = re.compile(
    r"^(?:og|men|hvad (?:med|så)|what about)\b"
    r"|\b(?:det|den|de|dem|denne|dette|disse|dér)\s*(?:\?|$)"
    r"|\b(?:i|af|med|på|til|for|om) (?:det|den|dem|dette|disse)\b"
    r"|\bdet (?:første|andet|tredje)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|denne|dette|disse|samme|dér|it|they|that)\b", re.IGNORECASE
)
_ASKS = r"(?:hvor|hvad|hvem|hvilke[nt]?|hvornår|hvordan|hvorfor)"
_PARTS = re.compile(
    rf"(?<=\?)\s+(?=\S)|,?\s+(?:og|and)\s+(?={_ASKS}\b)"
    rf"|,\s+(?={_ASKS} (?:mange|meget|er|skal|gør)\b)",
    re.IGNORECASE,
)
_FEW = 3  # content words of a question that leans on the one before


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it will be searched for and answered."""

    question: str
    kind: Kind
    parts: tuple[str, ...]  # the questions within it, at least one
    context: tuple[str, ...] = ()  # earlier questions that it leans on, latest last
    declined: Reason | None = None
    alternatives: Alternatives = field(default_factory=dict)  # other words for the question's

    @property
    def wording(self) -> str | None:
        """The stand-alone wording that is searched for; None where the question stands alone."""
        return " – ".join([*self.context, self.question]) if self.context else None


def understand(question: str, history: Sequence[str] = ()) -> Understood:
    """What the question asks for, seen with the visitor's earlier questions (oldest first)."""
    text = " ".join(question.split())
    if find_cpr(text) or any(find_cpr(earlier) for earlier in history):
        return Understood(text, "fact", (text,), declined=Reason.PERSONAL_DATA)
    parts = tuple(part.strip() for part in _PARTS.split(text) if part and part.strip())
    return Understood(text, kind_of(text), parts or (text,), _context(text, history))


def kind_of(question: str) -> Kind:
    """The kind of answer that a question asks for."""
    plain = question.casefold()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, plain)), "fact")


def _context(text: str, history: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions that this one leans on: none where it stands alone."""
    context: list[str] = []
    # An earlier question may itself lean on the one before it.
    for earlier in (" ".join(earlier.split()) for earlier in reversed(history)):
        if not _leans(text):
            break
        if earlier:
            context.insert(0, earlier)
            text = earlier
    return tuple(context)


def _leans(text: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    words = len(analyze.content_words(text))
    begun = text[:1].islower() and words < _FEW
    return bool(_FRAGMENT.search(text) or (words <= _FEW and _POINTS_BACK.search(text)) or begun)
