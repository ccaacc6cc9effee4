"""Makes what `ingest.repair` knows in general: Danish words, and what OCR makes of letters.

    python -m evals.fit.repair words DATA_FOLDER OUT.tsv.gz
    python -m evals.fit.repair confusions PAGES_FOLDER OUT.tsv

`PAGES_FOLDER` holds pairs of files, `NAME.ocr` and `NAME.truth`, as `evals.fit.ocr_pages` makes
them: clean Danish in many typefaces, read with a model that has no æ, ø and å.
"""

import argparse
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

Counts = dict[str, float]

_WORD = re.compile(r"[^\W\d_]+")
_UNCOUNTED = 0.3  # count of a word that the dictionary alone has
_SPOKEN = 0.05  # weight of subtitles, whose register is another
_ENGLISH = 0.003  # share of English words in a Danish text
_MOST_ENGLISH = 4_000
_WORDS_HEAD = """\
# Danish word forms by natural logarithm of their count in 3.6 million words, in half steps.
# Counted in Microsoft's documentation, Danish and a little English (CC BY 4.0), Folketing speeches
# (public; collected under GPL-3.0), Danish acts (public), the Copenhagen Dependency Treebanks,
# UNER's Danish part and NTREX (CC BY-SA 4.0), and film subtitles (FrequencyWords, CC BY-SA 4.0).
# Forms without a count are from Den store danske ordliste, © 1998-2004 Skåne Sjælland Linux User
# Group and its contributors (GPL-2.0-or-later).
# Compounds that its other words make up are left out. Made by evals/fit/repair.py.
"""
_CONFUSIONS_HEAD = """\
# What OCR without æ, ø and å makes of letters: true, seen, natural logarithm of the share.
# Of æ, ø and å the share of those misread; of other letters the share of all.
# Counted by evals/fit/repair.py on clean Danish set in 13 typefaces and read by Tesseract's
# English model; how other programs misread them is listed there and weighs little.
"""
# How the letters are misread or replaced elsewhere.
_LISTED = {
    "æ": "ae ee e a ze se ce oe re we ge es as az aa eae ese aee aae ä",
    "ø": "o e a g @ s p z d b 6 0 c q oe ó ö ò ¢ é 9 lo",
    "å": "a d 4 & é e 3 @ á à â ä aa éa 8 i ê",
}
_LISTED_COUNT = 4  # as if each had been seen so often
_READABLE = re.compile(r"[\w@&¢]+")
_PAIRED = 0.05  # count of each other pair of letters that æ, being wide, may have become
_LEAST = 3  # times a misreading of other letters is seen before it is believed


def word_counts(data: Path) -> Counts:
    """Count of each word form, lower case, scaled to the written register's 3.6 million words."""
    written = dict(_table(data / "freq_derived/da_freq_nonQA.tsv"))
    spoken = dict(_table(data / "freqwords_da/da_50k_2018.txt"))
    lines = (data / "debian_dictionaries/wdanish.txt").read_text(encoding="utf-8").splitlines()
    total = sum(written.values())
    counts: Counter[str] = Counter()
    counts.update({word.lower(): _UNCOUNTED for word in lines if _WORD.fullmatch(word)})
    counts.update(written)
    known = set(counts)
    _add(counts, {w: n for w, n in spoken.items() if w in known}, _SPOKEN * total)
    _add(counts, _english(data), _ENGLISH * total)
    return dict(counts)


def without_compounds(counts: Counts) -> Counts:
    """The counts without the uncounted words that two others, or another and an s, make up."""
    kept = {word: count for word, count in counts.items() if count > _UNCOUNTED * 1.1}
    for word in sorted(counts.keys() - kept.keys(), key=lambda w: (len(w), w)):
        if not (word.endswith("s") and word[:-1] in kept) and not _is_compound(word, kept):
            kept[word] = counts[word]
    return kept


def misreadings(pages: Path) -> dict[tuple[str, str], float]:
    """Natural logarithm of the share in which a letter (or two) was read as another string."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for read in sorted(pages.glob("*.ocr")):
        truth = read.with_suffix(".truth").read_text(encoding="utf-8")
        for right, wrong in _word_pairs(truth, read.read_text(encoding="utf-8")):
            for true, became in _segments(right.lower(), wrong.lower()):
                seen[true][became] += 1
    return _shares(seen)


def _shares(seen: dict[str, Counter[str]]) -> dict[tuple[str, str], float]:
    letters = {true: sum(row.values()) for true, row in seen.items()}
    shares: dict[tuple[str, str], float] = {}
    for true, row in seen.items():
        if true.isalpha() and len(true) < 3 and true not in _LISTED and not set(true) & set("æøå"):
            total = min(letters.get(letter, 0) for letter in true)
            wrong = {
                b: n for b, n in row.items() if b != true and n >= _LEAST and _READABLE.fullmatch(b)
            }
            shares |= {(true, b): math.log(n / total) for b, n in wrong.items() if total > n}
    for letter, listed in _LISTED.items():
        row = Counter({b: n for b, n in seen[letter].items() if n > 1 and b != letter})
        row = Counter({b: n for b, n in row.items() if _READABLE.fullmatch(b)})
        row.update(dict.fromkeys(listed.split(), _LISTED_COUNT))
        weights: Counts = dict(row)
        if letter == "æ":
            alphabet = "abcdefghijklmnopqrstuvwxyz"
            pairs = {p for x in alphabet for p in (x + "e", "e" + x, "a" + x)}
            weights = dict.fromkeys(pairs, _PAIRED) | weights
        total_weight = sum(weights.values())
        shares |= {(letter, b): math.log(n / total_weight) for b, n in weights.items()}
    return shares


def _english(data: Path) -> Counts:
    counts: Counter[str] = Counter()
    for name in ("msdocs_parallel_da_en/segments.jsonl", "cdt_da_en/sentence_pairs.jsonl"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            counts.update(_WORD.findall(json.loads(line)["en"].lower()))
    return dict(counts.most_common(_MOST_ENGLISH))


def _table(path: Path) -> Iterator[tuple[str, float]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count = line.split()
        if _WORD.fullmatch(word):
            yield word, float(count)


def _add(counts: Counter[str], more: Counts, total: float) -> None:
    scale = total / sum(more.values())
    counts.update({word: count * scale for word, count in more.items()})


def _is_compound(word: str, known: Counts) -> bool:
    for cut in range(4, len(word) - 3):
        head = word[:cut]
        linked = len(head) > 4 and head[-1] in "se" and head[:-1] in known
        if word[cut:] in known and (head in known or linked):
            return True
    return False


def _word_pairs(truth: str, read: str) -> Iterator[tuple[str, str]]:
    right, wrong = truth.split(), read.split()
    for tag, i, j, k, m in SequenceMatcher(None, right, wrong, autojunk=False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            yield from zip(right[i:j], wrong[k:m], strict=True)


def _segments(true: str, seen: str) -> list[tuple[str, str]]:
    """Letters as they are, and the shortest stretches that differ, in order."""
    segments: list[tuple[str, str]] = []
    open_stretch = False
    for a, b in _edits(true, seen):
        if a != b and open_stretch:
            segments[-1] = (segments[-1][0] + a, segments[-1][1] + b)
        else:
            segments.append((a, b))
        open_stretch = a != b
    return segments


def _edits(true: str, seen: str) -> list[tuple[str, str]]:
    """The cheapest letter-by-letter alignment; an empty string where one has no counterpart."""
    cost = [[i + j for j in range(len(seen) + 1)] for i in range(len(true) + 1)]
    for i, a in enumerate(true, 1):
        for j, b in enumerate(seen, 1):
            apart = 1 + min(cost[i - 1][j], cost[i][j - 1])
            cost[i][j] = min(cost[i - 1][j - 1] + (a != b), apart)
    edits, i, j = [], len(true), len(seen)
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + (true[i - 1] != seen[j - 1]):
            i, j = i - 1, j - 1
            edits.append((true[i], seen[j]))
        elif j and cost[i][j] == cost[i][j - 1] + 1:
            j -= 1
            edits.append(("", seen[j]))
        else:
            i -= 1
            edits.append((true[i], ""))
    return edits[::-1]


def _written_words(counts: Counts) -> Iterable[str]:
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        rows[round(2 * math.log(count))].append(word)
    for step, words in sorted(rows.items()):
        yield f"{step / 2}\t{' '.join(sorted(words))}\n"


def main() -> None:
    """Writes one of the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("words", "confusions"))
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    if asked.what == "words":
        text = _WORDS_HEAD + "".join(_written_words(without_compounds(word_counts(asked.source))))
        asked.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        return
    shares = sorted(misreadings(asked.source).items())
    rows = [f"{true}\t{seen}\t{share:.2f}\n" for (true, seen), share in shares]
    asked.out.write_text(_CONFUSIONS_HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
