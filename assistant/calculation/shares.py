"""Shares: what a part is of a whole in percent, and whether a percentage that is said holds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from assistant.calculation.asked_sum import AskedSum
from assistant.calculation.counts import (
    Pair,
    clear,
    is_plain,
    is_row,
    together,
    weighed,
    whole_numbers,
)
from assistant.calculation.evidence import Evidence, narrower, nearness, stage
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked, calculation, plain, reserved, rounded
from assistant.figures import written
from ingest.document import CELL

_HUNDRED = Decimal(100)
_OUT_OF = re.compile(
    r"\bheraf\b|\baf dem\b|\bderaf\b|\bfordel(?:er|te) sig\b|\d af \d", re.IGNORECASE
)
_TARGET = re.compile(r"\bmål|\bnå\b|\bplan", re.IGNORECASE)
_PART_SAID = 0.7  # of the words of the part, that must be said round its figure and the whole
_PART_OF = 0.2  # the same round its figure alone: enough where the text says »heraf«
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
    if asked.stated is None and _is_stated(evidence, part_words):
        return []
    if asked.stated is not None and not asked.whole:
        pair = _behind(asked.stated, evidence)
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
    of_wholes = [(whole, weighed(evidence, whole, target=target)) for whole in wholes]
    top = max((whole.low for whole in wholes), default=Decimal(0))
    parts = [f for f in figures if f.low < top and _may_be_part(evidence, f)]
    pairs = []
    for part in parts:
        own, near = weighed(evidence, part), _says_part(evidence, words, part)
        counts = any(evidence.is_noun(word, part.nouns[-1:]) for word in words if part.nouns)
        for whole, of in of_wholes if near >= _PART_OF else ():
            if part.low >= whole.low or not _belongs(evidence, part, whole, counts=counts):
                continue
            both = evidence.share_of(words, f"{part.about} {whole.clause}")
            out_of = _is_out_of(evidence, part, whole)
            if both >= _PART_SAID or out_of:
                score = together(evidence, own, of) + _SAID * max(near, both) + _SHOWN * out_of
                pairs.append(Pair(part, whole, score))
    return pairs


def _may_be_part(evidence: Evidence, figure: TextFigure) -> bool:
    """Whether a figure says what it counts, of all that there are, and that it came about."""
    labelled = bool(figure.nouns) or is_row(figure)
    named = not is_row(figure) and narrower(evidence, figure)
    each = _EACH.search(figure.clause)
    return (
        labelled
        and not named
        and not each
        and stage(figure) == "done"
        and is_plain(evidence, figure)
    )


def _says_part(evidence: Evidence, words: Sequence[str], part: TextFigure) -> float:
    """Share of the words of the part that are said round its figure; of a row, in the row."""
    own = evidence.share_of(words, f"{part.clause} {' '.join(part.nouns)}")
    return own if is_row(part) else max(own, _SENTENCE * evidence.share_of(words, part.about))


def _belongs(evidence: Evidence, part: TextFigure, whole: TextFigure, *, counts: bool) -> bool:
    """Whether one noun is counted in both, or the part stands beside its whole."""
    near = nearness(part, whole)
    if part.nouns and whole.nouns and evidence.is_noun(part.nouns[-1], whole.nouns):
        return near > 0
    counts = counts or not part.nouns
    return counts and (near == 1.0 or (is_row(part) and near >= _ONE_PLACE))


def _is_out_of(evidence: Evidence, part: TextFigure, whole: TextFigure) -> bool:
    """Whether the text says that a figure is a part of one of the same noun: »heraf 14«."""
    same = part.nouns and evidence.is_noun(part.nouns[-1], whole.nouns)
    return bool(same and _OUT_OF.search(part.clause))


def _is_whole(asked: AskedSum, evidence: Evidence, figure: TextFigure) -> bool:
    if asked.whole_number is not None and figure.low != asked.whole_number:
        return False
    if asked.whole_number is not None and is_row(figure) and not figure.nouns:
        return True  # the total of a table
    return bool(asked.whole) and any(
        evidence.is_noun(noun, figure.nouns[-1:]) for noun in asked.whole[-1:] if figure.nouns
    )


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
