"""Which documents a question names: by title, publisher, year or file name.

A word names a document where it stands in what the library knows of it, and hardly anywhere in
the text of the others: `FleksPilot` does, `kommunens` does not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest import analyze
from ingest.danish import GENRES
from ingest.document import Source
from ingest.lexical import LexicalIndex
from ingest.snapshot import Snapshot

_ELSEWHERE = 0.1  # share of the chunks with a word that may lie in other documents
_LOOKED_AT = 200  # chunks with a word
_KINDS = frozenset(map(analyze.stem, GENRES))  # what kind of text a document is, names none
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LIBRARIES = 4  # states of libraries whose names are kept at hand


@dataclass(frozen=True, slots=True)
class Names:
    """The words that the documents of a library are known by: stem or year to their ids."""

    documents: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]  # by document id

    def named(self, question: str, lexical: LexicalIndex) -> list[frozenset[str]]:
        """The documents named, a set for each word that names some, in the question's order."""
        found: dict[frozenset[str], None] = {}
        for word in analyze.content_words(question):
            stem = analyze.stem(word)
            documents = self.documents.get(stem, frozenset())
            if stem in _KINDS or not 0 < len(documents) <= max(1, len(self.titles) // 3):
                continue
            if _YEAR.fullmatch(word) or _names(stem, documents, lexical):
                found[documents] = None
        return list(found)


@lru_cache(maxsize=_LIBRARIES)
def names_of(snapshot: Snapshot) -> Names:
    """The names in a snapshot's library."""
    sources = snapshot.library.sources()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for stem in _known_by(source):
            documents[stem].add(source.id)
    titles = {source.id: source.title for source in sources}
    return Names({stem: frozenset(ids) for stem, ids in documents.items()}, titles)


def _known_by(source: Source) -> Iterable[str]:
    said = " ".join(filter(None, (source.title, source.publisher, source.reference)))
    name = re.sub(r"[-_.]", " ", source.id)
    years = _YEAR.findall(source.published or "")
    return [*map(analyze.stem, analyze.content_words(f"{said} {name}")), *years]


def _names(stem: str, documents: frozenset[str], lexical: LexicalIndex) -> bool:
    """Whether nearly all chunks with the word are of these documents."""
    hits = lexical.search("stem", {stem: 1.0}, _LOOKED_AT)
    elsewhere = sum(chunk_id.rpartition(":")[0] not in documents for chunk_id, _ in hits)
    return elsewhere <= _ELSEWHERE * len(hits)
