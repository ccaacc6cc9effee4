"""What a Danish compound is put together from: `virksomhedspraktik` from `virksomhed`, `praktik`.

The list of words lacks the compounds that its other words make up, so a word that it has is
whole. Of several splits the one of the fewest and commonest parts counts.
"""

from collections.abc import Iterator
from functools import lru_cache

from ingest.readings import word_costs

_REMEMBERED = 100_000  # words whose parts are kept at hand
_SHORTEST = 4  # letters of a part; of shorter ones, these nouns only
_SHORT = frozenset(
    "bil bog by dag fag hus job køb lov løb løn mad mål råd sag rum tal tid uge vej".split()
)
_COMMONEST = 8.5  # least cost of a part, so that no two cost less than one word of the list
_RARE = 15.0  # mean cost of the parts up to which they are likely to have met
_ENDINGS = tuple("ernes erne enes ene ers ets ens rne nes ne en er et es e n r s t".split())
# What looks like a word and is but an ending or a beginning.
_AFFIXES = frozenset(
    "agtig artig else erede hed inde isme mæssig mæssige ning rede ring sker somme".split()
)
_NEVER = float("inf")

_Split = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=_REMEMBERED)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound (lower case), in order, without the s or e that links them.

    The last stands as the word has it, with its ending. Empty for a word that is no compound, or
    one of words that the list lacks.
    """
    cost, found = _best(word)
    return found if len(found) > 1 and cost <= _RARE * len(found) else ()


@lru_cache(maxsize=_REMEMBERED)
def _best(rest: str) -> _Split:
    """The cheapest way to put together what is left of a word, with what it costs."""
    whole = _cost(rest, last=True), (rest,)
    return min([whole, *_begun(rest)], key=lambda split: (split[0], -len(split[1][0])))


def _begun(rest: str) -> Iterator[_Split]:
    """The splits of two parts and more."""
    for cut in range(2, len(rest) - 1):
        first = rest[:cut]
        cost = _cost(first, last=False)
        for link in ("", "s", "e"):
            if cost < _NEVER and rest.startswith(link, cut):
                after, following = _best(rest[cut + len(link) :])
                yield cost + after, (first, *following)


def _cost(part: str, *, last: bool) -> float:
    """What a word costs as a part; without end where it is none. The last may have an ending."""
    if part in _AFFIXES or (len(part) < _SHORTEST and part not in _SHORT):
        return _NEVER
    forms = [part, *_bases(part)] if last else [part]
    return max(min(word_costs().get(form, _NEVER) for form in forms), _COMMONEST)


def _bases(word: str) -> Iterator[str]:
    """What a word may be a form of: `centrene` of `centre`, among others."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(base := word.removesuffix(ending)) >= _SHORTEST:
            yield base
