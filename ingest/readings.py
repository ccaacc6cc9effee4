"""What a word damaged by OCR may read: Danish words and compounds, each with its cost.

A cost is a negative natural logarithm of a probability: of the word in Danish, and of the letters
having been misread as they stand. Words run together as Danish compounds do, with a linking s or
e, so that `beskaeftigelseskonsulent` is read though no list has it.
"""

import gzip
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import heappop, heappush
from importlib.resources import files

DANISH_LETTERS = frozenset("æøå")
Readings = dict[str, float]

_TOTAL = 3_800_000  # words that the list's counts are scaled to
_OWN_WORDS = 3_000  # words of the library at which its counts weigh as much as the list's
_JOINT = 5.0  # cost of a seam in a compound
_PART = 0.85  # share of its cost as a word of its own that a part of a compound has
_INFLECTED = 2.3  # cost of an ending after a word
_LEAST_INFLECTED = 14.5  # cost of the commonest word with an ending, since the list lacks it
_OTHER_LETTERS = 2.0  # cost added where another letter than æ, ø and å is misread
_COMMONEST_PART = 8.5  # least cost of a part: words common by themselves are not so in compounds
_SHORTEST_PART = 3  # letters
_LONG_PART = 5  # letters of a word that another, unknown one may be joined to
_RAREST_SHORT_PART = 9.5  # cost of a part of three letters at most
_LEAST_WORD = 2.5  # cost of the commonest word
_MOST_STEPS = 4_000  # of a search; a word that takes more has no clear reading
_ENDINGS = frozenset(
    "e en ene enes ens er erne ernes ers es et ets n ne nes ns r rne rnes rs s t ts".split()
)
_UNKNOWN = 9.0  # cost of a word that Danish has and the list lacks, besides its letters
_LETTER = 2.2  # cost of a letter of such a word


@dataclass(frozen=True)
class Lexicon:
    """Costs of words, and of each misread letter in a document of a given rate of damage."""

    costs: Mapping[str, float]
    misread: Mapping[str, tuple[tuple[str, float], ...]]  # seen: what it may have been
    intact: float  # cost of an æ, ø or å that is read as it is

    @cached_property
    def ordered(self) -> list[str]:
        """The words in order, for looking up beginnings."""
        return sorted(self.costs)

    def begins(self, prefix: str) -> bool:
        """Whether a word begins so."""
        place = bisect_left(self.ordered, prefix)
        return place < len(self.ordered) and self.ordered[place].startswith(prefix)


def lexicon(known: Mapping[str, int], damage: float) -> Lexicon:
    """The general list with a library's own counts, for the share of æ, ø and å misread."""
    costs = dict(word_costs())
    total = sum(known.values())
    own = total / (total + _OWN_WORDS)
    for word, count in known.items():
        general = math.exp(-costs.get(word, 99.0))
        costs[word] = -math.log((1 - own / 2) * general + own / 2 * count / total)
    misread: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (true, seen), cost in confusions().items():
        more = -math.log(damage) + (0.0 if true in DANISH_LETTERS else _OTHER_LETTERS)
        misread[seen].append((true, cost + more))
    options = {seen: tuple(sorted(true, key=lambda t: t[1])) for seen, true in misread.items()}
    return Lexicon(costs, options, -math.log(1 - damage))


def readings(seen: str, words: Lexicon, margin: float) -> Readings:
    """Cost of each reading of a word (lower case), up to the best one's cost plus `margin`.

    Among them the word as it stands, as a word that is known, that is made up of known ones, or
    that the list lacks.
    """
    found: Readings = {seen: as_unknown(seen, words)}
    best = found[seen]
    queue: list[tuple[float, int, str, str]] = [(0.0, 0, "", "")]
    passed: set[tuple[int, str, str]] = set()
    for _ in range(_MOST_STEPS):
        if not queue or queue[0][0] + _LEAST_WORD > best + margin:
            break
        cost, at, done, part = heappop(queue)
        if (at, done, part) in passed:
            continue
        passed.add((at, done, part))
        for reading, whole in _ends(seen, at, done, part, cost, words):
            found[reading] = min(whole, found.get(reading, whole))
            best = min(best, whole)
        for step in _steps(seen, at, done, part, cost, words):
            if step[0] + _LEAST_WORD <= best + margin:
                heappush(queue, step)
    else:
        return {seen: found[seen]}
    return {reading: cost for reading, cost in found.items() if cost <= best + margin}


def as_unknown(word: str, words: Lexicon) -> float:
    """Cost of a word as one that the list lacks, or as one joined to a known word.

    Names, foreign words and slips of the author are such words.
    """
    costs = [_UNKNOWN + _LETTER * len(word)]
    for cut in range(_LONG_PART, len(word) - 1):
        for known, rest in ((word[:cut], word[cut:]), (word[-cut:], word[:-cut])):
            if known in words.costs:
                joined = _as_part(words.costs[known]) + _JOINT
                costs.append(joined + _UNKNOWN + _LETTER * len(rest))
    return min(costs)


@cache
def word_costs() -> Mapping[str, float]:
    """Cost of each word of the general list."""
    packed = files("ingest").joinpath("data/words_da.tsv.gz").read_bytes()
    costs: dict[str, float] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        if not line.startswith("#"):
            count, words = line.split("\t")
            costs.update(dict.fromkeys(words.split(), math.log(_TOTAL) - float(count)))
    return costs


@cache
def confusions() -> Mapping[tuple[str, str], float]:
    """Cost of each misreading, by what is true and what is seen."""
    text = files("ingest").joinpath("data/confusions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(true, seen): -float(share) for true, seen, share in rows}


def _ends(
    seen: str, at: int, done: str, part: str, cost: float, words: Lexicon
) -> Iterator[tuple[str, float]]:
    """The whole readings that end with this part, with or without an ending."""
    ending = seen[at:]
    if (ending and ending not in _ENDINGS) or part not in words.costs:
        return
    if done and not _can_be_part(part, words):
        return
    own = words.costs[part]
    if ending:
        own = max(own + _INFLECTED, _LEAST_INFLECTED)
    yield done + part + ending, cost + (_as_part(own) if done else own)


def _steps(
    seen: str, at: int, done: str, part: str, cost: float, words: Lexicon
) -> Iterator[tuple[float, int, str, str]]:
    """One letter further: as it stands, misread, or over the seam of a compound."""
    if at == len(seen):
        return
    letter = seen[at]
    intact = words.intact if letter in DANISH_LETTERS else 0.0
    if words.begins(part + letter):
        yield cost + intact, at + 1, done, part + letter
    for width in (1, 2, 3):
        for true, share in words.misread.get(seen[at : at + width], ()):
            if at + width <= len(seen) and words.begins(part + true):
                yield cost + share, at + width, done, part + true
    if part in words.costs and len(seen) - at >= _SHORTEST_PART and _can_be_part(part, words):
        seam = cost + _as_part(words.costs[part]) + _JOINT
        yield seam, at, done + part, ""
        if letter in "se":
            yield seam, at + 1, done + part + letter, ""


def _as_part(cost: float) -> float:
    return max(cost, _COMMONEST_PART) * _PART


def _can_be_part(part: str, words: Lexicon) -> bool:
    if len(part) <= _SHORTEST_PART:
        return len(part) == _SHORTEST_PART and words.costs[part] <= _RAREST_SHORT_PART
    return True
