"""The figures that a sum may be made of, and how well each says what the question is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce

from assistant.calculation import text_figures
from assistant.calculation.text_figures import TextFigure
from assistant.economics import Figure, Placed
from assistant.figures import numbers
from assistant.reply import Passage
from assistant.selection.lists import run_of
from assistant.selection.match import Query, either, likeness, matches, share
from assistant.selection.units import Unit, units_between
from ingest import analyze
from ingest.document import CELL, Chunk
from ingest.everyday import rareness

_NEAR = 0.8  # weight of what the rest of the sentence says, against the figure's own clause
_HEADED = 0.85  # of what the heading right above says
_ABOVE = 0.6  # of what other headings, the title and a list's introduction say
_SAME = 0.72  # likeness from which a word is the noun that is meant
_CLEARLY = 0.75  # likeness from which a word is said: »job« is not by »jobcenter«
_LIKE = 0.9  # the same of another word for it
_OTHER = 0.99  # weight from which another word for a noun is as good as the noun
_PRICE = re.compile(r"^løn|pris|udgift|beløb|kost|betaler|kr$|kroner|sum|alt$|post$", re.IGNORECASE)
_GOAL = re.compile(
    r"\bmål(?:et|sætning\w*)?\b|\bskulle\b|\bplanlagt|\bforvent|\bville\b|\bfor at nå\b", re.I
)
_COMING = re.compile(r"\bpå vej\b|\bundervejs\b|\bunder forberedelse\b", re.IGNORECASE)
_LACKING = re.compile(r"\bmangle(?:r|de)\b", re.IGNORECASE)
_PAUSED = re.compile(r"\bi bero\b|\bafbrudt|\bnedlagt|\bstoppe[dt]", re.IGNORECASE)
_DESCRIBES = re.compile(r"(?<=\w{3} )(?:med|ved|når|hvis|som|der)\b|,")
_NAME = re.compile(r"(?<=[\w:,;] )[A-ZÆØÅ][\w’]+(?: [A-ZÆØÅ]\w+)*")
_PLAIN_TIME = re.compile(r"(?:uge|måned|år|dag|time|kvartal)\w{0,4}$")
_COMPOUND = 4  # letters by which a compound is longer than its last part, at least
_ASIDE = re.compile(r"\([^)]*\)?")
_NEGATED = re.compile(r"\b(?:uden|ikke|ingen|resterende|øvrige)\b", re.IGNORECASE)
_MOST = 250  # figures, the first of the units; each is held against each
_OWN_SUM = re.compile(r"egen beregning|omregn|regnet om", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures of the passages and of the register, for one question."""

    asked: Query  # the question's words without those of the sum
    figures: tuple[TextFigure, ...]
    units: tuple[Unit, ...]
    register: tuple[Placed, ...] = ()
    # Some of the question's words as a question of their own, made once.
    known: dict[tuple[tuple[str, ...], bool], Query] = field(default_factory=dict, repr=False)
    by_unit: dict[tuple[str, int], list[TextFigure]] = field(default_factory=dict, repr=False)

    def fit(self, figure: TextFigure) -> float:
        """Share (0 to 1) of the question that the words round a figure say."""
        return share(self.asked, self.said(figure))

    def said(self, *figures: TextFigure) -> tuple[float, ...]:
        """How well each word of the question is said round one of the figures."""
        found = (0.0,) * len(self.asked.weights)
        for figure in figures:
            clause = matches(self.asked, figure.clause)
            near = tuple(_NEAR * m for m in matches(self.asked, figure.about))
            heading = " ".join(figure.at.headings[-1:]) if figure.at else ""
            headed = tuple(_HEADED * m for m in matches(self.asked, heading))
            above = tuple(_ABOVE * m for m in matches(self.asked, _above(figure)))
            found = either(either(found, clause), either(near, either(headed, above)))
        return found

    def fit_of(self, *figures: TextFigure) -> float:
        """Share (0 to 1) of the question that the words round some figures say together."""
        return share(self.asked, self.said(*figures))

    def said_in(self, text: str, unit: Unit) -> tuple[float, ...]:
        """How well each word of the question is said in a unit, or above it."""
        headed = tuple(_HEADED * m for m in matches(self.asked, " ".join(unit.headings[-1:])))
        above = tuple(_ABOVE * m for m in matches(self.asked, _above_unit(unit)))
        return either(matches(self.asked, text), either(headed, above))

    def share_of(
        self, words: Iterable[str], *texts: str, plainly: bool = False, loosely: bool = False
    ) -> float:
        """Share of some words that texts say together; 1 where there are none.

        `plainly` in just these, `loosely` in words that are but like them.
        """
        key = (tuple(words), plainly)
        if not key[0]:
            return 1.0
        if key not in self.known:
            weights = {word: rareness(word) for word in key[0]}
            some = replace(self.asked, weights=weights, matched={})
            self.known[key] = replace(some, alternatives={}, said={}) if plainly else some
        said = reduce(either, (matches(self.known[key], text) for text in texts))
        least = 0.0 if loosely else _CLEARLY
        return share(self.known[key], tuple(m if m >= least else 0.0 for m in said))

    def is_noun(self, noun: str, said: Sequence[str]) -> bool:
        """Whether one of some nouns is the one that is meant, or another word for it."""
        other = self.asked.alternatives.get(noun, {})
        meant = [(noun, _SAME), *((w, _LIKE) for w, lent in other.items() if lent >= _OTHER)]
        last = [analyze.words(word)[-1] for word in said]
        return any(
            likeness(word, found) >= least and _one_head(word, found)
            for word, least in meant
            for found in last
        )

    def beside(self, figure: TextFigure) -> list[TextFigure]:
        """The figures of the sentence or row that a figure stands in, itself among them."""
        if not self.by_unit:
            for other in self.figures:
                if other.at:
                    self.by_unit.setdefault(other.at.key, []).append(other)
        return self.by_unit.get(figure.at.key, []) if figure.at else []

    def entry(self, figure: TextFigure) -> Figure | None:
        """The register's entry for a figure."""
        at = figure.at
        if at is None:
            return None
        return next(
            (
                entry.figure
                for entry in self.register
                if entry.document.id == at.document.id
                and at.start <= entry.start < at.end
                and (entry.figure.low, entry.figure.high) == (figure.low, figure.high)
            ),
            None,
        )


def without(evidence: Evidence, words: Iterable[str]) -> Evidence:
    """The same, for the question without some of its words; unless no word would be left."""
    left = {w: n for w, n in evidence.asked.weights.items() if w not in set(words)}
    if not left:
        return evidence
    return replace(evidence, asked=replace(evidence.asked, weights=left, matched={}))


def gathered(
    asked: Query, units: Sequence[Unit], register: Sequence[Placed], passages: Sequence[Passage]
) -> Evidence:
    """The figures of the units and of the places that the register names."""
    known = {unit.key: unit for unit in units}
    for entry in register:
        place = _passage(entry, passages)
        for unit in units_between(entry.document, entry.start, entry.end, place):
            known.setdefault(unit.key, unit)
    found = tuple(known.values())
    figures = text_figures.figures_of(found)[:_MOST]
    return Evidence(asked, tuple(figures), found, tuple(register))


def stage(figure: TextFigure) -> str:
    """Whether a figure is a "goal", "coming", "paused", "lacking" or "done"."""
    for name, pattern in (("coming", _COMING), ("paused", _PAUSED), ("goal", _GOAL)):
        if pattern.search(figure.clause):
            return name
    # `Med de 5 pladser på vej manglede der 40`: a sentence of what lacks tells of nothing done.
    return "lacking" if _LACKING.search(figure.about) else "done"


def is_negated(figure: TextFigure) -> bool:
    """Whether the words round a figure say what is not."""
    return bool(_NEGATED.search(figure.about))


def is_own_sum(figure: TextFigure) -> bool:
    """Whether the document worked the figure out itself."""
    return bool(_OWN_SUM.search(f"{figure.about} {_introduction(figure.at)}"))


def nearness(left: TextFigure, right: TextFigure) -> float:
    """How near two figures stand: 1 in one sentence or row, 0 in different documents."""
    a, b = left.at, right.at
    if a is None or b is None or a.document.id != b.document.id:
        return 0.0
    if a.key == b.key:
        return 1.0
    apart = abs(a.block - b.block)
    return 0.85 if apart == 0 else 0.75 if apart == 1 else 0.5 if apart <= 6 else 0.2


def foreign(evidence: Evidence, figure: TextFigure) -> float:
    """Share (0 to 1) of what a price is said to be for that the question does not speak of."""
    head = _head(figure)
    words = [
        word
        for word in analyze.content_words(head)
        if len(word) > 2 and word[0].isalpha() and not _PRICE.search(word) and not numbers(word)
        and not _PLAIN_TIME.match(word) and word not in figure.things
    ]  # fmt: skip
    total = sum(rareness(word) for word in words)
    asked = evidence.asked
    meant = {
        other
        for word in asked.weights
        for other in (
            word,
            *(w for w, lent in asked.alternatives.get(word, {}).items() if lent >= _OTHER),
        )
    }
    said = sum(
        rareness(word) * max((likeness(word, m) for m in meant), default=0.0) for word in words
    )
    return 1 - said / total if total else 0.0


def narrower(evidence: Evidence, figure: TextFigure) -> float:
    """How far (0 to 1) a figure is told of something that the question does not name.

    »Jobcenter Viborg lavede tre fleksjob« is no figure of all fleksjob.
    """
    unit = figure.at
    if unit is None:
        return 0.0
    if CELL in unit.text:
        return foreign(evidence, figure)
    told = figure.about if unit.shape.kind == "list_item" else figure.clause
    known = f"{evidence.asked.part} {unit.document.source.title} {' '.join(unit.headings)}"
    names = [*_NAME.findall(told), *_first_name(told, unit.document.text)]
    return float(
        any(not re.search(rf"\b{re.escape(name)}s?\b", known, re.IGNORECASE) for name in names)
    )


def _first_name(told: str, text: str) -> list[str]:
    """The first word, where the document writes it with a capital wherever it stands."""
    first = re.match(r"\s*([A-ZÆØÅ][\w-]+)", told)
    return [first[1]] if first and _is_name(first[1], text) else []


@lru_cache(maxsize=5_000)
def _is_name(word: str, text: str) -> bool:
    """Whether a text has a word twice or more, and never small."""
    small = re.search(rf"\b{re.escape(word.casefold())}\b", text)
    return small is None and len(re.findall(rf"\b{re.escape(word)}\b", text)) > 1


def _one_head(left: str, right: str) -> bool:
    """Whether two nouns end alike: a virksomhedscenter is a center, a virksomhedspraktik none."""
    short, long = sorted((analyze.stem(left), analyze.stem(right)), key=len)
    return len(long) - len(short) < _COMPOUND or long.endswith(short[-_COMPOUND:])


def _head(figure: TextFigure) -> str:
    """What a figure is said to be of: what stands before it, without names and descriptions."""
    row = figure.at is not None and CELL in figure.at.text
    head = _ASIDE.sub(" ", figure.clause if row else figure.about[: figure.start])
    head = re.split(_DESCRIBES, head)[0] or head
    return _NAME.sub(" ", head)


def _above(figure: TextFigure) -> str:
    """Headings, title and the introduction of the list that a figure stands in."""
    return _above_unit(figure.at) if figure.at else ""


def _above_unit(unit: Unit) -> str:
    return " ".join([unit.document.source.title, unit.about, _introduction(unit)])


def _introduction(unit: Unit | None) -> str:
    """The paragraph before the list or table that a unit stands in."""
    run = run_of(unit) if unit else None
    if unit is None or run is None or unit.document.blocks[run[0]].kind != "paragraph":
        return ""
    block = unit.document.blocks[run[0]]
    return unit.document.text[block.start : block.end]


def _passage(entry: Placed, passages: Sequence[Passage]) -> Passage:
    """The passage that holds an entry's words, else one made of them."""
    document, start, end = entry.document, entry.start, entry.end
    for passage in passages:
        chunk = passage.chunk
        if chunk.document_id == document.id and chunk.start <= start and end <= chunk.end:
            return passage
    chunk = Chunk(f"{document.id}:{start}", document.id, document.text[start:end], start, end, ())
    return Passage(len(passages) + 1, 0.0, chunk)
