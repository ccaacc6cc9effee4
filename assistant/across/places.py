"""What is said of a side: the documents that its name names, and the places that have the name."""

from assistant.across.sides import Side
from assistant.search.named import names_of
from assistant.selection.match import likeness
from assistant.selection.units import Unit
from ingest import analyze
from ingest.snapshot import Snapshot

_SAME = 0.75  # likeness from which a word is one of a name's


def documents_of(side: Side, snapshot: Snapshot) -> frozenset[str]:
    """The documents that a side's name names, or that have all of it in their title."""
    names = names_of(snapshot)
    titled = (i for i, title in names.titles.items() if says(side.name, f"{title} {_spelt(i)}"))
    return frozenset(titled).union(*names.named(side.name, snapshot.lexical))


def is_of(side: Side, unit: Unit, documents: frozenset[str]) -> bool:
    """Whether a unit is said of a side: its document is, or its paragraph has the name."""
    if unit.document.id in documents:
        return True
    block = unit.document.reading(unit.shape.start, unit.shape.end)
    return says(side.name, f"{unit.about} {block}")


def says(name: str, text: str) -> bool:
    """Whether a text has all words of a name, numbers exactly."""
    words = set(analyze.words(text))
    stems = {analyze.stem(word) for word in words}
    return all(
        analyze.stem(word) in stems or any(likeness(word, said) >= _SAME for said in words)
        for word in analyze.content_words(name)
    )


def _spelt(document_id: str) -> str:
    return document_id.replace("-", " ").replace("_", " ")
