"""A reply as plain Danish text, and as the JSON that other programs read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from assistant.reply import Answer, Citation, NoAnswer, Passage, Reason, Reply, Statement
from ingest.document import CELL
from ingest.library import Library

NOT_FOUND = "Det fremgår ikke af dokumenterne."
DECLINED = {
    Reason.PERSONAL_DATA: "Spørgsmålet indeholder personoplysninger og er ikke gemt.",
    Reason.DECISION_ABOUT_A_PERSON: (
        "Holdepunkt kan ikke vurdere en bestemt borgers sag. "
        "Spørg om reglerne eller erfaringerne i stedet."
    ),
}
_LEGS = {"gram": "bogstavfølger", "stem": "ordstammer", "dense": "betydning"}
_LISTS = ("list", "procedure")
_LONGEST_PASSAGE = 1_600  # characters


def plain_text(reply: Reply) -> str:
    """What a reader sees, without markup but [1]."""
    if not reply.statements:
        return DECLINED.get(reply.reason, NOT_FOUND) if isinstance(reply, NoAnswer) else NOT_FOUND
    said = [_said(statement, before) for before, statement in _pairs(reply.statements)]
    body = ("\n" if reply.kind in _LISTS or _labelled(reply) else " ").join(said)
    if isinstance(reply, NoAnswer):
        return body
    return "\n".join(filter(None, (reply.introduction, body, *reply.notes)))


def worded(reply: Reply) -> str:
    """Whose words the statements are, where they are a language model's; else ""."""
    model = reply.worded_by if isinstance(reply, Answer) else None
    return f"Formuleret af {model}; hvert citat er kontrolleret." if model else ""


def _said(statement: Statement, before: Statement | None) -> str:
    """A statement with its citations, behind its label where the one before has another."""
    label = statement.label if before is None or before.label != statement.label else None
    cited = "".join(f"[{n}]" for n in statement.citations)
    return f"{f'{label}: ' if label else ''}{statement.text.replace(CELL, ' | ')} {cited}"


def _pairs(statements: Sequence[Statement]) -> Iterator[tuple[Statement | None, Statement]]:
    return zip([None, *statements], statements, strict=False)


def _labelled(reply: Reply) -> bool:
    return any(statement.label for statement in reply.statements)


def why_lines(passages: Iterable[Passage]) -> list[str]:
    """A line for each passage: the words, other words and parts of the search that brought it."""
    lines = []
    for passage in passages:
        why = passage.why
        if why is None:
            continue
        within = {word: f"{word} (i {compound})" for word, compound in why.compounds}
        words = ", ".join(within.get(word, word) for word in why.words)
        said = [f"ordene {words}"] if words else []
        said += [f"{other} for {asked}" for asked, other in why.concepts]
        said += ["dokumentet er nævnt i spørgsmålet"] if why.named else []
        legs = ", ".join(f"{_LEGS[leg]} {_decimal(share)}" for leg, share in why.legs if share > 0)
        what = "; ".join(said) or "beslægtet indhold"
        found = legs or "ved siden af en, der passer"
        lines.append(f"{passage.rank}. {passage.chunk.document_id}: {what} ({found})")
    return lines


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def as_json(
    reply: Reply, library: Library, *, question_id: str | None, seconds: float
) -> dict[str, object]:
    """The reply with all that belongs to it; `seconds` is wall time."""
    found: dict[str, object] = {"status": "answered", "reason": None}
    if isinstance(reply, NoAnswer):
        found = {"status": reply.reason.status, "reason": reply.reason.value}
    return {
        "id": question_id,
        **found,
        "kind": reply.kind,
        "understood": reply.understood,
        "answer": plain_text(reply),
        "statements": [asdict(statement) for statement in reply.statements],
        "citations": [_citation(citation) for citation in reply.citations],
        "passages": [_passage(passage, library) for passage in reply.passages],
        "seconds": round(seconds, 4),
        **_model(reply),
    }


def failed(question_id: str | None, reason: str, *, seconds: float) -> dict[str, object]:
    """The line for a question that could not be answered because something broke."""
    return {
        "id": question_id, "status": "failed", "reason": reason, "kind": None,
        "understood": None, "answer": "", "statements": [], "citations": [], "passages": [],
        "seconds": round(seconds, 4),
    }  # fmt: skip


def _model(reply: Reply) -> dict[str, object]:
    """The model that worded the statements; nothing where they are quotes."""
    found = reply.worded_by if isinstance(reply, Answer) else None
    return {"model": found} if found else {}


def _citation(citation: Citation) -> dict[str, object]:
    fields = asdict(citation)
    return {"number": fields.pop("number"), "document": fields.pop("document_id"), **fields}


def _passage(passage: Passage, library: Library) -> dict[str, object]:
    chunk = passage.chunk
    return {
        "document": chunk.document_id,
        "page": library.document(chunk.document_id).page_at(chunk.start).number,
        "text": chunk.text.strip()[:_LONGEST_PASSAGE],
        "score": round(passage.score, 4),
    }
