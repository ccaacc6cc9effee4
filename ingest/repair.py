"""Words of a text whose Danish letters OCR has damaged, and what they should read.

`forlgb` reads `forløb`, `p&` reads `på`. A text as a whole must look damaged before any word of
it is repaired, and a word is repaired only where one reading clearly wins over all others, the
word as it stands among them.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ingest.danish import ABBREVIATIONS
from ingest.document import Repair
from ingest.readings import DANISH_LETTERS, Lexicon, confusions, lexicon, readings, word_costs

_SURE = 0.85  # probability that a reading must have
_MARGIN = 6.0  # cost above the best reading's up to which others are weighed
_DAMAGED = 0.02  # share of the words with æ, ø or å from which a text counts as damaged
_MOST_DAMAGE = 0.98  # share that is reckoned with; some æ, ø or å may always stand
_FEWEST = 3  # misread words that show it
_DANISH = 0.1  # share of everyday Danish words from which a text counts as Danish
_ENGLISH_NEAR = 2  # English words among the neighbours that make a word be left alone
_NEAR = 8  # words either side that are its neighbours
_NAME = 6.0  # how much likelier a capital letter makes a word that the list lacks
_COMMON = 13.0  # cost of a word up to which it is common enough to show that
_LONG = 6  # letters from which a word has an ending
_REMEMBERED = 100_000  # words of which it is kept whether they look misread
_TELLING = 4.5  # cost up to which a misreading shows that a text is damaged
_WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*(?:[@&¢][^\W_]*)*|(?<![^\s\W])[@&¢][^\W_]+")
_OPENING = re.compile(r"(?:^|[\n.!?:•»*\"“”-])\s*$")
_ADDRESS = re.compile(r"\S*(?:\w@[\w-]+\.\w|://|\bwww\.)\S*")
_LINE_END = frozenset(("-\n", "\u00ad\n"))
_EVERYDAY = frozenset("og er det en til af med der den som de et ikke kan eller fra har om".split())
_ENGLISH = frozenset("the of and to is with that this by are was which from we it as".split())


def find_repairs(text: str, known: Mapping[str, int]) -> tuple[Repair, ...]:
    """The damaged words of `text` that have one clear reading, in order; none in sound text.

    `known` counts the words, in lower case, of other texts of the library; they must be sound
    (see `is_damaged`), or a misreading would count as a word.
    """
    if not is_damaged(text):
        return ()
    words = lexicon(_sound(known), min(damage(text), _MOST_DAMAGE))
    clear: dict[tuple[str, bool], str | None] = {}
    repairs = []
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    matches = list(_WORD.finditer(text))
    for place, match in enumerate(matches):
        seen, is_name = match.group(), _is_name(text, match)
        if not _may_be_damaged(seen) or _is_cut(text, match) or _within(addresses, match.start()):
            continue
        key = seen.lower(), is_name
        if key not in clear:
            clear[key] = clear_reading(*key, words)
        reading = clear[key]
        if reading and not _in_english(matches, place):
            repairs.append(Repair(*match.span(), _cased(reading, seen)))
    return tuple(repairs)


def is_damaged(text: str) -> bool:
    """Whether so many words of a Danish text are misread that its words are worth repairing."""
    return damage(text) >= _DAMAGED


def damage(text: str) -> float:
    """Share of the words with æ, ø or å in which they are misread, judged by the plainest cases.

    0 for a text that is not Danish, or without such words.
    """
    counts = Counter(_WORD.findall(text.lower()))
    if sum(counts[word] for word in _EVERYDAY) < _DANISH * counts.total():
        return 0.0
    costs = word_costs()
    sound = sum(n for word, n in counts.items() if not DANISH_LETTERS.isdisjoint(word))
    misread = sum(n for word, n in counts.items() if word not in costs and _is_plain_case(word))
    return misread / (misread + sound) if misread >= _FEWEST else 0.0


def clear_reading(seen: str, is_name: bool, words: Lexicon) -> str | None:
    """What a word (lower case) reads, if that is sure and is not what it stands as."""
    found = readings(seen, words, _MARGIN)
    if is_name and seen in found and seen not in words.costs:
        found[seen] -= _NAME
    best = min(found, key=lambda reading: found[reading])
    total = sum(math.exp(found[best] - cost) for cost in found.values())
    return best if total < 1 / _SURE and not _is_another_form(seen, best) else None


def _is_another_form(seen: str, reading: str) -> bool:
    """Whether a reading differs in its last letter alone: no list has all forms of a word."""
    if not DANISH_LETTERS.isdisjoint(reading) or len(seen) < _LONG:
        return seen == reading
    return seen[:-1] == reading[:-1]


@cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    """What the commonest misreadings of æ, ø and å stand for."""
    common: dict[str, tuple[str, ...]] = {}
    for (true, seen), cost in confusions().items():
        if true in DANISH_LETTERS and cost <= _TELLING:
            common[seen] = (*common.get(seen, ()), true)
    return common


@lru_cache(maxsize=_REMEMBERED)
def _is_plain_case(word: str) -> bool:
    """Whether one common misreading undone makes a common word of it."""
    costs = word_costs()
    return any(costs.get(undone, 99.0) <= _COMMON for undone in _undone(word))


def _undone(word: str) -> Iterator[str]:
    """The word with one of the commonest misreadings undone."""
    telling = _telling()
    for at in range(len(word)):
        for width in (1, 2):
            for true in telling.get(word[at : at + width], ()):
                yield word[:at] + true + word[at + width :]


def _sound(known: Mapping[str, int]) -> dict[str, int]:
    """The words that are not a commoner one with a letter misread."""
    return {
        word: count
        for word, count in known.items()
        if not any(known.get(other, 0) >= count for other in _undone(word))
    }


def _may_be_damaged(seen: str) -> bool:
    """Words of one letter, abbreviations and code names are left alone."""
    if len(seen) < 2 or seen.lower() in ABBREVIATIONS:
        return False
    inner = seen[1:].replace("A", "a") if seen[0].islower() else seen[1:]  # sA, from så
    if inner != inner.lower() and not (seen.isupper() and len(seen) >= _LONG):
        return False
    return sum(letter.isdigit() for letter in seen) < 2


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word has a capital letter though no sentence or line begins with it."""
    before = text[max(0, match.start() - 80) : match.start()]
    return match.group()[0].isupper() and not _OPENING.search(before)


def _is_cut(text: str, match: re.Match[str]) -> bool:
    """Whether a word goes on in the next line, or comes from the one before."""
    after = text[match.end() : match.end() + 2]
    before = text[max(0, match.start() - 2) : match.start()]
    return not _LINE_END.isdisjoint((after, before))


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    place = bisect_left(spans, (at + 1,)) - 1
    return place >= 0 and at < spans[place][1]


def _in_english(matches: Sequence[re.Match[str]], place: int) -> bool:
    near = matches[max(0, place - _NEAR) : place + _NEAR + 1]
    return sum(match.group().lower() in _ENGLISH for match in near) >= _ENGLISH_NEAR


def _cased(reading: str, seen: str) -> str:
    if seen.isupper():
        return reading.upper()
    return reading[0].upper() + reading[1:] if seen[0].isupper() else reading
