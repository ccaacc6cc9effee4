"""The edge to tantivy: BM25 over guarded stems and over 5-grams, one score list for each."""

import copy
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tantivy

from ingest import analyze
from ingest.errors import LibraryError

Field = Literal["stem", "gram"]
Piece = tuple[Field, tuple[str, ...]]  # terms that must all be there
_HEAP = 64_000_000  # bytes tantivy may use while writing
_META = re.compile(
    r"[\\.+*?()|\[\]{}^$#&~-]"
)  # what a pattern of tantivy's does not take literally


@dataclass(frozen=True, slots=True)
class IndexText:
    """What is indexed for a chunk: title and headings in front of the body."""

    chunk_id: str
    text: str


class LexicalIndex:
    """A tantivy index in a folder; made there when the folder is empty."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
        except ValueError as exc:
            raise LibraryError(
                f"the lexical index in {folder} cannot be opened ({exc}): run ingest with --rebuild"
            ) from exc
        self._schema = self._index.schema
        self._among: tantivy.Query | None = None  # what else every hit must fulfil

    def among(self, documents: Iterable[str], others: Iterable[str]) -> "LexicalIndex":
        """The same index, whose searches find chunks of `documents` only and not of `others`.

        Together they are all documents. What is rare stays what is rare in the whole.
        """
        chosen, rest = list(documents), list(others)
        few, occur = (
            (chosen, tantivy.Occur.Must)
            if len(chosen) <= len(rest)
            else (rest, tantivy.Occur.MustNot)
        )
        theirs = _either(self._of(document) for document in few)
        every = [(tantivy.Occur.Must, tantivy.Query.all_query()), (occur, theirs)]
        narrowed = copy.copy(self)
        # It decides what is found, and gives nothing to the score.
        narrowed._among = tantivy.Query.boost_query(tantivy.Query.boolean_query(every), 0.0)
        return narrowed

    def write(self, add: Iterable[IndexText], remove: Iterable[str]) -> None:
        """Adds and removes in one commit; an id that is added again replaces the old."""
        with self._index.writer(_HEAP, num_threads=1) as writer:
            for chunk_id in remove:
                writer.delete_documents_by_term("id", chunk_id)
            for item in add:
                writer.delete_documents_by_term("id", item.chunk_id)
                stems, grams = analyze.terms(item.text)
                writer.add_document(
                    tantivy.Document(id=item.chunk_id, stem=" ".join(stems), gram=" ".join(grams))
                )
        self._index.reload()

    def ids(self) -> set[str]:
        """The ids of all chunks in the index."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}

    def rarity(self, field: Field, term: str) -> float:
        """Inverse document frequency of a term, ln((N + 1) / (n + ½)), at least 0."""
        searcher = self._index.searcher()
        found = searcher.doc_freq(field, term)
        return max(0.0, math.log((searcher.num_docs + 1) / (found + 0.5)))

    def search(
        self, field: Field, weights: Mapping[str, float], limit: int
    ) -> list[tuple[str, float]]:
        """The best `limit` chunks for weighted terms: (chunk id, BM25 score), best first."""
        clauses: Sequence[tuple[tantivy.Occur, tantivy.Query]] = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term), weight
                ),
            )
            for term, weight in weights.items()
        ]
        if not clauses:
            return []
        return self._best(tantivy.Query.boolean_query(clauses), limit)

    def holding(self, asked: Iterable[Iterable[Piece]], limit: int) -> list[tuple[str, float]]:
        """The best `limit` chunks that hold one piece at least of each of `asked`."""
        every = [
            (tantivy.Occur.Must, _either(self._all_of(*piece) for piece in pieces))
            for pieces in asked
        ]
        return self._best(tantivy.Query.boolean_query(every), limit) if every else []

    def _of(self, document: str) -> tantivy.Query:
        """The chunks of a document, whose ids begin with its id."""
        pattern = _META.sub(r"\\\g<0>", document) + ":[^:]*"
        return tantivy.Query.regex_query(self._schema, "id", pattern)

    def _all_of(self, field: Field, terms: Iterable[str]) -> tantivy.Query:
        wanted = [tantivy.Query.term_query(self._schema, field, term) for term in terms]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in wanted])

    def _best(self, query: tantivy.Query, limit: int) -> list[tuple[str, float]]:
        searcher = self._index.searcher()
        if self._among:
            both = [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._among)]
            query = tantivy.Query.boolean_query(both)
        hits = searcher.search(query, limit=limit, count=False).hits
        scored = [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))


def _either(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stem", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("gram", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
