"""The field's language: from the words a person uses to the words the documents use.

The entries stand in `corpus/concepts.toml`, where staff can edit them.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.watched import watched
from ingest import analyze
from ingest.danish import ABBREVIATIONS, STOPWORDS
from ingest.errors import SettingsError

# What each relation lends of a word's weight, when search goes from a word to the documents'.
_LENDS = {"term": 1.0, "abbreviations": 1.0, "inflections": 1.0, "synonyms": 1.0, "narrower": 0.6}
_TOLD = ("abbreviations", "synonyms", "everyday")  # as other words for the term
_TRIGGERS = ("term", "abbreviations", "inflections", "synonyms", "everyday", "english")

Alternatives = dict[str, dict[str, float]]  # for a question's word: other words and their weights


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to say a concept: the stems that must all be there, and what else to look for."""

    stems: frozenset[str]
    targets: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Term:
    """A concept as a glossary tells it."""

    term: str
    other_words: tuple[str, ...] = ()  # short forms, synonyms and how people say it
    definition: str | None = None  # in the words of whoever keeps the list
    source: str | None = None  # what the definition rests on


@dataclass(frozen=True, slots=True)
class Concepts:
    """All entries, by each of the stems that may bring them up, and the terms themselves."""

    entries: Mapping[str, tuple[_Entry, ...]]
    terms: tuple[Term, ...] = ()

    def alternatives(self, question: str) -> Alternatives:
        """For each word of the question that says a concept: the words the documents may use."""
        stems = {analyze.stem(word): word for word in analyze.content_words(question)}
        found: Alternatives = {}
        for stem in stems:
            for entry in self.entries.get(stem, ()):
                if not entry.stems <= stems.keys():
                    continue
                for said in entry.stems:
                    known = found.setdefault(stems[said], {})
                    for word, weight in entry.targets.items():
                        if analyze.stem(word) not in stems:
                            known[word] = max(weight, known.get(word, 0.0))
        return found


def no_concepts() -> Concepts:
    """A list without entries."""
    return Concepts({})


def load_concepts(file: Path) -> Concepts:
    """The entries of a file.

    Raises:
        SettingsError: the file is not valid.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        concepts = data.get("concept", [])
        entries = [entry for concept in concepts for entry in _entries(concept)]
        terms = tuple(_term(concept) for concept in concepts)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as exc:
        raise SettingsError(
            f"{file} is not a valid list of concepts ({exc}): every [[concept]] needs a term"
        ) from exc
    by_stem: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for stem in entry.stems:
            by_stem[stem].append(entry)
    return Concepts({stem: tuple(found) for stem, found in by_stem.items()}, terms)


def watched_concepts(file: Path) -> Callable[[], Concepts]:
    """What gives the entries of a file as it is now, read again only when it has changed.

    A file that is not valid any more is logged, and the entries that were there stay.

    Raises:
        SettingsError: the file is not valid to begin with.
    """
    current = watched(file, load_concepts, "the list of concepts")
    current()
    return current


def _entries(concept: dict[str, str | list[str]]) -> Iterator[_Entry]:
    """One entry for each way to say the concept."""
    targets: dict[str, float] = {}
    for relation, weight in _LENDS.items():
        for phrase in _phrases(concept, relation):
            for word in _words(phrase):
                targets[word] = max(weight / len(_words(phrase)), targets.get(word, 0.0))
    concept["term"]  # an entry without a term is no entry
    for relation in _TRIGGERS:
        for phrase in _phrases(concept, relation):
            if words := _words(phrase):
                yield _Entry(frozenset(map(analyze.stem, words)), targets)


def _term(concept: dict[str, Any]) -> Term:
    said = [phrase for relation in _TOLD for phrase in _phrases(concept, relation)]
    others = tuple(dict.fromkeys(said))
    return Term(concept["term"], others, concept.get("definition"), concept.get("source"))


def _phrases(concept: dict[str, str | list[str]], relation: str) -> list[str]:
    said = concept.get(relation, [])
    return [said] if isinstance(said, str) else said


def _words(phrase: str) -> list[str]:
    return [word for word in analyze.words(phrase) if word not in STOPWORDS | ABBREVIATIONS]
