"""The passages and questions that search is measured on: real ones, then ones put together anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from assistant.question_file import read_rows
from evals.case import required
from evals.retrieval import read_passages
from ingest.embed import load_embedder
from ingest.errors import QuestionError, UnknownPath
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.sentences import sentences

MOST_ASKED = 300  # questions drawn from a larger file
_TOGETHER = 50  # passages of a document that no question asks for
_SIZE = 600  # characters of a passage that is put together


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the id of the one passage that answers it where that is known."""

    question: str
    passage: str | None


def folder_passages(folder: Path) -> dict[str, str]:
    """The texts by id of a folder's JSONL files of `{"id","text"}`.

    Raises:
        UnknownPath: the folder has no such file.
        QuestionError: a line is no passage, or its id is taken.
    """
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.jsonl")):
        found = read_passages(file)
        if taken := texts.keys() & found.keys():
            raise QuestionError(f"{str(file)!r}: the id {min(taken)!r} is taken by another file")
        texts |= found
    if not texts:
        raise UnknownPath(f"there is no JSONL file of passages in {str(folder)!r}")
    return texts


def document_passages(documents: Path) -> dict[str, str]:
    """The chunks of a folder's documents by id, as ingest makes them."""
    with TemporaryDirectory() as scratch:
        ingest([documents], Path(scratch), load_embedder())
        library = Library(Path(scratch))
        return {
            chunk.id: chunk.text
            for source in library.sources()
            for chunk in library.chunks_of(source.id)
        }


def read_asked(file: Path, texts: Mapping[str, str]) -> list[Asked]:
    """At most 300 questions of a file, drawn by chance and the same each time.

    Questions with `"answerable": false` are passed over; a passage that is not among `texts`
    counts as not known.

    Raises:
        QuestionError: the file is not as it should be, or holds no questions.
    """
    asked = []
    for place, row in read_rows(file):
        if row.get("answerable") is not False:
            gold = row.get("passage")
            asked.append(Asked(required(row, "question", place), gold if gold in texts else None))
    if not asked:
        raise QuestionError(f"{str(file)!r} holds no questions")
    return Random(0).sample(asked, min(len(asked), MOST_ASKED))


def pool(texts: Mapping[str, str], asked: Iterable[Asked], size: int) -> dict[str, list[str]]:
    """`size` passages, and never fewer than are asked for: those of each document, by its id.

    A passage that is asked for is a document of its own. After these come others drawn by chance,
    then ones put together from the others' sentences, so that a sentence that answers a question
    stands in no passage but its own; 50 of them make a document.
    """
    wanted = dict.fromkeys(item.passage for item in asked if item.passage)
    others = [texts[name] for name in texts if name not in wanted]
    Random(0).shuffle(others)
    room = max(size - len(wanted), 0)
    made = put_together(others, room - len(others)) if room > len(others) else ()
    rest = [*others[:room], *made]
    return {name: [texts[name]] for name in wanted} | {
        f"others {start}": rest[start : start + _TOGETHER]
        for start in range(0, len(rest), _TOGETHER)
    }


def put_together(texts: Sequence[str], count: int) -> Iterator[str]:
    """`count` passages of sentences drawn by chance from all texts, about 600 characters each."""
    drawn = [text[start:end] for text in texts for start, end in sentences(text)]
    if not drawn:
        raise QuestionError("too few passages: none is left to put others together from")
    random = Random(0)
    for _ in range(count):
        passage = random.choice(drawn)
        while len(passage) < _SIZE:
            passage = f"{passage} {random.choice(drawn)}"
        yield passage
