"""How well damaged words are repaired, word by word against the true text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.document import Repair, repaired

_DANISH_LETTERS = str.maketrans(dict.fromkeys("æøå", "\0"))
_OUTER = re.compile(r"^[^\w@&¢]+|[^\w@&¢]+$")


@dataclass(frozen=True, slots=True)
class RepairFigures:
    """Counts of words; those that the alignment leaves without a counterpart are not judged."""

    damaged: int  # words that differ from the truth, apart from case and outer punctuation
    mended: int  # damaged words that now are as in the truth
    repairs: int  # words changed
    right: int  # changed words that are as in the truth
    wrong: tuple[tuple[str, str, str], ...]  # changed: as it stood, as changed, the truth
    missed: tuple[tuple[str, str, str], ...]  # damaged and not mended: likewise

    @property
    def precision(self) -> float:
        """Share of the changed words that are as in the truth; 1 where none was changed."""
        return self.right / self.repairs if self.repairs else 1.0

    @property
    def recall(self) -> float:
        """Share of the damaged words that are mended; 1 where none is damaged."""
        return self.mended / self.damaged if self.damaged else 1.0


def measure(text: str, repairs: Sequence[Repair], truth: str) -> RepairFigures:
    """Figures of the `repairs` of `text`, its words aligned with those of `truth`."""
    triples = list(_aligned(text, repairs, truth))
    damaged = [t for t in triples if t[0] != t[2]]
    changed = [t for t in triples if t[0] != t[1]]
    return RepairFigures(
        len(damaged),
        sum(now == true for _, now, true in damaged),
        len(changed),
        sum(now == true for _, now, true in changed),
        tuple(t for t in changed if t[1] != t[2]),
        tuple(t for t in damaged if t[1] != t[2]),
    )


def _aligned(text: str, repairs: Sequence[Repair], truth: str) -> list[tuple[str, str, str]]:
    """Words as they stand, as repaired, and as they should be; plain, in order."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    before = [_plain(text[start:end]) for start, end in spans]
    after = [_plain(repaired(text, repairs, start, end)) for start, end in spans]
    words = [_plain(word) for word in truth.split()]
    kept = [place for place, word in enumerate(before) if word]
    words = [word for word in words if word]
    return [
        (before[kept[i]], after[kept[i]], words[k])
        for i, k in _pairs([before[place] for place in kept], words)
    ]


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that stand for each other: equal ones, and the likeliest between them."""
    pairs = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and j - i == m - k):
            pairs += list(zip(range(i, j), range(k, m), strict=True))
        elif tag == "replace":
            pairs += _in_order(left, right, (i, j), (k, m))
    return pairs


def _in_order(
    left: Sequence[str], right: Sequence[str], ours: tuple[int, int], theirs: tuple[int, int]
) -> list[tuple[int, int]]:
    """Of stretches of unlike length, each word with the first later one that is like it."""
    pairs, after = [], theirs[0]
    for i in range(*ours):
        like = (k for k in range(after, theirs[1]) if _alike(left[i], right[k]))
        found = next(like, None)
        if found is not None:
            pairs.append((i, found))
            after = found + 1
    return pairs


def _alike(left: str, right: str) -> bool:
    return SequenceMatcher(None, left, right.translate(_DANISH_LETTERS)).ratio() >= 0.5


def _plain(word: str) -> str:
    return _OUTER.sub("", word).lower()
