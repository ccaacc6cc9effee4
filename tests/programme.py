"""A programme that never was, as small documents, and the assistant over an index of them."""

from collections.abc import Sequence
from pathlib import Path

from assistant.ask import Assistant
from assistant.question import understand
from assistant.reply import Citation, Passage, Reply
from assistant.retrieve import Retriever
from assistant.selection.match import Query, query
from ingest.document import Block, BlockKind, Chunk, Document, Page, Source
from ingest.library import Library
from ingest.snapshot import Snapshot
from tests.making import HashEmbedder

YEARBOOK = "Årsskrift om Fyrtårnet, Sandbjerg 2015, s. 9"
NOTE = f"""# Fyrtårnet i Sandbjerg

## Hvad er Fyrtårnet?

Fyrtårnet er et værksted, hvor unge prøver et håndværk af under vejledning. Værkstedet åbnede \
den 3. marts 2014 i en nedlagt silo.

## Prisen

En plads i Fyrtårnet koster 745 kr. om ugen for hver deltager. Beløbet dækker løn til to \
værkstedsledere og husleje. [Kilde: {YEARBOOK}]

## Værkstedslederens opgaver

Værkstedslederen har fire opgaver:

- tage imod nye deltagere
- lægge en ugeplan for hver deltager
- føre logbog over fremmødet
- tale med forældrene hver måned

## Mentor

En mentor er en ældre håndværker, som følger den unge i fritiden. Mentoren lønnes ikke, fordi \
ordningen bygger på frivillighed.
"""
CANTEEN = """# Fyrtårnets kantine
Kantinen har åbent på alle hverdage. Køkkenet ligger i kælderen.
\f# Måltider i kantinen
Kantinen serverer 120 måltider om dagen. Menuen skifter hver mandag.
"""
FERRY = """# Færgelauget

Færgelauget sejler passagerer over fjorden. En billet koster 38 kr. for voksne.

| Rute | Afgange om dagen |
|---|---|
| Østkajen | 14 |
| Vestkajen | 6 |
"""
FILES = {"fyrtaarnet.md": NOTE, "kantine.pdf": CANTEEN, "faerge.md": FERRY}


def assistant_over(index: Path) -> Assistant:
    """The real assistant over an index that `making.indexed` made."""
    library, embedder = Library(index), HashEmbedder()
    return Assistant(library, Retriever(Snapshot.open(library), embedder))


def said(reply: Reply) -> str:
    """What a reply's statements say; nothing where there is no answer."""
    return " ".join(statement.text for statement in getattr(reply, "statements", ()))


def asked(question: str, history: Sequence[str] = ()) -> Query:
    """The words of a one-part question, each as rare as the next."""
    understood = understand(question, history)
    return query(understood, understood.parts[-1], lambda stem: 1.0, understood.kind)


def document(*blocks: tuple[BlockKind, str], name: str = "prøve") -> Document:
    """A document on one page without size, parted by blank lines."""
    text, laid = "", list[Block]()
    for kind, words in blocks:
        laid.append(Block(kind, int(kind == "heading"), len(text), len(text) + len(words)))
        text += f"{words}\n\n"
    source = Source(name, name.title(), None, None, None, None, None, f"{name}.md", "")
    return Document(source, (Page(1, None, text, 0, 0, "text"),), tuple(laid))


def passage(of: Document, start: int = 0, end: int | None = None) -> Passage:
    """A stretch of a document, the whole of it unless told, as the best passage."""
    stop = len(of.text) if end is None else end
    return Passage(1, 1.0, Chunk(f"{of.id}:1", of.id, of.text[start:stop], start, stop, ()))


def citation(quote: str, number: int = 1) -> Citation:
    """A citation of a quote that stands at the beginning of a document."""
    return Citation(
        number, "prøve", "Prøve", 1, 1, None, 0, len(quote), quote, ocr=False, origin=None
    )
