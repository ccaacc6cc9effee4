"""Follow-ups that mean an item of the answer before: `det andet`, `nummer tre`, `den sidste`."""

import re
from collections.abc import Callable, Sequence

from ingest.document import CELL
from ingest.everyday import rareness

_PLACES = {
    "første": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "et": 1, "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "sidste": -1, "last": -1,
}  # fmt: skip
_ORDINAL = (
    "første|anden|andet|tredje|fjerde|femte|sjette|sidste|first|second|third|fourth|fifth|last"
)
_TIME = r"måned|uge|år|dag|halvår|kvartal|gang|time|tid|del|skridt|week|month|year|time"
_ITEM = re.compile(
    rf"\b(?:de[nt]|the) (?P<place>{_ORDINAL})\b(?! (?:{_TIME}))(?: one\b)?"
    r"|\b(?:nummer|nr\.?|number) (?P<number>\d|en|et|to|tre|fire|fem|seks)\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:hvilke|de|which|the)\s+(?:(?P<count>to|tre|fire|fem|seks|two|three|four|five|[2-9])\s+)?"
    r"(?P<noun>[^\W\d_]{4,})",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_NAME = 3  # words of an item that names a thing
_SHORT = 80  # characters of an item that a question can hold


def names_an_item(question: str) -> bool:
    """Whether the question means an item of a list that was shown."""
    return bool(_ITEM.search(question))


def with_item(
    question: str,
    earlier: str,
    answered: Callable[[str], Sequence[str]] | None,
) -> str | None:
    """The question with the item's own words in the ordinal's place; None where none is meant.

    From the statements that answer the earlier question, else from the numbered family that it
    names: `spor 2`.
    """
    meant = _ITEM.search(question)
    if meant is None:
        return None
    said = (meant["place"] or meant["number"]).casefold()
    place = _PLACES.get(said) or int(said)
    items = items_of(answered(earlier)) if answered else []
    item = _nth(items, place) or _numbered(earlier, place)
    if item is None:
        return None
    noun = question[meant.end() :].split()[:1]
    family = _FAMILY.search(earlier)
    end = meant.end()
    if noun and family and family["noun"].casefold().startswith(noun[0].casefold()):
        end += 1 + len(noun[0])  # det andet spor
    if not question[: meant.start()].strip() and not question[end:].strip():
        return f"hvad er {item}"
    return question[: meant.start()] + item + question[end:]


def items_of(statements: Sequence[str]) -> list[str]:
    """The items of a list or a table that an answer's statements make up; none where it is none."""
    rows = [text for text in statements if CELL in text]
    if len(rows) > 1:
        return [row.split(CELL, 1)[0].strip() for row in rows[1:]]
    leads = [i for i, text in enumerate(statements) if text.rstrip().endswith(":")]
    return list(statements[leads[-1] + 1 :]) if leads else []


def _nth(items: Sequence[str], place: int) -> str | None:
    """The item's words, quoted where they are many."""
    if not 0 < place <= len(items) and not (place < 0 and items):
        return None
    item = items[place - 1 if place > 0 else place].strip(" .;,")
    if len(item) > _SHORT:
        item = re.split(r"[.:;(–]", item)[0].strip()[:_SHORT]
    if not item:
        return None
    named = item[0].isupper() or len(item.split()) <= _NAME
    return item if named and (len(item.split()) <= 2 * _NAME or ":" in item) else f"»{item}«"


def _numbered(earlier: str, place: int) -> str | None:
    """`spor 2` for the second, where the earlier question names several of a kind."""
    family = _FAMILY.search(earlier)
    noun = family and _one(family["noun"].casefold())
    if family is None or noun is None:
        return None
    count = family["count"] and family["count"].casefold()
    several = count and (_COUNTS.get(count) or _PLACES.get(count) or int(count))
    number = place if place > 0 else several
    return f"{noun} {number}" if number and number <= (several or number) else None


def _one(noun: str) -> str | None:
    """A noun in the singular, as everyday Danish has it; None where that is not sure."""
    forms = [noun, noun.removesuffix("r"), noun.removesuffix("er")]
    if noun.endswith("er") and noun[-3] == noun[-4]:
        forms.append(noun[:-3])  # modeller
    known = [form for form in forms if len(form) > 2 and rareness(form) < 1]
    shorter = [form for form in known if form != noun]
    return min(shorter or known, key=rareness, default=None)  # opgave, not opgav
