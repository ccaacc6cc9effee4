"""How much is said: what stands beside the lead, lists and stretches whole, in how many words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from assistant.reply import Kind
from assistant.selection.answer_type import steps_in
from assistant.selection.asked_heading import is_answer, parts_of_answer
from assistant.selection.lists import LISTED, fitting, list_of, run_of, with_its_list
from assistant.selection.match import Query, coverage
from assistant.selection.quoting import adjoins
from assistant.selection.units import Unit, block_units

SHORT = 460  # characters of an answer to one point
LONG = 1_250  # of a list, a comparison or a procedure
_LONG_KINDS: tuple[Kind, ...] = ("list", "compare")
# What a word means takes more; a course of steps is said whole, only the means are bounded here.
_BUDGETS: dict[Kind, int] = {"definition": 560, "why": 460, "procedure": 640}
# Below the lead's score, for a further unit to be said: one figure is answered in few words.
_WORTH: dict[Kind, float] = {"number": 1.8, "fact": 1.8, "yes_no": 1.8}
_WORTH_ELSE = 2.2
_NEW = 4.0  # weight of question words that the answer does not cover yet
_FOLLOWS: dict[Kind, float] = {
    "definition": 0.6,
    "why": 0.5,
    "compare": 0.5,
}  # for the next sentence
_SHARES = {1: 1.0, 2: 0.72}  # of the room, for each part of a question; else an even share
ENOUGH_STEPS = 3
_ONE_THING: tuple[Kind, ...] = ("number", "yes_no")
_WHOLE = 680  # characters of a list that is, and of any answer that is to be short
_SAME = 92  # likeness of words (0 to 100) from which two sentences are one
_SAID = 0.7  # of a sentence's length, that another must have to say all of it
_OVER = 1.3  # of the room, that an answer may take to be said whole
_FIRST = 24  # best units that may be said besides the lead


def room(kind: Kind, parts: int) -> int:
    """Characters for the answer to one of the parts of a question."""
    budget = LONG if kind in _LONG_KINDS else _BUDGETS.get(kind, SHORT)
    return int(budget * _SHARES.get(parts, 1 / parts))


def tells_steps(listed: Sequence[Unit]) -> bool:
    """Whether a list is one of steps: numbered, or in words of sequence."""
    numbered = sum(unit.text[0].isdigit() for unit in listed)
    return numbered > 1 or steps_in(" ".join(unit.text for unit in listed)) >= ENOUGH_STEPS


def beside(
    asked: Query, lead: Unit, ranked: Sequence[tuple[float, Unit]], budget: int
) -> list[Unit]:
    """The lead, and further units while they are worth it and there is room, in reading order."""
    scores = {unit.key: score for score, unit in ranked}
    chosen = (
        _as_much_of(asked, lead, int(_OVER * budget) if budget >= SHORT else budget)
        if is_answer(lead)
        else fitting(with_its_list(lead), max(budget, LONG)) or [lead]
    )
    rest = [unit for _, unit in ranked[:_FIRST]]
    if asked.kind == "list":
        # Items torn from several lists are no list.
        rest = [u for u in rest if u.shape.kind not in LISTED or run_of(u) == run_of(lead)]
    while True:
        room = budget - sum(len(unit.text) for unit in chosen)
        pieces = {unit.key: _further(unit, chosen) for unit in rest}
        rest = [u for u in rest if 0 < sum(len(p.text) for p in pieces[u.key]) <= room]
        if not rest:
            break
        said = " ".join(unit.reading for unit in chosen)
        known = coverage(asked, said)
        worth = {
            unit.key: scores[unit.key]
            + _NEW
            * (coverage(asked, " ".join([said, *(p.reading for p in pieces[unit.key])])) - known)
            + _nearness(unit, [lead, *chosen], asked.kind)
            for unit in rest
        }
        best = max(rest, key=lambda unit: worth[unit.key])
        if worth[best.key] < scores[lead.key] - _WORTH.get(asked.kind, _WORTH_ELSE):
            break
        chosen += pieces[best.key]
    return _in_reading_order(chosen, lead)


def _as_much_of(asked: Query, answer: Unit, room: int) -> list[Unit]:
    """A whole answer; where it is too long, what covers the question best and what follows it."""
    parts = parts_of_answer(answer)
    if _length(parts) <= room:
        return parts
    best = max(range(len(parts)), key=lambda i: coverage(asked, parts[i].reading))
    kept = fitting(parts[best:], room) or [parts[best]]
    while best > 0 and len(parts[best - 1].text) + _length(kept) <= room:
        best -= 1
        kept.insert(0, parts[best])
    return kept


def made_whole(chosen: list[Unit], lead: Unit, kind: Kind) -> list[Unit]:
    """The chosen units; the whole of a list that half is chosen of, or what introduces it is."""
    if kind in _ONE_THING:
        return chosen
    items = Counter(_list_of(unit) for unit in chosen)
    said = {unit.key: unit for unit in chosen}
    for unit in chosen:
        some = items[_list_of(unit)]
        if _list_of(unit):
            whole = list_of(unit)
            introduced = whole[0].text.endswith(":") and whole[0].key in said
            items_in_all = sum(u.shape.kind == "list_item" for u in whole)
            enough = introduced or (some > 1 and (kind == "list" or 2 * some >= items_in_all))
            added = sum(len(u.text) for u in whole if u.key not in said)
            room = _WHOLE if kind in _LONG_KINDS else _WHOLE - _length(said.values())
            if enough and added <= room:
                said |= {u.key: u for u in whole}
    return _in_reading_order(list(said.values()), lead)


def _length(units: Iterable[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def _list_of(unit: Unit) -> tuple[str, int] | None:
    """What tells the list that a unit is an item of; None where it is of none."""
    run = run_of(unit) if unit.shape.kind == "list_item" else None
    return (unit.document.id, run[0]) if run else None


def _further(unit: Unit, chosen: Sequence[Unit]) -> list[Unit]:
    """What saying a unit would add to what is chosen; nothing where another says the same."""
    known = {other.key for other in chosen}
    if any(says_again(unit, other) for other in chosen):
        return []
    return [piece for piece in _with_it(unit) if piece.key not in known]


def _with_it(unit: Unit) -> list[Unit]:
    """What is said where a unit is: an answer whole, an introduction with its list."""
    return parts_of_answer(unit) if is_answer(unit) else with_its_list(unit)


def says_again(unit: Unit, other: Unit) -> bool:
    """Whether two documents say the same in as good as the same words."""
    if unit.document.id == other.document.id:
        return False
    said, known = unit.reading.casefold(), other.reading.casefold()
    return len(known) >= _SAID * len(said) and fuzz.token_set_ratio(said, known) >= _SAME


def _nearness(unit: Unit, chosen: Sequence[Unit], kind: Kind) -> float:
    """What speaks for a unit because of where it stands: what follows the lead explains it."""
    lead = chosen[0]
    if unit.document.id != lead.document.id or unit.headings != lead.headings:
        return 0.0
    if adjoins(unit, chosen):
        return _FOLLOWS.get(kind, 0.3) if unit.start > lead.start else 0.25
    return 0.2 if unit.block == lead.block + 1 else 0.1


def stretch_of(lead: Unit, room: int) -> list[Unit]:
    """The blocks from the lead's on, and before it while there is room, under the same heading."""
    document, position = lead.document, lead.block
    taken = {position}
    size = document.blocks[position].end - document.blocks[position].start
    for step in (1, -1):
        other = position + step
        while 0 <= other < len(document.blocks) and document.blocks[other].kind != "heading":
            size += document.blocks[other].end - document.blocks[other].start
            if size > room:
                break
            taken.add(other)
            other += step
    return [unit for i in sorted(taken) for unit in block_units(document, i, lead.passage)]


def _in_reading_order(chosen: Sequence[Unit], lead: Unit) -> list[Unit]:
    """The lead's block or list first; then by document in order of choice, each as written."""
    order = {document: i for i, document in enumerate(dict.fromkeys(u.document.id for u in chosen))}
    first = (run_of(lead) if lead.shape.kind == "list_item" else None) or [lead.block]
    return sorted(
        chosen,
        key=lambda unit: (
            unit.document.id != lead.document.id or unit.block not in first,
            order[unit.document.id],
            unit.start,
        ),
    )
