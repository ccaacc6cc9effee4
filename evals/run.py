"""Asks the assistant every question and judges what other programs would get to see."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.ask import Assistant
from assistant.render import as_json, failed
from evals import measures
from evals.case import Case
from ingest.errors import HoldepunktError, QuestionError
from ingest.library import Library

Fault = Literal["lacking", "refused", "answered", "too_long", "failed"]
CUTS = (1, 5, 10)  # the k of evidence recall@k
READ = 5  # passages whose characters count as read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case came to. `evidence` is empty where the case names none."""

    case: Case
    status: str
    reason: str | None
    answer: str
    correct: bool
    coverage: float
    cited: bool
    evidence: Mapping[int, float]
    characters: int
    seconds: float
    citations: tuple[Mapping[str, Any], ...] = ()  # as the command line gives them
    model: str | None = None  # the language model that worded the answer

    @property
    def answered(self) -> bool:
        """Whether there is an answer, right or wrong."""
        return self.status == "answered"

    @property
    def lacking(self) -> list[str]:
        """The first alternative of each group of facts that is not said."""
        facts = self.case.facts or ()
        return measures.missing(self.answer, facts) if self.answered else [g[0] for g in facts]

    @property
    def fault(self) -> Fault | None:
        """Why it is not fully right; None where it is."""
        if self.correct:
            return None
        if not self.case.answerable:
            return "answered"
        if not self.answered:
            return "failed" if self.status == "failed" else "refused"
        return "lacking" if self.lacking else "too_long"


def run(helper: Assistant, cases: Iterable[Case]) -> list[Outcome]:
    """The outcomes of the cases, in their order.

    Raises:
        QuestionError: a case has no `facts`, so that its answer cannot be judged.
    """
    cases = list(cases)
    if unjudged := [case.id for case in cases if case.facts is None]:
        raise QuestionError(
            f"{len(unjudged)} of {len(cases)} questions have no 'facts' (first {unjudged[0]!r}): "
            "such a file serves `python -m evals evidence`"
        )
    return measured(helper, cases)


def measured(helper: Assistant, cases: Iterable[Case]) -> list[Outcome]:
    """As `run`, for the evidence alone: cases need no `facts`."""
    return [judge(case, ask(helper, case), helper.library) for case in cases]


def ask(helper: Assistant, case: Case) -> dict[str, Any]:
    """The line of `python -m assistant ask --json` for a case."""
    started = time.perf_counter()
    try:
        reply = helper.ask(case.question, case.context)
    except HoldepunktError as exc:
        return failed(case.id, str(exc), seconds=time.perf_counter() - started)
    seconds = time.perf_counter() - started
    return as_json(reply, helper.library, question_id=case.id, seconds=seconds)


def judge(case: Case, line: Mapping[str, Any], library: Library) -> Outcome:
    """What a reply is worth."""
    answered = line["status"] == "answered"
    facts, answer = case.facts or (), str(line["answer"])
    passages = [passage["text"] for passage in line["passages"]]
    quotes = [evidence.quote for evidence in case.evidence]
    return Outcome(
        case,
        line["status"],
        line["reason"],
        answer,
        correct=measures.fully_right(answer, facts, kind=case.kind, answered=answered),
        coverage=measures.coverage(answer, facts) if answered else 0.0,
        cited=answered and is_cited(line, library),
        evidence={k: measures.evidence_recall(quotes, passages, k) for k in CUTS if quotes},
        characters=sum(map(len, passages[:READ])),
        seconds=line["seconds"],
        citations=tuple(line["citations"]),
        model=line.get("model"),
    )


def is_cited(line: Mapping[str, Any], library: Library) -> bool:
    """Whether every statement has a citation, and every quote stands where its citation says."""
    genuine = {
        c["number"]
        for c in line["citations"]
        if c["quote"] and library.document(c["document"]).text[c["start"] : c["end"]] == c["quote"]
    }
    return bool(line["statements"]) and all(
        statement["citations"] and genuine.issuperset(statement["citations"])
        for statement in line["statements"]
    )
