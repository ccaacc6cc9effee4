"""Questions of several documents, projects or places: each answered by itself, under its name.

A side is answered from where its name stands, and its answer passes what every answer passes.
What two lists have in common, or what only one has, is found by comparing the names in them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, islice

from assistant.across.library_topic import asked_of_each
from assistant.across.list_operations import lists_compared
from assistant.across.most import most
from assistant.across.places import documents_of, is_of, says
from assistant.across.rows import row
from assistant.across.sides import Side, Sides, sides_of
from assistant.concepts import Alternatives
from assistant.question import Understood, kind_of
from assistant.reply import Claim, Draft, Kind
from assistant.retrieve import Retriever
from assistant.selection.extent import says_again
from assistant.selection.lists import is_column_heads
from assistant.selection.match import likeness
from assistant.selection.quoting import quoted
from assistant.selection.units import Unit, around, speaks_of_itself, units
from ingest import analyze
from ingest.everyday import rareness
from ingest.snapshot import Snapshot

_PASSAGES = 5  # of the search for each side
_OF_ALL = 10  # where every document is asked
_DOCUMENTS = 4  # that are told of then, at most
_FEWEST = 2
_EVERYDAY = 0.65  # a word below this rareness says nothing by itself
_IN_PART = 0.5  # likeness of a word to one that has a part of it
_LOOKED_FOR = 40  # chunks that hold the words of a name
# A whole procedure of each would be no answer side by side.
_ALONE: dict[Kind, Kind] = {"procedure": "fact", "compare": "fact", "overview": "fact"}
# What answers a question (with what is asked in it beside the name) among units found for it, if
# anything does; after them the best score of the search, and into how many the room is shared.
Answering = Callable[[Understood, str, Sequence[Unit], float, int], list[Unit]]


def several_documents(
    understood: Understood, retriever: Retriever, answering: Answering
) -> Draft | None:
    """One part for each side that the question names, or what their lists have in common.

    None where the question has no sides; an empty draft where no side bears an answer.
    """
    snapshot = retriever.snapshot
    if asked := asked_of_each(understood.question):
        return _of_each_document(asked, understood, retriever, answering)
    sides = sides_of(understood.question, partial(_known, snapshot), understood.parts)
    if sides is None:
        return None
    if sides.operation != "each":
        return lists_compared(sides, understood, retriever)
    named = [documents_of(side, snapshot) for side in sides.sides]
    # `Johns VVS og Ejendomsservice` is one; two that name documents of their own are two.
    parted = sides.parted or understood.kind == "compare"
    if not parted and not (all(named) and len(set(named)) == len(named)):
        return None
    answers = [
        _answer(side, documents, understood, retriever, answering, others)
        for side, documents in zip(sides.sides, named, strict=True)
        for others in ([other.name for other in sides.sides if other is not side],)
    ]
    first = most(understood.question, sides.sides, answers)
    return _side_by_side(sides, answers, [first] if first else [])


def _of_each_document(
    asked: str, understood: Understood, retriever: Retriever, answering: Answering
) -> Draft | None:
    """What each of the nearest documents answers, under its title; None where fewer than two do."""
    passages = retriever.retrieve(
        understood.question, _OF_ALL, alternatives=understood.alternatives
    )
    alone = replace(understood, question=asked, parts=(asked,), kind=_kind(asked))
    found: dict[str, list[Unit]] = {}
    for unit in units(passages, retriever.snapshot.library):
        if not is_column_heads(unit) and not speaks_of_itself(unit):
            found.setdefault(unit.document.source.title, []).append(unit)
    answers = (
        (title, answering(alone, asked, some, passages[0].score, _FEWEST))
        for title, some in found.items()
    )
    speaking = (
        (title, answer)
        for title, answer in answers
        if answer and _speaks_of(asked, understood.alternatives, answer[0])
    )
    said = dict(islice(_anew(speaking), _DOCUMENTS))
    if len(said) < _FEWEST:
        return None
    return Draft(tuple(claim for title, answer in said.items() for claim in _claims(answer, title)))


def _anew(answers: Iterable[tuple[str, list[Unit]]]) -> Iterator[tuple[str, list[Unit]]]:
    """The answers without what an earlier document has said; none that says nothing else."""
    said: list[Unit] = []
    for title, answer in answers:
        new = [unit for unit in answer if not any(says_again(unit, other) for other in said)]
        said += new
        if new:
            yield title, new


def _speaks_of(asked: str, alternatives: Alternatives, unit: Unit) -> bool:
    """Whether every word that is no everyday one is said round a unit, in part or by another."""
    said = analyze.words(around(unit))
    return all(
        any(
            likeness(other, found) >= _IN_PART
            for other in (word, *alternatives.get(word, {}))
            for found in said
        )
        for word in analyze.content_words(asked)
        if rareness(word) >= _EVERYDAY
    )


def _kind(question: str) -> Kind:
    kind = kind_of(question)
    return _ALONE.get(kind, kind)


def _known(snapshot: Snapshot, words: str) -> int:
    """2 where the library has these words in a row, 1 where it has them in one place, else 0."""
    stems = {analyze.stem(word) for word in analyze.content_words(words)}
    hits = snapshot.lexical.holding([[("stem", (stem,))] for stem in stems], _LOOKED_FOR)
    chunks = snapshot.library.chunks(chunk_id for chunk_id, _ in hits)
    wanted = " ".join(analyze.words(words))
    if any(wanted in " ".join(analyze.words(chunk.text)) for chunk in chunks.values()):
        return 2
    return int(bool(hits))


def _side_by_side(
    sides: Sides, answers: Sequence[Sequence[Unit]], before: Sequence[Claim]
) -> Draft:
    """Each side's answer under its label; what answers several is said once, under all of them."""
    said: dict[tuple[tuple[str, int], ...], list[int]] = {}
    for i, answer in enumerate(answers):
        said.setdefault(tuple(unit.key for unit in answer), []).append(i)
    claims = [
        claim
        for key, places in said.items()
        if key
        for claim in _claims(answers[places[0]], " og ".join(sides.sides[i].label for i in places))
    ]
    if not claims:
        return Draft()
    lacking = [sides.sides[i].label for i in said.get((), ())]
    return Draft(
        (*before, *claims),
        notes=tuple(f"Om {label} er der ikke fundet noget svar." for label in lacking),
    )


def _claims(answer: Sequence[Unit], label: str) -> Iterator[Claim]:
    """What is said to one side; a row of a table with the heads of its columns."""
    for of_table, group in groupby(answer, key=lambda unit: unit.shape.kind == "table_row"):
        some = list(group)
        yield from [row(label, unit) for unit in some] if of_table else quoted(some, label)


def _answer(
    side: Side,
    documents: frozenset[str],
    understood: Understood,
    retriever: Retriever,
    answering: Answering,
    others: Sequence[str],
) -> list[Unit]:
    """What is said to one side; nothing where no place of its own bears an answer."""
    context = tuple(filter(None, (*understood.context, side.leans_on)))
    passages = retriever.retrieve(
        side.question,
        _PASSAGES,
        context=context,
        alternatives=understood.alternatives,
    )
    if not passages:
        return []
    alone = replace(
        understood,
        question=side.question,
        parts=(side.question,),
        context=context,
        kind=_kind(side.question),
    )
    found = [
        unit
        for unit in units(passages, retriever.snapshot.library)
        if not is_column_heads(unit)
        and not speaks_of_itself(unit)
        and is_of(side, unit, documents)
        and (says(side.name, unit.reading) or not any(says(o, unit.reading) for o in others))
    ]
    return answering(alone, side.asked, found, passages[0].score, len(others) + 1)
