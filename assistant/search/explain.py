"""What brought a passage, for the reader who asks why this source."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.concepts import Alternatives
from assistant.reply import Why
from ingest import analyze
from ingest.compounds import parts
from ingest.document import Chunk

_LIKE = 0.6  # share of a word's grams that make it another form of one in the text


def explain(
    question: str,
    alternatives: Alternatives,
    chunk: Chunk,
    legs: Mapping[str, Mapping[str, float]],
    named: Sequence[frozenset[str]],
) -> Why:
    """The words of the question that the chunk has, the other words for them, and the legs.

    `named` holds the ids of the documents that the question names.
    """
    text = " ".join([*chunk.headings, chunk.reading or chunk.text])
    stems, grams = map(frozenset, analyze.terms(text))

    def said(word: str) -> bool:
        pieces = analyze.word_grams(word)
        shared = sum(piece in grams for piece in pieces)
        return analyze.stem(word) in stems or shared >= _LIKE * len(pieces)

    words = tuple(dict.fromkeys(filter(said, analyze.content_words(question))))
    return Why(
        words,
        tuple(
            (word, other)
            for word, others in alternatives.items()
            for other in others
            if analyze.stem(other) in stems
        ),
        tuple((name, round(leg.get(chunk.id, 0.0), 3)) for name, leg in legs.items()),
        any(chunk.document_id in documents for documents in named),
        tuple(_within([word for word in words if analyze.stem(word) not in stems], text)),
    )


def _within(words: Sequence[str], text: str) -> Iterator[tuple[str, str]]:
    """Each word that a compound of the text is made up of, with the first such compound."""
    wanted = {analyze.stem(word): word for word in words}
    for compound in analyze.content_words(text):
        for part in parts(compound):
            if word := wanted.pop(analyze.stem(part), None):
                yield word, compound
