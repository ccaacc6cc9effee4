"""How well a unit answers a question: how much of the question it covers, and how.

The features are those that carried the choice of sentence on Danish reading comprehension:
soft coverage with and without headings and the sentence before, the asked type of answer, and the
score of the passage. They are few, so that a thousand questions are enough to fit them.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.concepts import Alternatives
from assistant.question import Understood
from assistant.reply import Kind
from assistant.units import Unit
from ingest import analyze
from ingest.danish import MONTHS
from ingest.everyday import rareness

Rarity = Callable[[str], float]
# Fitted as a softmax over the sentences of five retrieved passages, on 1,673 questions of Danish
# reading comprehension (squad_da, CC BY-SA 4.0); right first sentence 0.625 on other articles.
WEIGHTS = {
    "coverage": 0.19,
    "coverage with headings": 0.90,
    "coverage with the unit before": 0.85,
    "coverage with the unit after": 0.30,
    "words in the same order": 0.16,
    "answer type": 0.38,
    "passage score": 1.38,
    "first passage": 0.12,
    "length": -0.08,
}
_GRAM = 4
_OTHER = 0.85  # of another word for the one that was asked
_PREFIX = 0.7  # likeness of a word to the compound it begins
_PART = 0.9  # of a word to a compound that holds it
_WHOLE = 0.7  # of a compound to a part of it
_LEAST_MATCH = 0.5  # a weaker likeness of two words counts as none
_RAREST = 5.0  # inverse document frequency above this counts no more
_UNKNOWN = 2.0  # the same for a word that the library does not have
_CONTEXT = 0.5  # weight of a word that only an earlier question has
_NUMBER = re.compile(
    r"\d|\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*|begge|ingen)\b",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH})\b|\bkvartal\b|\b(?:efterår|forår)", re.IGNORECASE
)
_DATES = re.compile(
    rf"\b\d{{1,2}}\. (?:{_MONTH})\b|\b(?:19|20)\d\d\b|\bs\. ?\d+(?:-\d+)?", re.IGNORECASE
)
_WHEN = re.compile(r"\bhvornår\b|\bwhen\b", re.IGNORECASE)
_AMOUNT = re.compile(r"pris|udgift|koste|beløb|\btal\b|\bprocent|\bandel", re.IGNORECASE)
_WHO = re.compile(r"\bhvem\b|\bwho\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\w )[A-ZÆØÅ]\w+")
_CAUSE = re.compile(
    r"\b(?:fordi|da|idet|grund|skyldes|derfor|for at|betyder|hvorfor)\b|\bårsag",
    re.IGNORECASE,
)
_IS = r"(?:er|betyder|dækker|fungerer som|svarer til|består af|vil sige)\b"
_NAMES = r"\b(?:kaldes|kaldt|omdøbt til|også kendt som|svarende til)"
_SEQUENCE = re.compile(
    r"\b(?:først|derefter|dernæst|herefter|så|til sidst|afslut\w*|inden|start\w*)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question's words with their weights (inverse document frequency, bounded)."""

    kind: Kind
    part: str  # as it was asked
    weights: dict[str, float]  # by word, lower case
    alternatives: Alternatives = field(default_factory=dict)
    # What was found out, since units are weighed with their neighbours and more than once: how
    # well a word of a text says one of the question's, and how well a whole text does.
    said: dict[str, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)
    matched: dict[str, tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def total(self) -> float:
        """The weight of all words together."""
        return sum(self.weights.values())


def query(understood: Understood, part: str, rarity: Rarity, kind: Kind) -> Query:
    """A part of a question; words of its other parts and of earlier ones count less."""
    weights = {
        word: _CONTEXT * _weight(word, rarity)
        for earlier in (*understood.context, understood.question)
        for word in analyze.content_words(earlier)
    }
    weights |= {word: _weight(word, rarity) for word in analyze.content_words(part)}
    return Query(kind, part, weights, understood.alternatives)


def rank(query: Query, units: Sequence[Unit], *, best: float) -> list[tuple[float, Unit]]:
    """Units with their scores, best first; `best` is the first passage's score.

    A score is the weighted sum of `features`; scores compare within one question only.
    """
    scored = [
        (sum(w * f for w, f in zip(WEIGHTS.values(), row, strict=True)), unit)
        for row, unit in zip(features(query, units, best=best), units, strict=True)
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def features(query: Query, units: Sequence[Unit], *, best: float) -> list[tuple[float, ...]]:
    """What speaks for each unit, in the order of `WEIGHTS`; each between about 0 and 1."""
    if not units:
        return []
    rows: list[tuple[float, ...]] = []
    asked = [_stem(word) for word in analyze.content_words(query.part)]
    for before, unit, after in zip([None, *units[:-1]], units, [*units[1:], None], strict=True):
        own = _matches(query, unit.reading)
        titled = _matches(query, f"{unit.document.source.title} {unit.about}")
        rows.append(
            (
                _share(query, own),
                _share(query, _either(own, titled)),
                _share(query, _either(own, _neighbour(query, unit, before))),
                _share(query, _either(own, _neighbour(query, unit, after))),
                _sequence(asked, unit.reading),
                answer_type(query.kind, query.part, unit.reading),
                unit.passage.score / best if best else 0.0,
                float(unit.passage.rank == 1),
                min(len(unit.text), 200) / 200,
            )
        )
    return rows


def _matches(query: Query, text: str) -> tuple[float, ...]:
    """How well `text` matches each of the question's words, in their order."""
    known = query.matched.get(text)
    if known is None:
        words = set(analyze.words(text))
        known = tuple(_best(query, word, words) for word in query.weights)
        query.matched[text] = known
    return known


def _best(query: Query, word: str, words: Collection[str]) -> float:
    """How well the best of `words` says a word of the question."""
    said = query.said.setdefault(word, {})
    for found in words:
        if found not in said:
            said[found] = _says(word, query.alternatives.get(word, {}), found)
    return max((said[found] for found in words), default=0.0)


def _says(word: str, alternatives: Mapping[str, float], found: str) -> float:
    """How well `found` says `word`, as itself or as another word for it."""
    other = (_OTHER * lent * likeness(other, found) for other, lent in alternatives.items())
    return max(likeness(word, found), max(other, default=0.0))


def _either(left: Sequence[float], right: Sequence[float]) -> tuple[float, ...]:
    return tuple(map(max, left, right))


def _share(query: Query, matches: Sequence[float]) -> float:
    """Share (0 to 1) of the question's word weight that is matched."""
    found = sum(w * m for w, m in zip(query.weights.values(), matches, strict=True))
    return found / query.total if query.total else 0.0


def _neighbour(query: Query, unit: Unit, other: Unit | None) -> tuple[float, ...]:
    """How well a neighbour in the same document matches; nothing where it is of another."""
    if other is None or other.document.id != unit.document.id:
        return (0.0,) * len(query.weights)
    return _matches(query, other.reading)


def _sequence(asked: Sequence[str], text: str) -> float:
    """Share of the question's stems that `text` has in the same order (longest subsequence)."""
    if not asked:
        return 0.0
    lengths = [0] * (len(asked) + 1)
    for word in analyze.words(text):
        stem, diagonal = _stem(word), 0
        for i, wanted in enumerate(asked, start=1):
            above = lengths[i]
            lengths[i] = diagonal + 1 if stem == wanted else max(lengths[i], lengths[i - 1])
            diagonal = above
    return lengths[-1] / len(asked)


def coverage(query: Query, text: str) -> float:
    """Share (0 to 1) of the question's word weight that `text` covers, by likeness of words."""
    return _share(query, _matches(query, text))


def answer_type(kind: Kind, question: str, text: str) -> float:
    """Whether `text` holds the type of thing asked for: 1, 0, or something between."""
    if kind == "number" or (kind == "compare" and _AMOUNT.search(question)):
        if _WHEN.search(question):
            return float(bool(_DATE.search(text)))
        said = analyze.words(without_dates(text))
        fresh = [n for n in said if n[0].isdigit() and n not in analyze.words(question)]
        return 1.0 if fresh else 0.5 * bool(_NUMBER.search(text))
    if kind == "why":
        return float(bool(_CAUSE.search(text)))
    if kind == "definition":
        return _defines(question, text)
    if _WHO.search(question):
        return float(bool(_NAME.search(text)))
    if kind == "procedure":
        return min(1.0, 0.5 * steps_in(text))
    return 0.0


def without_dates(text: str) -> str:
    """`text` without years and dates, which are no answer to how many."""
    return _DATES.sub(" ", text)


def steps_in(text: str) -> int:
    """How many words tell of steps: first, then, after that."""
    return len(_SEQUENCE.findall(text))


def _defines(question: str, text: str) -> float:
    """1 where the text says what a word of the question is; 0.2 where it says what anything is."""
    for word in analyze.content_words(question):
        noun = re.escape(word[: max(4, len(word) - 3)])
        says = rf"\b{noun}\w*,?\s+(?:(?:der|som)\s+)?{_IS}"
        names = rf"(?:\bdvs\.|det vil sige|{_NAMES})\s+(?:\w+\s+){{0,3}}{noun}"
        if re.search(f"{says}|{names}", text, re.IGNORECASE):
            return 1.0
    return 0.2 * bool(re.search(rf"\b{_IS}", text))


def _weight(word: str, rarity: Rarity) -> float:
    """Rare words count most; one that the library never uses says less than one that it does."""
    stem = analyze.stem(word)
    rare = min(rarity(stem), _UNKNOWN if rarity(stem) == rarity("") else _RAREST)
    return (0.3 + rare) * rareness(word) ** 2


@lru_cache(maxsize=200_000)
def likeness(asked: str, found: str) -> float:
    """How well `found` says `asked` (0 to 1): one stem is 1, else their shared 4-grams.

    A compound says its part (mentorbetaling: mentor) nearly; the part says the compound less,
    since it may be another's. Below one half is 0.
    """
    if asked == found or _stem(asked) == _stem(found):
        return 1.0
    if asked[0].isdigit() or found[0].isdigit():
        return 0.0
    if 3 <= len(asked) <= len(found) - 3 and found.startswith(asked):
        return _PREFIX  # job in jobkategorier
    shared, asked_grams, found_grams = _overlap(asked, found)
    narrower = found_grams >= asked_grams
    part = _PART if narrower else _WHOLE
    within = (
        part * shared / min(asked_grams, found_grams) if min(asked_grams, found_grams) > 2 else 0.0
    )
    alike = max(within, 2 * shared / (asked_grams + found_grams))
    return alike if alike >= _LEAST_MATCH else 0.0


def _overlap(left: str, right: str) -> tuple[int, int, int]:
    """Shared 4-grams, and how many each word has."""
    a, b = _grams(left), _grams(right)
    return len(a & b), len(a), len(b)


@lru_cache(maxsize=50_000)
def _grams(word: str) -> frozenset[str]:
    folded = _stem(word)
    return frozenset(folded[i : i + _GRAM] for i in range(max(len(folded) - _GRAM + 1, 1)))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return analyze.stem(word)
