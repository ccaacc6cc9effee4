"""How much of a reference text a document holds, word by word and in order."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

_OUTER = re.compile(r"^\W+|\W+$")
# A word that a line's end parts, but not "nord-" before "og sydpå".
_LINE_END = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zæøå])(?!(?:og|eller|samt|til)\b)")


@dataclass(frozen=True, slots=True)
class WordFigures:
    """Counts of words; `missing` and `added` are the stretches that differ, in order."""

    expected: int
    right: int  # of the reference's words, those that the document has in the same order
    added: int  # words of the document that the reference has not
    missing: tuple[str, ...]
    surplus: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the reference's words that are right; 1 for an empty reference."""
        return self.right / self.expected if self.expected else 1.0


def compare(text: str, reference: str) -> WordFigures:
    """The figures of a text against its reference.

    Words are compared as printed (case kept) in NFKC, without the marks round them; a word that a
    line's end parts is one word. Longest common subsequence, so that what stands in another
    place counts as missing and as added.
    """
    found, wanted = words(text), words(reference)
    codes = {word: code for code, word in enumerate(dict.fromkeys([*found, *wanted]))}
    steps = LCSseq.opcodes([codes[w] for w in wanted], [codes[w] for w in found])
    missing, surplus, right = [], [], 0
    for step in steps:
        if step.tag == "equal":
            right += step.src_end - step.src_start
            continue
        missing.append(" ".join(wanted[step.src_start : step.src_end]))
        surplus.append(" ".join(found[step.dest_start : step.dest_end]))
    return WordFigures(
        len(wanted),
        right,
        len(found) - right,
        tuple(filter(None, missing)),
        tuple(filter(None, surplus)),
    )


def words(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    plain = _LINE_END.sub("", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))
    return [word for piece in plain.split() if (word := _OUTER.sub("", piece))]
