"""The questions that answers are learned from, each with the units found for it."""

import random
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.ask import Assistant
from assistant.assemble import Settings, assemble
from assistant.question import Understood, understand
from assistant.reply import Passage
from assistant.selection import rank
from assistant.selection.asked_heading import asks, with_whole_answers
from assistant.selection.lists import is_column_heads
from assistant.selection.match import Query, query
from assistant.selection.units import Unit, units
from evals.case import Case, Evidence
from evals.fit.training_pairs import rows
from evals.measures import missing
from evals.retrieval import index
from ingest.document import Chunk
from ingest.embed import load_embedder

PASSAGES = 5  # that units are taken from, as the writer does
FOLDS = 5
# A question whose answer was taken out of its passages teaches less than a written near miss, and
# one about other things less than one of the field.
TAKEN_OUT, ELSEWHERE = 0.3, 0.4
_ALIKE = 88  # of 100, from which a unit holds a quote in other spelling
_SAME = 70  # of 100, from which a unit says the quote in other words
_NEARLY = 55  # of 100, from which an answer that holds all facts speaks of the same
_LIBRARY, _INSIDE, _OUTSIDE = 300, 200, 150  # passages of another field, questions with and without

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question with its units, and which of them answer it: none where nothing does."""

    origin: str  # the file
    understood: Understood
    asked: Query
    units: tuple[Unit, ...]
    best: float
    gold: NDArray[np.bool_]
    answerable: bool
    weight: float
    similar: rank.Likeness
    group: str = ""

    @property
    def fold(self) -> int:
        """The fold of its question, the same however often it is asked."""
        return zlib.crc32(self.understood.original.encode()) % FOLDS

    def seen(self) -> Matrix:
        """The features of its units."""
        return rank.features(self.asked, self.units, best=self.best, likeness=self.similar)


def examples(helper: Assistant, origin: str, cases: Sequence[Case], weight: float) -> list[Example]:
    """An example for each case, and one more for each whose answer can be taken out."""
    found = []
    for case in cases:
        example = asked_of(helper, origin, case, weight)
        if example is None:
            continue
        found.append(example)
        single = len(example.understood.parts) == 1 and example.understood.kind != "compare"
        if single and example.gold.any() and (rest := without_answer(example, case)):
            found.append(rest)
    return found


def asked_of(helper: Assistant, origin: str, case: Case, weight: float) -> Example | None:
    """The case asked of an index; None where nothing is found, or the question is declined."""
    understood = plainly_understood(helper, case.question, case.context)
    passages = helper.retriever.retrieve(
        understood.question,
        PASSAGES,
        context=understood.context,
        alternatives=understood.alternatives,
    )
    found = (u for u in units(passages, helper.library) if not is_column_heads(u))
    taken = with_whole_answers(found)
    if not taken or understood.declined:
        return None
    gold = np.array([holds(unit, case.evidence) or _answers(unit, case) for unit in taken])
    return built(helper, origin, understood, taken, passages[0].score, gold,
                 answerable=bool(case.evidence), weight=weight)  # fmt: skip


def plainly_understood(helper: Assistant, question: str, history: Sequence[str] = ()) -> Understood:
    """As the assistant understands it, but for items of an earlier answer: it has yet to learn."""
    understood = understand(question, history)
    asked = " ".join([*understood.context, understood.question])
    return replace(understood, alternatives=helper.concepts().alternatives(asked))


def built(
    helper: Assistant, origin: str, understood: Understood, taken: Sequence[Unit], best: float,
    gold: NDArray[np.bool_], *, answerable: bool, weight: float, group: str = "",
) -> Example:  # fmt: skip
    """An example of units that are known."""
    rarity = partial(helper.retriever.snapshot.lexical.rarity, "stem")
    kind = "number" if understood.kind == "calculation" else understood.kind
    return Example(
        origin, understood, query(understood, understood.question, rarity, kind), tuple(taken),
        best, gold, answerable, weight, rank.likeness_of(helper.retriever.embedder), group,
    )  # fmt: skip


def without_answer(example: Example, case: Case) -> Example | None:
    """The question among the units that do not answer it; None where none is left."""
    blocks = {
        (u.document.id, u.block) for u, g in zip(example.units, example.gold, strict=True) if g
    }
    left = [
        unit
        for unit in example.units
        if (unit.document.id, unit.block) not in blocks
        and not any(
            fuzz.token_set_ratio(plain(unit.reading), plain(e.quote)) >= _SAME
            for e in case.evidence
        )
    ]  # fmt: skip
    if not left:
        return None
    return replace(example, units=tuple(left), gold=np.zeros(len(left), dtype=np.bool_),
                   answerable=False, weight=TAKEN_OUT)  # fmt: skip


def _answers(unit: Unit, case: Case) -> bool:
    """Whether a unit stands in an answer of another document that holds what the case demands."""
    if not asks(unit) or not case.facts or missing(unit.reading, case.facts):
        return False
    said = plain(unit.reading)
    return any(fuzz.token_set_ratio(said, plain(e.quote)) >= _NEARLY for e in case.evidence)


def holds(unit: Unit, evidence: Sequence[Evidence]) -> bool:
    """Whether a unit has a quote, or is a part of one; a note may say another's words again."""
    said = plain(unit.reading)
    for quote in (plain(e.quote) for e in evidence):
        if quote in said or (len(said) >= 15 and said in quote):
            return True
        if min(len(quote), len(said)) >= 20 and fuzz.partial_ratio(quote, said) >= _ALIKE:
            return True
    return False


def squad(data: Path, settings: Settings, most: int) -> list[Example]:
    """Questions of squad_da with the sentences of their own passage; group is the article."""
    passages = {row["id"]: row for row in rows(data / "squad_da/passages.jsonl")}
    asked = [row for row in rows(data / "squad_da/questions.jsonl") if row["answerable"]]
    random.Random(3).shuffle(asked)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "index"
        index({name: row["text"] for name, row in passages.items()}, where, load_embedder(None))
        helper = assemble(settings.model_copy(update={"index": where}))
        found = []
        for row in asked[:most]:
            document = helper.library.document(row["passage"])
            chunk = Chunk("whole", document.id, document.text, 0, len(document.text), ())
            taken = units([Passage(1, 1.0, chunk)], helper.library)
            starts = {answer["start"] for answer in row["answers"]}
            gold = np.array([any(u.start <= s < u.end for s in starts) for u in taken])
            if len(taken) > 1 and gold.any():
                understood = plainly_understood(helper, row["question"])
                found.append(built(
                    helper, "squad_da", understood, taken, 1.0, gold,
                    answerable=True, weight=1.0, group=passages[row["passage"]]["article"],
                ))  # fmt: skip
        return found


def of_another_field(data: Path, settings: Settings) -> list[Example]:
    """Questions of squad_da asked of a library of its passages, some of others."""
    passages = {row["id"]: row for row in rows(data / "squad_da/passages.jsonl")}
    there = set(random.Random(5).sample(sorted(passages), _LIBRARY))
    asked = [row for row in rows(data / "squad_da/questions.jsonl") if row["answerable"]]
    random.Random(6).shuffle(asked)
    inside = [row for row in asked if row["passage"] in there][:_INSIDE]
    outside = [row for row in asked if row["passage"] not in there][:_OUTSIDE]
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "index"
        texts = {name: str(passages[name]["text"]) for name in sorted(there)}
        index(texts, where, load_embedder(None))
        helper = assemble(settings.model_copy(update={"index": where}))
        asked_there = [(row, True) for row in inside] + [(row, False) for row in outside]
        found = []
        for row, answerable in asked_there:
            case = Case(row["id"], row["question"])
            if example := asked_of(helper, "squad_da, found", case, ELSEWHERE):
                found.append(replace(example, answerable=answerable))
        return found


def plain(text: str) -> str:
    """Lower case, white space collapsed."""
    return " ".join(text.casefold().split())
