"""A question that was not fully right, as a reader is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.quality import wording
from evals.quality.record import Judged


@dataclass(frozen=True, slots=True)
class Miss:
    """What is shown of it; "" and () where there is nothing to say."""

    question: str
    context: tuple[str, ...]
    about: str  # id, kind, style, time, length
    lacking: str
    expected: str
    answer: str
    sources: tuple[str, ...]


def miss(case: Judged) -> Miss:
    """The case in words."""
    about = [
        case["id"],
        wording.named(wording.KINDS, case["kind"]),
        wording.named(wording.STYLES, case["style"]),
        wording.value("seconds_p50", case["seconds"]),
    ]
    if case["status"] == "answered":
        about.append(wording.value("length", case["length"]))
    else:
        about.append(wording.REASONS.get(case["reason"], case["reason"] or ""))
    return Miss(
        question=case["question"],
        context=tuple(case["context"]),
        about=" · ".join(about),
        lacking=", ".join(f"»{fact}«" for fact in case["lacking"]),
        expected=case["expected"],
        answer=case["answer"],
        sources=tuple(map(_source, case["citations"])),
    )


def _source(citation: Mapping[str, Any]) -> str:
    origin = f" (fra {citation['origin']})" if citation["origin"] else ""
    return (
        f"[{citation['number']}] {citation['title']}, side {citation['page']}{origin}: "
        f"»{citation['quote']}«"
    )
