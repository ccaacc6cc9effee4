"""How well a text says a question's words: by stem, by shared letters, by another word for it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from assistant.concepts import Alternatives
from assistant.figures import values
from assistant.question import Understood
from assistant.reply import Kind
from ingest import analyze
from ingest.everyday import rareness

Rarity = Callable[[str], float]
_GRAM = 4
_SPELT = 5  # letters from which a word may be a misspelling of another
_ALIKE = 84  # likeness of letters (0 to 100) from which it is
_TYPO = 0.9
_OTHER = 0.85  # of another word for the one that was asked
_PREFIX = 0.7  # likeness of a word to the compound it begins
_PART = 0.9  # of a word to a compound that holds it
_WHOLE = 0.7  # of a compound to a part of it
_SHORTEST = 3  # letters of a word that may begin a compound
_LEAST_MATCH = 0.5  # a weaker likeness of two words counts as none
_RAREST = 5.0  # inverse document frequency above this counts no more
_UNKNOWN = 2.0  # the same for a word that the library does not have
_NUMERAL = 0.3  # weight of a number where a list is asked for
_CONTEXT = 0.5  # weight of a word that only an earlier question has
# Words that ask for an answer of a kind, and that the answer need not say.
_ASKING: dict[Kind, frozenset[str]] = {
    "definition": frozenset(
        """
        begreb begrebet betegnelse betegnelsen betyder betyde betydning betydningen bogstaver
        bogstaverne definition definitionen defineres dækker dække forklar forklare forklaring
        forkortelse forkortelsen forstå forstår forstås går hedder kalder kaldes mener menes mening
        ord ordet sige står udtryk udtrykket mean means meant stand stands called term
        """.split()
    ),
    "list": frozenset("liste listen nævn nævne oversigt remse punkter list name".split()),
    "number": frozenset("antal antallet number".split()),
    "why": frozenset("årsag årsagen årsager årsagerne grund grunden grunde skyldes reason".split()),
    "overview": frozenset(
        "beskriv beskrive fortæl fortælle handler opsummer opsummering overblik kort".split()
    ),
}
_TERMED = re.compile(r"(?<=\w{4})s?(?:begrebet|ordet|udtrykket|betegnelsen)$")


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
    unknown: frozenset[str] = frozenset()  # words that the library never uses: misspelt, perhaps

    @property
    def total(self) -> float:
        """The weight of all words together."""
        return sum(self.weights.values())


def query(understood: Understood, part: str, rarity: Rarity, kind: Kind) -> Query:
    """A part of a question; words of earlier parts and of earlier questions count less."""
    # The first part stands alone; the next ones lean on it.
    before = () if part == understood.parts[0] else (understood.question,)
    bare = bool(understood.context) and not analyze.subjects(part)  # `og hvad så?`
    weights = {
        word: _weight(word, rarity) * (1.0 if bare else _CONTEXT)
        for earlier in (*understood.context, *before)
        for word in subject_words(earlier, kind)
    }
    if not bare:
        weights |= {word: _weight(word, rarity) for word in subject_words(part, kind)}
    if kind == "list":
        # A list of seven seldom says that it has seven.
        weights = {w: weight * (_NUMERAL if values(w) else 1) for w, weight in weights.items()}
    unknown = frozenset(w for w in weights if rarity(analyze.stem(w)) == rarity(""))
    if understood.language == "en":
        # A Danish library lacks most English words; only what it has, or has a word for, tells.
        told = weights.keys() - (unknown - understood.alternatives.keys())
        weights = {word: weight for word, weight in weights.items() if word in told} or weights
    return Query(kind, part, weights, understood.alternatives, unknown=unknown)


def subject_words(question: str, kind: Kind) -> list[str]:
    """The words that say what a question is about, without those that only ask; never none."""
    found = analyze.content_words(question)
    if kind == "definition":
        found = [_TERMED.sub("", word) for word in found]
    return [word for word in found if word not in _ASKING.get(kind, ())] or found


def coverage(query: Query, text: str) -> float:
    """Share (0 to 1) of the question's word weight that `text` covers, by likeness of words."""
    return share(query, matches(query, text))


def matches(query: Query, text: str) -> tuple[float, ...]:
    """How well `text` matches each of the question's words, in their order."""
    known = query.matched.get(text)
    if known is None:
        words = _words_of(text)
        known = tuple(_best(query, word, words) for word in query.weights)
        query.matched[text] = known
    return known


def _best(query: Query, word: str, words: frozenset[str]) -> float:
    """How well the best of `words` says a word of the question."""
    said = query.said.setdefault(word, {})
    if unseen := words - said.keys():
        lent = query.alternatives.get(word, {})
        grams, short = _any_of(word, tuple(lent))
        for found in unseen:
            far = grams.isdisjoint(_grams(found)) and not found.startswith(short)
            said[found] = 0.0 if far else _says(word, lent, found)
            if word in query.unknown and len(word) >= _SPELT:
                said[found] = max(said[found], misspelt(word, found))
    return max(map(said.__getitem__, words), default=0.0)


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(analyze.words(text))


@lru_cache(maxsize=10_000)
def _any_of(word: str, others: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What a word must share with one of some to be like it at all: 4-grams, or its beginning."""
    some = (word, *others)
    return frozenset().union(*map(_grams, some)), tuple(w for w in some if len(w) >= _SHORTEST)


def _says(word: str, alternatives: Mapping[str, float], found: str) -> float:
    """How well `found` says `word`, as itself or as another word for it."""
    other = (_OTHER * lent * likeness(other, found) for other, lent in alternatives.items())
    return max(likeness(word, found), max(other, default=0.0))


def misspelt(asked: str, found: str) -> float:
    """How well `found` says a word that may be a misspelling of it."""
    if asked[0].isdigit():
        return 0.0
    left, right = analyze.fold(asked), analyze.fold(found)
    # One letter of a short word makes more of its likeness than two of a long one.
    alike = OSA.distance(left, right, score_cutoff=1) <= 1 and rareness(asked) == 1
    return _TYPO if alike or fuzz.ratio(left, right, score_cutoff=_ALIKE) else 0.0


def either(left: Sequence[float], right: Sequence[float]) -> tuple[float, ...]:
    """The better match of each of the question's words."""
    return tuple(map(max, left, right))


def share(query: Query, matches: Sequence[float]) -> float:
    """Share (0 to 1) of the question's word weight that is matched."""
    found = sum(w * m for w, m in zip(query.weights.values(), matches, strict=True))
    return found / query.total if query.total else 0.0


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
    if asked == found or stem_of(asked) == stem_of(found):
        return 1.0
    if asked[0].isdigit() or found[0].isdigit():
        return 0.0
    if _SHORTEST <= len(asked) <= len(found) - 3 and found.startswith(asked):
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
    folded = stem_of(word)
    return frozenset(folded[i : i + _GRAM] for i in range(max(len(folded) - _GRAM + 1, 1)))


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """`analyze.stem`, remembered."""
    return analyze.stem(word)
