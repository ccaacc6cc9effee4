"""Shares: what a part is of a whole in percent, and whether a percentage that is said holds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from assistant.calculation.asked_sum import AskedSum
from assistant.calculation.counted import reached
from assistant.calculation.counts import (
    Pair,
    clear,
    is_plain,
    is_row,
    together,
    weighed,
    whole_numbers,
)
from assistant.calculation.evidence import Evidence, is_negated, narrower, nearness, stage
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked, calculation, plain, reserved, rounded
from assistant.figures import written
from assistant.selection.units import around, page_text
from ingest.document import CELL

_HUNDRED = Decimal(100)
_OUT_OF = re.compile(
    r"\bheraf\b|\baf dem\b|\bderaf\b|\bfordel(?:er|te) sig\b|\d af \d", re.IGNORECASE
)
_HEREOF = re.compile(r"\b(?:her|der)af\b", re.IGNORECASE)
_CONTRASTED = re.compile(r"\b(?:mens|hvorimod|medens)\b", re.IGNORECASE)  # two parts, no whole
_TARGET_SAID = 0.4  # of the question, that must be said round a target
_TARGET = re.compile(r"\bmål|\bnå\b|\bplan", re.IGNORECASE)
_PART_SAID = 0.7  # of the words of the part, that must be said round its figure and the whole
_PART_OF = 0.2  # the same round its figure alone: enough where the text says »heraf«
_NOUN_SAID = 0.6  # the same, where the part is counted by its own noun: 6 fleksjob
_OUT_OF_SAID = 0.5  # the same, where the text says »heraf«
_LABELLED = 0.75  # the same, for a figure without a noun: »3 fik fleksjob«
_SENTENCE = 0.8  # weight of the rest of the sentence in that
_SAID = 0.3  # weight of that in how well a pair fits
_SHOWN = 0.15  # for a part that the text says is one
_ONE_PLACE = 0.5  # of nearness, for the row of a table that its introduction counts up
_EACH = re.compile(r"\bhver(?:t|e|)\b", re.IGNORECASE)
_BESIDE = 0.75  # of nearness, for what is said in the next sentence or row
_STATED = 0.75  # of the words of the part, for a percentage of the text to be the answer
_STATED_OF = 0.45  # of the whole question, the same
_NEAR_STATED = 70  # characters round such a percentage


def share(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """What a part is of a whole, in percent; nothing where the text says the percentage itself."""
    part_words = [word for word in asked.words if not evidence.is_noun(word, asked.whole)]
    part_words = [word for word in part_words if not asked.is_name(word)]
    if asked.stated is None and not asked.of_target and _is_stated(evidence, part_words):
        return []
    if asked.stated is not None and not asked.whole:
        pair = _behind(asked.stated, evidence)
    elif asked.of_target:
        pair = _of_target(asked, evidence)
    else:
        pair = clear(_shares(asked, evidence, part_words))
    if pair is None:
        return []
    top, bottom = pair.top, pair.bottom
    exact = top.low * _HUNDRED / bottom.low
    shown = calculation(f"{plain(top.low)} / {plain(bottom.low)} * 100", exact, 1, _HUNDRED)
    sentence = (
        f"{_verdict(asked.stated, exact)}{_said_of(asked, top, bottom)} svarer til "
        f"{reserved(top, bottom)}{written(shown.result)} %: "
        f"{written(top.low)} / {written(bottom.low)} × 100."
    )
    return [Worked(sentence, shown, (top, bottom))]


def _shares(asked: AskedSum, evidence: Evidence, words: Sequence[str]) -> list[Pair]:
    """Pairs of a part and the whole it may be a part of."""
    figures = whole_numbers(evidence)
    wholes = [f for f in figures if _is_whole(asked, evidence, f)]
    target = bool(_TARGET.search(asked.question))
    of_wholes = [
        (whole, weighed(evidence, whole, target=target), _names_round(asked, whole))
        for whole in wholes
    ]
    top = max((whole.low for whole in wholes), default=Decimal(0))
    number = _number_of_part(asked, evidence)
    subjects = [word for word in words if not _is_circumstance(asked.question, word)]
    pairs = []
    for part in figures if wholes else ():
        if part.low >= top or (number is not None and part.low != number):
            continue
        near = 1.0 if number is not None else _says_part(evidence, words, part)
        if near < _PART_OF or not _may_be_part(evidence, part, named=near >= _LABELLED):
            continue
        own = weighed(evidence, part)
        above = _next_above(figures, part) if _HEREOF.search(part.clause) else None
        counts = any(evidence.is_noun(word, part.nouns[-1:]) for word in subjects if part.nouns)
        names = _names_round(asked, part)
        for whole, of, beside in of_wholes:
            if above is not None and whole.low != above.low:
                continue
            if part.low >= whole.low or not _belongs(evidence, part, whole, counts=counts):
                continue
            if not names | beside >= set(asked.names):
                continue
            both = evidence.share_of(words, part.about, whole.clause)
            out_of = near >= _OUT_OF_SAID and _is_out_of(evidence, part, whole)
            if both >= (_NOUN_SAID if counts else _PART_SAID) or out_of or number is not None:
                score = together(evidence, own, of) + _SAID * max(near, both) + _SHOWN * out_of
                pairs.append(Pair(part, whole, score))
    return pairs


def _of_target(asked: AskedSum, evidence: Evidence) -> Pair | None:
    """What is reached of a target."""
    figures = [f for f in whole_numbers(evidence) if f.nouns]
    goals = [f for f in figures if stage(f) == "goal"]
    number = asked.whole_number
    if number is not None:
        goals = [f for f in goals if f.low == number] or [f for f in figures if f.low == number]
    done = [f for f in figures if stage(f) == "done" and not is_negated(f)]
    if number is None and asked.quantity:
        done = [f for f in done if f.low == asked.quantity.low]
    goals = [f for f in goals if evidence.fit(f) >= _TARGET_SAID]
    found = reached(evidence, goals, done)
    return Pair(found[1], found[0], 1.0) if found else None


def _number_of_part(asked: AskedSum, evidence: Evidence) -> Decimal | None:
    """The number that the question gives of the part: »svarer de 48 fleksjob til«."""
    said = asked.quantity
    if said is None or said.low == asked.whole_number or evidence.is_noun(
        said.nouns[-1], asked.whole[-1:]
    ):  # fmt: skip
        return None
    return said.low


def _is_circumstance(question: str, word: str) -> bool:
    """Whether a noun tells where: »lå i små virksomheder« counts no virksomheder."""
    said = (
        rf"(?<!endte )(?<!ender )\b(?:i|hos|på|ved|fra|blandt) (?:\w+ ){{0,3}}{re.escape(word)}\b"
    )
    return bool(re.search(said, question, re.IGNORECASE))


def _names_round(asked: AskedSum, figure: TextFigure) -> frozenset[str]:
    """The names of the question that stand round a figure or on its page."""
    if figure.at is None or not asked.names:
        return frozenset()
    there = f"{around(figure.at)} {page_text(figure.at)}"
    return frozenset(n for n in asked.names if re.search(asked.form_of(n), there, re.IGNORECASE))


def _may_be_part(evidence: Evidence, figure: TextFigure, *, named: bool) -> bool:
    """Whether a figure says what it counts, of all that there are, and that it came about."""
    labelled = bool(figure.nouns) or is_row(figure) or named
    others = not is_row(figure) and narrower(evidence, figure)
    each = _EACH.search(figure.clause)
    return (
        labelled
        and not others
        and not each
        and stage(figure) == "done"
        and is_plain(evidence, figure)
    )


def _says_part(evidence: Evidence, words: Sequence[str], part: TextFigure) -> float:
    """Share of the words of the part that are said round its figure; of a row, in the row."""
    own = evidence.share_of(words, f"{part.clause} {' '.join(part.nouns)}")
    beside = (f.clause for f in evidence.beside(part) if f.clause != part.clause)
    if is_row(part) or any(evidence.share_of(words, clause) > own for clause in beside):
        return own
    return max(own, _SENTENCE * evidence.share_of(words, part.about))


def _belongs(evidence: Evidence, part: TextFigure, whole: TextFigure, *, counts: bool) -> bool:
    """Whether one noun is counted in both, or the part stands beside its whole."""
    near = nearness(part, whole)
    if near == 1.0 and _CONTRASTED.search(_between(part, whole)):
        return False
    if part.nouns and whole.nouns and evidence.is_noun(part.nouns[-1], whole.nouns):
        return near > 0
    counts = counts or not part.nouns
    return counts and (near == 1.0 or (is_row(part) and near >= _ONE_PLACE))


def _next_above(figures: Sequence[TextFigure], part: TextFigure) -> TextFigure:
    """The last whole that stands before what is said to be of it; itself where there is none."""
    above = [
        f
        for f in figures
        if nearness(f, part) > 0 and _place(f) < _place(part) and f.low > part.low
        and not _HEREOF.search(f.clause)
    ]  # fmt: skip
    return max(above, key=_place, default=part)


def _place(figure: TextFigure) -> int:
    return (figure.at.start if figure.at else 0) + figure.start


def _between(left: TextFigure, right: TextFigure) -> str:
    """The words between two figures of one sentence; nothing in a row."""
    first, last = sorted((left, right), key=lambda figure: figure.start)
    return "" if is_row(left) else left.about[first.end : last.start]


def _is_out_of(evidence: Evidence, part: TextFigure, whole: TextFigure) -> bool:
    """Whether the text says that a figure is a part of one of the same noun: »heraf 14«."""
    same = part.nouns and evidence.is_noun(part.nouns[-1], whole.nouns)
    return bool(same and _OUT_OF.search(part.clause))


def _is_whole(asked: AskedSum, evidence: Evidence, figure: TextFigure) -> bool:
    if asked.whole_number is not None and figure.low != asked.whole_number:
        return False
    if asked.whole_number is not None and is_row(figure) and not figure.nouns:
        return True  # the total of a table
    if not figure.nouns:  # »11 kom på besøg«
        return bool(asked.whole) and evidence.share_of(asked.whole, figure.clause) >= _LABELLED
    return any(evidence.is_noun(noun, figure.nouns[-1:]) for noun in asked.whole[-1:])


def _is_stated(evidence: Evidence, words: Sequence[str]) -> bool:
    """Whether the text says the percentage of the part: an answer in quotes is better."""
    for figure in evidence.figures:
        if figure.unit != "%" or not words:
            continue
        near = figure.about[max(figure.start - _NEAR_STATED, 0) : figure.end + _NEAR_STATED]
        if figure.at and figure.at.shape.kind == "table_row":
            near = figure.about
        if evidence.share_of(words, near) >= _STATED and evidence.fit(figure) >= _STATED_OF:
            return True
    return False


def _behind(stated: Decimal, evidence: Evidence) -> Pair | None:
    """The two figures beside a percentage of the text that come nearest to giving it."""
    places = [f for f in evidence.figures if f.unit == "%" and f.low == stated]
    figures = [f for f in evidence.figures if not f.unit and f.low > 1]
    pairs = [
        Pair(top, bottom, 1 - float(abs(top.low * _HUNDRED / bottom.low - stated)))
        for place in places[:3]
        for top, bottom in product(figures, figures)
        if nearness(place, top) >= _BESIDE and nearness(place, bottom) >= _BESIDE and top != bottom
    ]
    best = max(pairs, key=lambda pair: pair.score, default=None)
    return best if best and best.score > 0 else None


def _said_of(asked: AskedSum, part: TextFigure, whole: TextFigure) -> str:
    """»14 af 24 virksomheder«, »29 mænd af 48 fleksjob«, »Lager: 7 af 48 fleksjob«."""
    total = f"{written(whole.low)} {' '.join(whole.nouns or asked.whole)}".strip()
    if part.at and CELL in part.at.text:
        return f"{part.at.text.split(CELL)[0].rstrip(':')}: {written(part.low)} af {total}"
    own = "" if part.nouns == whole.nouns else f" {' '.join(part.nouns)}"
    return f"{written(part.low)}{own.rstrip()} af {total}"


def _verdict(stated: Decimal | None, exact: Decimal) -> str:
    if stated is None:
        return ""
    decimals = max(-int(stated.as_tuple().exponent), 0)
    if rounded(exact, decimals) == stated:
        return "Ja, det passer afrundet. " if exact != stated else "Ja, det passer. "
    return f"Nej, det er ikke {written(stated)} %. "
