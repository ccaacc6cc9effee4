"""The figures of a text: each with its unit, what it is for one of, and the words it stands among.

»ca. kr. 580« with »pr. uge pr. deltager« before it is 580 of kr. for {uge, deltager}; »24
virksomheder« is 24 of virksomheder. Of a table row each cell is a figure, told by its row and
its column.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assistant.figures import Number, numbers
from assistant.selection.units import Unit
from ingest.danish import MONTHS, STOPWORDS
from ingest.document import CELL

_MONTH = "|".join(MONTHS)
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}\. ?(?:{_MONTH})\b(?: \d{{4}})?|\b(?:19|20)\d\d\b(?!\s*kr)"
    r"|\b\d{1,2}[./]\d{1,2}[./-]\d{2,4}\b"
    r"|\b\d{1,2}/\d{1,2}\b|\bs\. ?\d[\d ,og-]*|^\s*\d{1,2}[.)]\s"
    r"|\b(?:afsnit|figur|tabel|model|match|nr\.?|side|spor|kapitel|trin|matchgruppe|måde) \d+"
    r"|\d+(?:'|′)?erne|\b[A-ZÆØÅ]+-?\d+",
    re.IGNORECASE | re.MULTILINE,
)
_SCALE = re.compile(r"\s*(?:mia|mio|mill|millia|tusinde?|t\.? ?kr)\b", re.IGNORECASE)
_AFTER = re.compile(r"\s*(kr\b\.?|kroner\b|%|procent\b|pct\b\.?)", re.IGNORECASE)
_KR_BEFORE = re.compile(r"\bkr\.?\s*$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–]|til|og)\s*(?:kr\.?\s*)?")
_RESERVED = re.compile(
    r"\b(ca\.?|cirka|omkring|omtrent|knap|godt|næsten|op til|mindst|højst|maks\.?|min\.)"
    r"\s+(?:kr\.?\s*)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:reducere|øge[st]|steg|stige|fald|sat (?:op|ned)|ændre|gik|gået|nedsat|forhøj|justere)",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"\s+(?!\d)([^\W\d_][\w’'-]*)(?:\s+([^\W\d_][\w’'-]*))?")
# Endings that adjectives have and plurals of nouns do not, and the commonest others.
_ADJECTIVE = re.compile(
    r"\w+(?:ede|ende|ige|iske|ste|ære|elle|ale|ante|ente|bare|fulde|løse|somme)"
    r"|store|små|nye|faste|unge|gamle|hele|mindre|større|flere|svage|private|første|korte|lange"
)
_PER = re.compile(
    r"(?<!\w)(?:pr|per)\b\.?\s*([^\W\d_]+)|\bom (ugen|måneden|året|dagen)\b|\bi (timen)\b"
    r"|\b(ugentlig|månedlig|årlig|daglig)t?e?\b|\b(mdl)\b|\b(?:for )?hvert? ([^\W\d_]+)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\bpris(?:en)? (?:for|på) (?:en|et|én|ét) (?:\w+et )?([\w-]+)"
    r"|\b(?:en|et|én|ét) ([\w-]+)(?: [^.,;]{0,60})? kost(?:er|ede)\b|\bnår en ([\w-]+) ",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;()]|,(?!\d)|\n|\s[–-]\s|\bmens\b|\.\s(?=[A-ZÆØÅ])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_AMOUNT = re.compile(r"(?:side|nr|nummer|år|årstal|eksempel|tidspunkt|dato)\b", re.IGNORECASE)
_TIMES = (
    ("uge", re.compile(r"uge")), ("måned", re.compile(r"måned|md[lr]?$")),
    ("kvartal", re.compile(r"kvartal")), ("år", re.compile(r"år(?:et|lig.*)?$")),
    ("dag", re.compile(r"dag(?:en|lig.*)?$")), ("time", re.compile(r".*time[nr]?$")),
)  # fmt: skip
_OF = re.compile(r"\s+(?:ud )?af (?:(?:de|alle|disse|vores) )*", re.IGNORECASE)  # 8 af de 24
_ENDS = re.compile(r"\s*(?:[.,;]?$|[.,;]\s)")  # »nåede 40 fleksjob, mens de små nåede 8.«
_PREFIXED = re.compile(  # what a label says before its noun
    r"^(?:[-–•\W]|\b(?:her|der)af\b|"
    r"\b(?:skønnet|samlet|forventet|antal|tal|andel|værdi|mål|i alt|alt)\b)*",
    re.I,
)
_BEFORE = 40  # characters before a number, where its verb stands
PERIODS = frozenset(("dag", "uge", "måned", "kvartal", "år"))


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A figure and what the text says of it; `low` and `high` differ where it is a range."""

    low: Decimal
    high: Decimal
    unit: str  # "kr.", "%", or "" where things are counted
    nouns: tuple[str, ...]  # what is counted: the noun, or an adjective and the noun
    per: frozenset[str]  # what it is for one of: periods, "time", and things as written
    reserved: str | None  # "ca."
    clause: str  # the words it stands among
    about: str  # what else tells of it: the sentence; in a table the row and the column
    start: int  # in the text
    end: int
    year: str | None = None
    at: Unit | None = field(default=None, compare=False)  # where it stands

    @property
    def is_range(self) -> bool:
        """Whether it is from one number to another."""
        return self.low != self.high

    @property
    def things(self) -> frozenset[str]:
        """What it is for one of, apart from time."""
        return self.per - PERIODS - {"time"}

    @property
    def period(self) -> str | None:
        """The period that it is for."""
        return next(iter(self.per & PERIODS), None)


@lru_cache(maxsize=20_000)  # the sentences of what is asked about again and again
def figures_in(text: str) -> tuple[TextFigure, ...]:
    """The figures of a sentence in order; dates, years, page numbers and millions are none."""
    masked = _NO_FIGURE.sub(lambda match: "·" * len(match[0]), text)
    found: list[TextFigure] = []
    pending = numbers(masked)
    while pending:
        first = pending.pop(0)
        last = pending.pop(0) if pending and _is_range(masked, first, pending[0]) else first
        if not _SCALE.match(masked, last.end):
            following = pending[0].start if pending else len(text)
            previous = found[-1].end if found else 0
            found.append(_figure(masked, text, first, last, previous, following))
    for i, (figure, whole) in enumerate(pairwise(found)):
        if not (figure.unit or figure.nouns) and _OF.fullmatch(text, figure.end, whole.start):
            found[i] = replace(figure, nouns=whole.nouns)
    return tuple(found)


def figures_of(units: Sequence[Unit]) -> list[TextFigure]:
    """The figures of units, each with its place."""
    return [figure for unit in units for figure in _of_unit(unit)]


def time_unit(word: str) -> str | None:
    """`ugen` → `uge`, `mentortime` → `time`; None where a word is no unit of time."""
    plain = word.casefold().rstrip(".")
    return next((name for name, pattern in _TIMES if pattern.match(plain)), None)


def _figure(
    masked: str, text: str, first: Number, last: Number, previous: int, following: int
) -> TextFigure:
    unit_after = _AFTER.match(masked, last.end)
    money = _KR_BEFORE.search(masked, 0, first.start)
    unit = _unit(unit_after[1]) if unit_after else "kr." if money else ""
    end = unit_after.end() if unit_after else last.end
    reserved = _RESERVED.search(masked[: first.start])
    per = _per(masked[end:following])
    if unit == "kr.":  # the price of what is told before it
        before = masked[previous : first.start]
        per |= _per(before) if not per & (PERIODS | {"time"}) else frozenset()
        if not per - PERIODS:
            per |= _one_of(masked[: first.start]) or _one_of(masked[end:following])
    low, high = sorted((first.value, last.value))
    begin, stop = _clause(masked, first.start, end)
    years = _YEAR.findall(text[begin:stop]) or _YEAR.findall(text)
    return TextFigure(
        low, high, unit, () if unit else _nouns(masked, last.end), per,
        reserved[1].casefold() if reserved else None, text[begin:stop], text, first.start, end,
        years[0] if years else None,
    )  # fmt: skip


def _unit(said: str) -> str:
    return "kr." if said.casefold().startswith("kr") else "%"


def _is_range(text: str, first: Number, second: Number) -> bool:
    """Whether two numbers are the ends of one range: `170 til 250`, `mellem 170 og 250`."""
    between = text[first.end : second.start]
    if not _TO.fullmatch(between) or second.value <= first.value:
        return False
    if "og" in between:
        return bool(re.search(r"\bmellem (?:kr\.? )?$", text[: first.start], re.IGNORECASE))
    return not _CHANGED.search(text[max(first.start - _BEFORE, 0) : first.start])


def _nouns(text: str, start: int) -> tuple[str, ...]:
    """The noun after a number; two words where the first may be an adjective."""
    match = _NOUNS.match(text, start)
    words = [word.casefold() for word in match.groups() if word] if match else []
    if not words or words[0] in STOPWORDS:
        return ()
    described = len(words) > 1 and words[1] not in STOPWORDS and _ADJECTIVE.fullmatch(words[0])
    return tuple(words if described else words[:1])


def _per(text: str) -> frozenset[str]:
    said = (next(filter(None, match.groups())) for match in _PER.finditer(text))
    words = (time_unit(word) or word.casefold() for word in said)
    return frozenset("hver" if word in STOPWORDS else word for word in words)


def _one_of(text: str) -> frozenset[str]:
    found = [next(filter(None, match.groups())) for match in _ONE_OF.finditer(text)]
    return frozenset(time_unit(word) or word.casefold() for word in found[-1:])


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end:
            stop = match.start()
            break
    return begin, stop


def _of_unit(unit: Unit) -> Iterator[TextFigure]:
    if unit.shape.kind == "table_row" and CELL in unit.text:
        yield from _of_row(unit)
        return
    last: tuple[str, ...] = ()
    for figure in figures_in(unit.text):
        if not (figure.unit or figure.nouns) and _ENDS.match(unit.text, figure.end):
            figure = replace(figure, nouns=last)
        last = figure.nouns or last
        yield replace(figure, at=unit)


def _of_row(unit: Unit) -> Iterator[TextFigure]:
    """The figures of a table row, each with the words of its row and of its column's head."""
    for figure in _row(unit.text, tuple(_heads(unit))):
        yield replace(figure, at=unit)


@lru_cache(maxsize=5_000)
def _row(text: str, heads: tuple[str, ...]) -> tuple[TextFigure, ...]:
    cells, offset = text.split(CELL), 0
    found = []
    for position, cell in enumerate(cells):
        head = heads[position].strip() if len(heads) >= len(cells) else ""
        figures = figures_in(cell) if position and not _NO_AMOUNT.match(head) else ()
        for figure in figures[:1]:
            after = cells[position + 1].strip() if position + 1 < len(cells) else ""
            noun = figure.nouns or _one_word(after) or _counted(head) or _counted(cells[0])
            year = _YEAR.search(f"{head} {text}")
            found.append(
                replace(
                    figure,
                    nouns=() if figure.unit else noun,
                    per=figure.per or _per(head) or _per(cells[0]),
                    clause=f"{cells[0]} {head[:1].lower()}{head[1:]} {cell}",
                    about=f"{text} {head}",
                    start=figure.start + offset,
                    end=figure.end + offset,
                    year=year[0] if year else None,
                )
            )
        offset += len(cell) + len(CELL)
    return tuple(found)


def _heads(unit: Unit) -> list[str]:
    """The cells of the first row of the table that a row stands in; none for the first itself."""
    blocks, first = unit.document.blocks, unit.block
    while first > 0 and blocks[first - 1].kind == "table_row":
        first -= 1
    heads = unit.document.text[blocks[first].start : blocks[first].end].split(CELL)
    figures_only = all(not cell or cell[:1].isdigit() for cell in heads[1:])
    return [] if first == unit.block or figures_only else heads


def _counted(label: str) -> tuple[str, ...]:
    """The noun that a row's or column's name begins with; a word for number is none."""
    return _one_word(_PREFIXED.sub("", label).split(" ")[0].rstrip(",:"))


def _one_word(text: str) -> tuple[str, ...]:
    return (text.casefold(),) if re.fullmatch(r"[^\W\d_]{3,}", text) else ()
