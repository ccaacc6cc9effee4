"""The pairs of texts that the embedding model learns from, read from the training data folder."""

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together."""

    group: str
    """Its document; pairs of one group are hard negatives of each other."""
    origin: str
    """Pairs of one origin are never held against each other."""
    left: str
    right: str


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fields(path: Path) -> list[list[str]]:
    """The fields of each line of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def windows(text: str, size: int = 600) -> Iterator[list[str]]:
    """Runs of sentences of about `size` characters."""
    window: list[str] = []
    for sentence in re.split(r'(?<=[.!?:])\s+(?=[A-ZÆØÅ"(§0-9])|\n+', text):
        window += [sentence.strip()] if len(sentence.strip()) > 2 else []
        if sum(map(len, window)) >= size:
            yield window
            window = []
    if sum(map(len, window)) > size / 3:
        yield window


def sentence_pairs(group: str, text: str, picker: random.Random) -> Iterator[Pair]:
    """Two sentences of each window with the window: every other time without the sentence."""
    for number, window in enumerate(windows(text)):
        for picked in picker.sample(range(len(window)), min(2, len(window))):
            rest = window[:picked] + window[picked + 1 :]
            kept = rest if rest and picker.random() < 0.5 else window
            yield Pair(group, f"{group}#{number}", window[picked], " ".join(kept))


def running_text(data: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every document of plain Danish prose."""
    for file in sorted((data / "msdocs_da_text").glob("*.jsonl")):
        yield from ((row["path"], row["text"]) for row in rows(file))
    for row in rows(data / "folketing_indfoedsret/speeches.jsonl"):
        yield row["kilde"], row["tekst"]
    yield from ((row["id"], row["da"]) for row in rows(data / "cdt_da_en/documents.jsonl"))
    for file in sorted((data / "love_da").glob("*__*.md")):
        yield file.name, file.read_text(encoding="utf-8")


def heading_pairs(data: Path) -> Iterator[Pair]:
    """Each document's title, summary and first 800 characters with each other."""
    for file in sorted((data / "msdocs_da_text").glob("*.jsonl")):
        for row in rows(file):
            title, summary, body = row["title"], row["description"], row["text"][:800]
            texts = ((title, summary), (title, body), (summary, body))
            yield from (Pair(row["path"], row["path"], *pair) for pair in texts if all(pair))


def translation_pairs(data: Path) -> Iterator[Pair]:
    """Danish sentences, headings and words with their English."""
    files = ("msdocs_parallel_da_en/segments", "msdocs_parallel_da_en/headings")
    for file in (*files, "cdt_da_en/sentence_pairs"):
        for row in rows(data / f"{file}.jsonl"):
            yield Pair(row.get("path") or row["text"], row["da"], row["da"], row["en"])
    for file in ("debian_dictionaries/freedict_da_en", "cdt_da_en/word_links"):
        for danish, english, *_ in fields(data / f"{file}.tsv"):
            yield Pair(danish, danish, danish, english)


def all_pairs(data: Path, articles: set[str]) -> dict[str, list[Pair]]:
    """Every kind of training pair; questions only about these articles."""
    picker = random.Random(0)
    passages = {row["id"]: row for row in rows(data / "squad_da/passages.jsonl")}
    asked = [row for row in rows(data / "squad_da/questions.jsonl") if row["answerable"]]
    thesaurus = fields(data / "debian_dictionaries/mythes_da_relations.tsv")
    return {
        "questions": [
            Pair(passage["article"], passage["id"], row["question"], passage["text"])
            for row in asked
            if (passage := passages[row["passage"]])["article"] in articles
        ],
        "sentences": [
            pair for name, text in running_text(data) for pair in sentence_pairs(name, text, picker)
        ],
        "synonyms": [Pair(a, a, a, b) for a, kind, _, b in thesaurus if kind == "synonym"],
        "narrower": [Pair(a, a, a, b) for a, kind, _, b in thesaurus if kind == "hyponym"],
        "translations": list(translation_pairs(data)),
        "headings": list(heading_pairs(data)),
    }
