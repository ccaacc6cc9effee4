"""Questions about the whole library: which documents say something about a matter, and how many.

Every document is looked through, not the first passages alone. A document counts where its words
say what is asked, all of it in one place; a word that is only the first half of another (mentor
in mentorordning) is told apart.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.across.library_topic import topic_of
from assistant.question import Understood
from assistant.reply import Claim, Draft, Passage, Quote
from assistant.selection.units import Unit, speaks_of_itself, units_between
from ingest import analyze
from ingest.document import Chunk, Source
from ingest.everyday import rareness
from ingest.lexical import Piece
from ingest.library import Library
from ingest.narrowed import NarrowedLibrary
from ingest.snapshot import Snapshot

# What a question says of documents, not of the matter that it asks for.
_FRAME = frozenset(
    """
    nævnt nævnes nævner omtalt omtales omtaler beskrevet beskrives står skrevet læse emnet ordet
    begrebet udtrykket dokument dokumenter dokumenterne kilde kilder kilderne notat notater steder
    noget nogle overhovedet direkte siger handler tale bliver
    """.split()
)
_EVERYDAY = 0.8  # a word below this rareness says nothing by itself
_ALONE = 0.65  # unless it is all that is asked for; below this it never does
_OWN = 0.95  # a rarer word is a matter that must be called by its name, not a verb about one
_HEAD = 5  # letters of a stem that a compound may end in: virksomhedsmentor is a mentor
_FRONT = 8  # letters of one that it may begin with: sygedagpengemodtager is about sygedagpenge
_MOST = 5_000  # chunks with the words; more is no matter that one asks for
_TRIED = 12  # best chunks of a document that are looked at
_SHORT_TOPIC = 2  # words of a topic that is said again
_SHOWN = 8  # documents that are quoted
_NAMED = 5  # documents that are named in a note; where there are more, their number is said
_ROOM = 1_050  # characters of all quotes with their titles
_GOOD_LENGTH = range(40, 260)  # characters of a quote that says enough and no more
_INNER = str.maketrans("»«", "›‹")  # quotation marks within others

# By its name, itself or as what a compound is a kind of; by a synonym too; as any word's front.
_How = Literal["name", "synonym", "part"]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is asked for, by the stems that say it."""

    own: frozenset[str]
    other: frozenset[str]  # of its synonyms

    @property
    def is_long(self) -> bool:
        """Whether its letters find it in every form; the stem of a short word may miss one."""
        return all(len(stem) >= _HEAD for stem in self.own)

    @property
    def pieces(self) -> Iterable[Piece]:
        """What the index is asked for: a stem, or the letters of a compound that may hold it."""
        for stem in self.own | self.other:
            yield "stem", (stem,)
            if len(stem) >= _HEAD:
                yield "gram", tuple(gram for gram in analyze.word_grams(stem) if "_" not in gram)

    def stands_in(self, stems: Iterable[str], how: _How) -> bool:
        """Whether one of `stems` says it."""
        wanted = self.own | self.other if how == "synonym" else self.own
        heads = tuple(stem for stem in wanted if len(stem) >= _HEAD)
        fronts = tuple(stem for stem in wanted if len(stem) >= _FRONT)
        return any(
            s in wanted
            or s.endswith(heads)
            or s.startswith(fronts)
            or (how == "part" and s.startswith(heads))
            for s in stems
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """The chunk of a document that says what is asked for."""

    source: Source
    chunk: Chunk
    strength: float


def library_wide(understood: Understood, snapshot: Snapshot) -> Draft | None:
    """One quote from each document that says what is asked for, strongest first.

    How many documents were looked through, which say nothing of it and which could not be read
    stands in the draft's notes. None where no such question is asked, or no document says it; an
    empty draft where the library does not even have the word.
    """
    topic = topic_of(understood.question)
    words = _words(topic, understood) if topic else []
    lexical = snapshot.lexical
    if any(word.is_long and not lexical.holding([word.pieces], 1) for word in words):
        return Draft()
    hits = lexical.holding([word.pieces for word in words], _MOST)
    if not hits or len(hits) == _MOST:
        return None
    sources = {source.id: source for source in snapshot.library.sources()}
    near: dict[str, list[tuple[str, float]]] = {}
    for chunk_id, score in hits:
        near.setdefault(chunk_id.rpartition(":")[0], []).append((chunk_id, score))
    chunks = snapshot.library.chunks(c for found in near.values() for c, _ in found[:_TRIED])
    how: _How = "name"
    places = _places(words, near, chunks, sources, how)
    if not places:
        how = "synonym"
        places = _places(words, near, chunks, sources, how)
    if not places:
        return None
    places.sort(key=lambda place: -place.strength)
    quoted = [_best_unit(words, place, snapshot.library, how) for place in places[:_SHOWN]]
    shown = _fitting([unit for unit in quoted if unit])
    # What is not quoted is named; a heading with nothing under it cannot be quoted.
    shown_of = {unit.document.id for unit in shown}
    holding = [place.source for place in places]
    told = {source.id for source in holding}
    akin = [p.source for p in _places(words, near, chunks, sources, "part")]
    akin = [source for source in akin if source.id not in told]
    told |= {source.id for source in akin}
    return Draft(
        tuple(_claim(unit) for unit in shown),
        f"{len(places)} af {_counted(len(sources))} {_said_of(topic, how)}:",
        tuple(
            _notes(
                len(sources),
                [source for source in holding if source.id not in shown_of],
                akin,
                [source for source in sources.values() if source.id not in told],
                _unread(snapshot.library),
            )
        ),
    )


def _said_of(topic: str, how: _How) -> str:
    if len(topic.split()) > _SHORT_TOPIC:
        return "siger noget om det"
    return f"nævner »{topic}«" if how == "name" else f"omtaler »{topic}« med et andet ord"


def _words(topic: str, understood: Understood) -> list[_Word]:
    """The words that must stand together; none where all of them are everyday ones."""
    asked = [word for word in analyze.content_words(topic) if word not in _FRAME]
    rare = [word for word in dict.fromkeys(asked) if rareness(word) >= _EVERYDAY]
    if len(asked) == 1 and rareness(asked[0]) >= _ALONE:
        return [_word(asked[0], understood.alternatives.get(asked[0], {}), by_name=True)]
    return [
        _word(word, understood.alternatives.get(word, {}), by_name=rareness(word) >= _OWN)
        for word in rare
    ]


def _word(word: str, alternatives: Mapping[str, float], *, by_name: bool) -> _Word:
    stem = analyze.stem(word)
    other = frozenset(analyze.stem(said) for said, lent in alternatives.items() if lent >= 1)
    return _Word(frozenset({stem}) if by_name else other | {stem}, other)


def _places(
    words: Sequence[_Word],
    near: Mapping[str, Sequence[tuple[str, float]]],
    chunks: Mapping[str, Chunk],
    sources: Mapping[str, Source],
    how: _How,
) -> list[_Place]:
    """The best place of each document that has one."""
    return [
        _Place(sources[document_id], *place)
        for document_id, found in near.items()
        if (place := _first_that_says(words, found, chunks, how))
    ]


def _first_that_says(
    words: Sequence[_Word],
    near: Sequence[tuple[str, float]],
    chunks: Mapping[str, Chunk],
    how: _How,
) -> tuple[Chunk, float] | None:
    """The best chunk that says all words, some of them in its text; None where none does."""
    for chunk_id, score in near[:_TRIED]:
        chunk = chunks[chunk_id]
        own = _stems(chunk.reading or chunk.text)
        with_headings = own | _stems(" ".join(chunk.headings))
        if any(word.stands_in(own, how) for word in words) and all(
            word.stands_in(with_headings, how) for word in words
        ):
            return chunk, score
    return None


def _best_unit(words: Sequence[_Word], place: _Place, library: Library, how: _How) -> Unit | None:
    """What to quote of a place: what says most of the words, and reads well by itself.

    None where there are headings alone.
    """
    passage = Passage(1, place.strength, place.chunk)
    document = library.document(place.source.id)
    found = units_between(document, place.chunk.start, place.chunk.end, passage)

    def worth(unit: Unit) -> tuple[int, ...]:
        stems = _stems(unit.reading)
        return sum(word.stands_in(stems, how) for word in words), *_form(unit)

    return max(found, key=worth, default=None)


def _form(unit: Unit) -> tuple[bool, bool, bool]:
    """What makes a quote read well by itself: a sentence of fair length that tells something."""
    return (
        not speaks_of_itself(unit),
        unit.shape.kind == "paragraph" and not unit.text.endswith(":"),
        len(unit.text) in _GOOD_LENGTH,
    )


def _stems(text: str) -> set[str]:
    return {analyze.stem(word) for word in analyze.words(text)}


def _fitting(units: Sequence[Unit]) -> Sequence[Unit]:
    """The first of them, while there is room; one at least."""
    room = _ROOM
    for count, unit in enumerate(units):
        room -= len(unit.text) + len(unit.document.source.title)
        if room < 0 and count:
            return units[:count]
    return units


def _claim(unit: Unit) -> Claim:
    quote = Quote(unit.text, unit.passage, unit.start)
    return Claim(unit.text, (quote,), label=unit.document.source.title)


def _notes(
    looked_through: int,
    further: Sequence[Source],
    akin: Sequence[Source],
    silent: Sequence[Source],
    unread: Sequence[str],
) -> Iterable[str]:
    if further:
        yield f"Også nævnt i {_titles(further)}."
    if akin:
        yield f"Kun som del af et andet ord står det i {_titles(akin)}."
    said = f"Der er søgt i {_counted(looked_through)}"
    if silent:
        named = f": {_titles(silent)}" if len(silent) <= _NAMED else ""
        said = f"{said}; {len(silent)} nævner det ikke{named}"
    yield f"{said}."
    if unread:
        yield f"Kunne ikke læses: {', '.join(unread)}."


def _unread(library: Library) -> list[str]:
    """The names of the files that could not be read, as people may see them."""
    if isinstance(library, NarrowedLibrary):
        return []  # a file that gave no document was not among those chosen
    # A refused file leaves the snapshot as it was: what became of it stands in the index's own.
    reports = (json.loads(record.report) for record in Library(library.folder).files())
    return [Path(r["path"]).name for r in reports if r.get("status") == "quarantined"]


def _titles(sources: Sequence[Source]) -> str:
    """The titles in words, the last after `og`; where they are many, how many more there are."""
    titles = [f"»{source.title.translate(_INNER)}«" for source in sources]
    if len(titles) > _NAMED:
        titles = [*titles[: _NAMED - 1], f"{len(titles) - _NAMED + 1} andre"]
    return " og ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))


def _counted(count: int) -> str:
    return f"{count} dokument" if count == 1 else f"{count} dokumenter"
