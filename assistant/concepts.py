"""The field's language: from the words a person uses to the words the documents use.

The field's own terms stand in `corpus/concepts.toml`, everyday turns of speech for ordinary things
in `corpus/everyday.toml`; staff can edit both.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.watched import watched
from ingest import analyze
from ingest.danish import ABBREVIATIONS, STOPWORDS
from ingest.errors import SettingsError

# What each relation lends of a word's weight, when search goes from a word to the documents'.
_LENDS = {"term": 1.0, "abbreviations": 1.0, "inflections": 1.0, "synonyms": 1.0, "narrower": 0.6}
_EVERYDAY = 0.8  # what the list of everyday words lends, which knows less of the field
_SMALL = STOPWORDS | ABBREVIATIONS
_BETWEEN = 3  # words that may stand between those of a phrase
_TRIGGERS = ("term", "abbreviations", "inflections", "synonyms", "everyday", "english")

Alternatives = dict[str, dict[str, float]]  # for a question's word: other words and their weights


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to say a concept: the stems that must all be there, and what else to look for."""

    stems: frozenset[str]
    targets: Mapping[str, float]


Entries = Mapping[str, tuple[_Entry, ...]]  # by each of the stems that may bring them up


@dataclass(frozen=True, slots=True)
class Term:
    """A concept as a glossary tells it."""

    term: str
    other_words: tuple[str, ...] = ()  # short forms and synonyms
    definition: str | None = None  # in the words of whoever keeps the list
    source: str | None = None  # what the definition rests on
    everyday: tuple[str, ...] = ()  # how people say it who look for it


@dataclass(frozen=True, slots=True)
class Concepts:
    """The field's entries and its terms, and the entries of everyday words."""

    entries: Entries
    terms: tuple[Term, ...] = ()
    everyday: Entries = field(default_factory=dict)

    def alternatives(self, question: str) -> Alternatives:
        """For each word of the question that says a concept: the words the documents may use."""
        stems = {analyze.base_stem(word): word for word in analyze.content_words(question)}
        places = _places(question)
        found: Alternatives = {}
        for stem in stems:
            for entry in (*self.entries.get(stem, ()), *self.everyday.get(stem, ())):
                if not entry.stems <= stems.keys() or not _together(entry.stems, places):
                    continue
                for said in entry.stems:
                    known = found.setdefault(stems[said], {})
                    for word, weight in entry.targets.items():
                        if analyze.base_stem(word) not in stems:
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
    return Concepts(_by_stem(entries), terms)


def load_everyday(file: Path) -> Entries:
    """The entries of a list of everyday words: `documents' word = [ways people say it]`.

    Raises:
        SettingsError: the file is not valid.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        said = {word: _texts(ways) for word, ways in data.items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as exc:
        raise SettingsError(
            f"{file} is not a valid list of everyday words ({exc}): every line needs the form "
            'word = ["a way to say it", "another"]'
        ) from exc
    return _by_stem(entry for word, ways in said.items() for entry in _everyday(word, ways))


def watched_concepts(file: Path, everyday: Path | None = None) -> Callable[[], Concepts]:
    """What gives the entries of both files as they are now, read again only when they change.

    A file that is not valid any more is logged, and the entries that were there stay.

    Raises:
        SettingsError: a file is not valid to begin with.
    """
    terms = watched(file, load_concepts, "the list of concepts")
    words = watched(everyday, load_everyday, "the list of everyday words") if everyday else dict

    def current() -> Concepts:
        return replace(terms(), everyday=words())

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
                yield _Entry(frozenset(map(analyze.base_stem, words)), targets)


def _places(question: str) -> dict[str, list[int]]:
    """Where each stem of a question stands, counted in words."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(analyze.words(question)):
        places[analyze.base_stem(word)].append(i)
    return places


def _together(stems: frozenset[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Whether the words of a phrase stand near each other, in whatever order."""
    if len(stems) == 1:
        return True
    reach = len(stems) + _BETWEEN
    return any(
        all(any(first <= place < first + reach for place in places[stem]) for stem in stems)
        for first in sorted(place for stem in stems for place in places[stem])
    )


def _everyday(word: str, ways: Sequence[str]) -> Iterator[_Entry]:
    """One entry for each way to say a word of the documents."""
    looked_for = _words(word)
    targets = {found: _EVERYDAY / len(looked_for) for found in looked_for}
    for way in ways:
        if looked_for and (words := _words(way)):
            yield _Entry(frozenset(map(analyze.base_stem, words)), targets)


def _by_stem(entries: Iterable[_Entry]) -> Entries:
    by_stem: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for stem in entry.stems:
            by_stem[stem].append(entry)
    return {stem: tuple(found) for stem, found in by_stem.items()}


def _texts(ways: object) -> list[str]:
    """A list of texts, or TypeError."""
    if not isinstance(ways, list) or not all(isinstance(way, str) for way in ways):
        raise TypeError(f"{ways!r} is not a list of texts")
    return ways


def _term(concept: dict[str, Any]) -> Term:
    others = (*_phrases(concept, "abbreviations"), *_phrases(concept, "synonyms"))
    return Term(
        concept["term"],
        tuple(dict.fromkeys(others)),
        concept.get("definition"),
        concept.get("source"),
        tuple(_phrases(concept, "everyday")),
    )


def _phrases(concept: dict[str, str | list[str]], relation: str) -> list[str]:
    said = concept.get(relation, [])
    return [said] if isinstance(said, str) else said


def _words(phrase: str) -> list[str]:
    return [word for word in analyze.words(phrase) if word not in _SMALL]
