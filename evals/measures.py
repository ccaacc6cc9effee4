"""What is counted, as small functions that can be redone on paper."""

import math
import re
import unicodedata
from collections.abc import Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

LONGEST_ANSWER = 700  # characters that a fully right answer has at most
LONGEST_OF_KIND = dict.fromkeys(("list", "compare", "procedure", "multi_doc"), 1_400)
ALIKE = 80  # per cent of a quote that must stand in a passage
SHORTEST_LIKENESS = 20  # characters; a shorter quote must stand there whole

Interval = tuple[float, float]
_WHOLE_WORDS = frozenset("ti to tre fire fem seks syv otte ni nej iss ibm suf cv ams".split())
_NUMBER = re.compile(r"[\d.,:/%+\-–\s]*\d[\d.,:/%+\-–\s]*")
_MARK = re.compile(r"\s?\[\d+\]")
_Z = 1.959964  # standard deviations either side that hold 95 % of a normal distribution
_RESAMPLES = 2_000


def normalised(text: str) -> str:
    """NFKC, lower case, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def without_marks(answer: str) -> str:
    """The answer without its citation marks: the 7 of [7] is not something it says."""
    return _MARK.sub("", answer)


def says(answer: str, alternative: str) -> bool:
    """Whether an answer says the alternative; both are normalised first.

    Digits with their punctuation and a few short words must stand as a whole token: not next to a
    letter or digit, and not within a longer number such as 1.150 or 1.100,50. A range is two
    numbers: 90-100 says 90. Anything else may stand anywhere, so a stem covers its forms.
    """
    answer, alternative = normalised(answer), normalised(alternative)
    if not (_NUMBER.fullmatch(alternative) or alternative in _WHOLE_WORDS):
        return alternative in answer
    token = rf"(?<!\w)(?<!\d[.,]){re.escape(alternative)}(?!\w)(?![.,]\d)"
    return re.search(token, answer) is not None


def missing(answer: str, facts: Sequence[Sequence[str]]) -> list[str]:
    """The first alternative of each fact group that the answer says none of."""
    said = without_marks(answer)
    return [group[0] for group in facts if not any(says(said, fact) for fact in group)]


def coverage(answer: str, facts: Sequence[Sequence[str]]) -> float:
    """Share of the fact groups that the answer says; 1 where there are none."""
    return 1 - len(missing(answer, facts)) / len(facts) if facts else 1.0


def longest(kind: str) -> int:
    """Characters that a fully right answer to a question of this kind has at most."""
    return LONGEST_OF_KIND.get(kind, LONGEST_ANSWER)


def fully_right(answer: str, facts: Sequence[Sequence[str]], *, kind: str, answered: bool) -> bool:
    """Unanswerable: not answered. Answerable: answered, all facts said, and not too long."""
    if not facts:
        return not answered
    return answered and not missing(answer, facts) and len(answer) <= longest(kind)


def stands_in(quote: str, passage: str) -> bool:
    """Whether at least 80 % of the quote stands in the passage; a short quote must stand whole."""
    quote, passage = normalised(quote), normalised(passage)
    if len(quote) < SHORTEST_LIKENESS:
        return quote in passage
    if len(passage) * 100 < len(quote) * ALIKE:
        return False  # partial_ratio would then look for the passage in the quote
    return bool(fuzz.partial_ratio(quote, passage) >= ALIKE)


def evidence_recall(quotes: Sequence[str], passages: Sequence[str], k: int) -> float:
    """Share of the quotes that stand in one of the first k passages."""
    return fmean(any(stands_in(quote, p) for p in passages[:k]) for quote in quotes)


def reciprocal_rank(rank: int | None) -> float:
    """1/rank of the one right passage; 0 where it was not found."""
    return 1 / rank if rank else 0.0


def discounted_gain(rank: int | None, k: int) -> float:
    """nDCG@k with one right passage, whose best possible gain is 1: 1/log2(rank + 1)."""
    return 1 / math.log2(rank + 1) if rank and rank <= k else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def wilson(hits: int, n: int) -> Interval:
    """95 % interval of a share, right also for few cases and near 0 and 1."""
    centre = (hits + _Z**2 / 2) / (n + _Z**2)
    half = _Z / (n + _Z**2) * math.sqrt(hits * (n - hits) / n + _Z**2 / 4)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def bootstrap(values: Sequence[float], *, seed: int = 0) -> Interval:
    """95 % interval of a mean: that of 2,000 samples drawn with replacement."""
    return _middle(_resampled(values, seed).mean(axis=1))


def percentile_interval(values: Sequence[float], share: float, *, seed: int = 0) -> Interval:
    """95 % interval of a percentile, as `bootstrap`. For a high one of few values, too narrow."""
    drawn = _resampled(values, seed)
    return _middle(np.quantile(drawn, share, axis=1, method="inverted_cdf"))


def interval(values: Sequence[float]) -> Interval:
    """95 % interval of a mean: Wilson's where all values are yes or no, else by bootstrap."""
    if all(value in (0, 1) for value in values):
        return wilson(int(sum(values)), len(values))
    return bootstrap(values)


def _resampled(values: Sequence[float], seed: int) -> NDArray[np.float64]:
    drawn = np.random.default_rng(seed).integers(len(values), size=(_RESAMPLES, len(values)))
    return np.asarray(values, dtype=float)[drawn]


def _middle(found: NDArray[np.float64]) -> Interval:
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)
