"""What a question wants worked out: which sum, of how many, for how long, of which words."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.calculation.text_figures import PERIODS, TextFigure, figures_in, time_unit
from assistant.figures import numbers
from ingest import analyze

Operation = Literal[
    "cost",
    "difference",
    "break_even",
    "share",
    "change",
    "average",
    "missing",
    "sum",
    "more",
    "times",
]
End = Literal["low", "high"]
_MONEY = (
    r"kost|\bpris|udgift|regning|beløb|betal|\bløbe[rt]? .*\bop\b|\bløn\b|spare|besparelse"
    r"|giver det|bliver det|budget|skal vi (?:af med|give)|takst"
)
_YEARLY = (
    r"(?:om|i|på|pr\.?|per) (?:et |hvert |løbet af et )?år(?:et)?\b|årligt|om måneden|månedligt"
)
_OPERATIONS: tuple[tuple[Operation, str], ...] = (
    (
        "times",
        rf"^(?:og |men )?hvor (?:mange gange|tit|ofte)\b.*(?:{_YEARLY})"
        rf"|hvor mange (?!\w*(?:uger?|måneder|dage|timer)\b).*(?:{_YEARLY}).*"
        r"\bhver(?:t|) (?:\w+\.? )?(?:uge|måned|dag|kvartal)",
    ),
    (
        "break_even",
        r"tjen\w* (?:sig )?(?:hjem|ind)|betale\w* sig|break.?even|\bgår (?:det |lige )+op\b"
        r"|opveje|lige så meget, som|besparelse\w*.*\bdække|dække\w* (?:udgift|pris)|hentet hjem",
    ),
    ("difference", r"hvor mange procent (?:\w+ )?(?:billigere|dyrere)"),
    ("difference", r"^(?:hvorfor )?(?:er|var|bliver|blev) .*\b(?:billigere|dyrere) end\b"),
    (
        "missing",
        r"mangle\w*.*\b(?:mål\w*|nå\w*|for at|til de)\b|\bfra (?:at nå )?mål(?:et|sætningen)?\b"
        r"|\bbagud\b|\bbagefter mål|\bunder mål(?:et|sætningen)",
    ),
    (
        "more",
        r"hvor (?:mange|meget|stor) (?:procentpoint |procent |pct\.? )?"
        r"(?:flere|færre|mere|mindre|højere|lavere|større)\b(?!.*\bkost)(?!.*\bkr(?:oner)?\b).*\bend\b"
        r"|forskel\w* (?:på|mellem|i) antal",
    ),
    (
        "change",
        r"(?:hvor (?:mange procent|meget|mange|stor)|procentvis|hvad er stigning).*"
        r"\b(?:steg|stige[rt]|stigning|fald|faldt|faldet|vokse\w*|øge\w*|ændre\w*|forøge\w*"
        r"|sat (?:op|ned)|fremgang|reducer\w*)",
    ),
    ("share", r"hvor mange (?:procent|pct)|hvor stor en? (?:\w+ )?(?:andel|del)|procentdel|"
              r"hvilken andel|hvad er \w*andelen|hvor stor (?:er|var) \w*andelen|"
              r"hvor (?:mange|stor) .*\bi procent"),
    ("average", r"\bgennemsnit|\bi snit\b"),
    (
        "difference",
        r"\bpris\w*forskel|forskel\w* (?:i|på|mellem) (?:ugepris|pris|udgift)|merpris"
        r"|hvor (?:meget|mange kroner) (?:\w+ )?(?:billigere|dyrere|mere koster|mindre koster)"
        r"|hvor meget (?:mere|mindre) koster|koster? det (?:ekstra|mere)\b"
        r"|(?:\bspare\w*|\bkost\w*|\bpris\w*)\b.* (?:frem for|i stedet for|sammenlignet med)",
    ),
    ("sum", r"\btilsammen\b|\btil sammen\b|sammenlagt|lagt sammen|\bi alt\b"),
    ("cost", _MONEY),
)  # fmt: skip
_STATED = re.compile(
    r"^(?:stemmer|passer|holder|er) det\b(?: rigtigt| korrekt| sandt)?|kan det passe", re.IGNORECASE
)
_ASKS_AMOUNT = re.compile(
    r"^(?:og |men )?(?:hvad|hvor meget|hvor mange (?:penge|kroner)|hvor (?:stor|dyrt)|beregn|"
    r"regn|udregn)\b|\bhvad (?:koster|løber|bliver|er den (?:billigste|dyreste|samlede)|skal)",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(
    r"\b(?:er|var|regnes|regnet|tages) med\b|med i pris|dækker|indehold|omfatter|består|indgår"
    r"|\bhvorfor\b|\bhvem\b|\bhvilke\b",
    re.IGNORECASE,
)
# Words of the sum itself, which no text need say.
_OF_THE_SUM = frozenset(
    map(
        analyze.stem,
        """
        procent pct procentdel andel andelen del stor gennemsnit gennemsnitligt snit mangler
        manglede nå nået målet mål steg steget stigning faldt faldet fald vokset tilsammen i
        totalpris totalprisen totalt samlede fyldt fyldte besat optaget
        koster koste pris prisen priser prisforskel prisforskellen forskel forskellen billigere
        dyrere regning regningen udgift udgiften beløb betale løber op bliver giver spare sparer
        kroner kr penge stemmer passer rigtigt antal antallet hver pr per uge ugen måned måneden år
        året kvartal halvt time timer timen ugentligt årligt månedligt tjent hjem ind betaler skal
        fik får blev var gik endte kom kommer stadig endnu langt frem stedet vores lagt alle halvår
        hele helt samlet sammenlagt regn beregn udregn ud koste tjene tjener mindst før svarer altså
        budgettere budget samlede hold holdt havde lang ca cirka blandt enkelt enkelte ialt to tre
        fire year month week højst højeste laveste lavest mindst maksimalt dyreste billigste
        ekstra købe køber bruge bruger takst taksten timepris timeprisen løbe løb give af med
        forhold bagud tit ofte gang gange flere færre mere mindre hvert
        førte fører endte ender resulterede tilsvarer oprettet etableret sluttede nåede opnåede
        samt plus
        """.split(),
    )
)
_WHOLE = re.compile(
    r"\b(?:procent|pct\.?|%|andel|del|procentdel|andelen|hvor mange) af"
    r" (?:alle |de |den |det |dem, der )*(.+)",
    re.I,
)
_AMONG = re.compile(r"\b(?:blandt|ud af|i forhold til) (?:alle |de |den |det )*(.+)", re.I)
_TARGET = re.compile(r"mål(?:et|sætningen)?\b", re.IGNORECASE)
_DESCRIBES = re.compile(r"e(?<!ene)(?<!erne)$")
_EACH = re.compile(
    r"\b(?:pr\.?|per|(?:i |for |på )?hvert?) (?:af )?(?:(?:de|\d+|[A-ZÆØÅ]\w+s) )*([^\W\d_]{3,})"
)
_EACH_OF = re.compile(  # de store virksomheder i gennemsnit hver
    r"([^\W\d_]{4,}) (?:i (?:gennem)?snit|gennemsnitligt) hver\b"
    r"|([^\W\d_]{4,}) hver i (?:gennem)?snit",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:hvor mange|antal(?:let)?(?: af)?) "
    r"(?:(?:faste|nye|af|de|flere|færre|procentpoint|mere) )*([^\W\d_]{3,})",
    re.IGNORECASE,
)
_COMPOUND_PRICE = re.compile(  # årsprisen, ugeudgiften
    r"\b(års|måneds|uge|kvartals)(\w*(?:betaling|pris|udgift|løn|takst|regning)\w*)", re.IGNORECASE
)
_UNITS = {"års": "år", "måneds": "måned", "uge": "uge", "kvartals": "kvartal"}
_COMPOUND_NAME = re.compile(r"\b([A-ZÆØÅ]\w{2,}?)(?:takst|pris|model|beregning)(?:e[nt])?\b")
_COMPOUND_SHARE = re.compile(r"\b([^\W\d_]{4,}?)s?andelen\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\bhøje?st|\bdyrest|\bmaks", re.IGNORECASE)
_LOWEST = re.compile(r"\blavest|\bmindst|\bbilligst|\bminimum", re.IGNORECASE)
_HALF = re.compile(r"\b(?:et |på et |i et )?halvt? ?år(?:lig|et)?\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:om|i|pr\.?|per|på|for) (?:et |en |hele |helt |ét |én )*"
    r"(ugen?|måned(?:en)?|år(?:et)?|kvartal(?:et)?|dag(?:en)?)\b"
    r"|\b(?:per|a|each) (year|month|week)\b"
    r"|\b(årligt|ugentligt|månedligt)\b|\b(årlige?|ugentlige?|månedlige?)\b",
    re.IGNORECASE,
)
_ENGLISH = {"year": "år", "month": "måned", "week": "uge"}
_NAMES = re.compile(r"(?<!^)(?<!\. )\b[A-ZÆØÅ][\wæøå]*(?:-[A-ZÆØÅ]?[\wæøå]+)*")


@dataclass(frozen=True, slots=True)
class Period:
    """How long: 13 weeks, a quarter, half a year."""

    count: Decimal
    unit: str  # of `PERIODS`, or "halvår"


@dataclass(frozen=True, slots=True)
class AskedSum:
    """A sum that a question asks for."""

    operation: Operation
    question: str
    words: tuple[str, ...]  # that the evidence should say
    quantity: TextFigure | None  # of how many things
    hours: TextFigure | None
    period: Period | None
    whole: tuple[str, ...]  # the words of what a share is of
    whole_number: Decimal | None
    counted: str | None  # the noun after `hvor mange`
    each: str | None  # the noun after `pr.`
    names: tuple[str, ...]
    years: tuple[str, ...]
    stated: Decimal | None  # the percentage that the question puts to the test
    of_target: bool  # a share is of what was aimed at
    ends: tuple[End, ...]  # of a range, that are asked for

    def is_name(self, word: str) -> bool:
        """Whether a word of the question is of a name."""
        return any(word in name.casefold() for name in self.names)

    def form_of(self, name: str) -> str:
        """A pattern that finds a name of the question, with or without its genitive s."""
        return rf"\b{re.escape(name.removesuffix('s'))}"


def asked_sum(question: str) -> AskedSum | None:
    """The sum that a question asks for; None where it asks for none."""
    question = _parted(question)
    plain = question.casefold()
    said = figures_in(question)
    percents = [figure for figure in said if figure.unit == "%"]
    stated = percents[0].low if percents and _STATED.search(question) else None
    operation = next((name for name, pattern in _OPERATIONS if re.search(pattern, plain)), None)
    operation = "share" if stated is not None else operation
    asks = bool(_ASKS_AMOUNT.search(question)) and not _NO_AMOUNT.search(question)
    if operation is None or (operation == "cost" and not asks):
        return None
    counts = [figure for figure in said if not figure.unit and figure.nouns]
    hours = next((f for f in counts if time_unit(f.nouns[-1]) == "time"), None)
    things = [f for f in counts if not any(time_unit(noun) for noun in f.nouns)]
    match = _WHOLE.search(question) or _AMONG.search(question)
    whole = match[1] if match else ""
    counted = _COUNTED.search(question)
    return AskedSum(
        operation, question, words_of(question), things[0] if things else None, hours,
        _period(question, counts, hours), *_whole(whole),
        counted[1].casefold() if counted else None, _each(question),
        tuple(dict.fromkeys(_NAMES.findall(question))),
        tuple(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", question))), stated,
        bool(_TARGET.match(whole)), _ends(question),
    )  # fmt: skip


def _parted(question: str) -> str:
    """The question with compounds of a period, a price or a share in their parts."""
    apart = _COMPOUND_PRICE.sub(
        lambda match: f"{match[2]} pr. {_UNITS[match[1].casefold()]}",
        re.sub(r"(?<=\w)['’]s\b", "s", question),
    )
    return _COMPOUND_SHARE.sub(r"andelen \1", _COMPOUND_NAME.sub(r"\1", apart))


def _each(question: str) -> str | None:
    """The noun that an average is for one of; a unit of time is none."""
    said = _EACH_OF.search(question) or _EACH.search(question)
    noun = next(filter(None, said.groups())).casefold() if said else None
    return None if noun is None or time_unit(noun) else noun


def _ends(question: str) -> tuple[End, ...]:
    """Which end of a range is asked for; both where none is, or both are."""
    high, low = bool(_HIGHEST.search(question)), bool(_LOWEST.search(question))
    return ("low", "high") if high == low else ("high",) if high else ("low",)


def words_of(text: str) -> tuple[str, ...]:
    """The words that the evidence should say."""
    found = analyze.content_words(text)
    return tuple(
        dict.fromkeys(
            word
            for word in found
            if not word[0].isdigit() and analyze.stem(word) not in _OF_THE_SUM and not numbers(word)
        )
    )


def _whole(text: str) -> tuple[tuple[str, ...], Decimal | None]:
    """The words of what a share is of, up to its noun, and its number where one is said."""
    figures = [figure for figure in figures_in(text) if figure.nouns and not figure.unit]
    if figures and figures[0].start < 20:
        return figures[0].nouns, figures[0].low
    words = words_of(text)
    described = text[:1].isupper() or bool(words and _DESCRIBES.search(words[0]))
    if described and len(words) > 1 and analyze.words(text)[1] == words[1]:
        return words[:2], None  # Falcks samtaler, deltagende virksomheder
    return words[:1], None


def _period(question: str, counts: list[TextFigure], hours: TextFigure | None) -> Period | None:
    """How long the question asks for; what hours are for one of is no such period."""
    if _HALF.search(question):
        return Period(Decimal(1), "halvår")
    for figure in counts:
        unit = time_unit(figure.nouns[-1])
        if unit in PERIODS:
            return Period(figure.low, unit)
    rest = question
    if hours and hours.period:
        rest = re.sub(
            r"^\W*(?:pr\.? \w+|om \w+|\w+ligt)",
            "",
            question[hours.end :].split(hours.nouns[-1], 1)[-1],
        )
        rest = question[: hours.start] + rest
    match = _PERIOD.search(rest)
    said = next(filter(None, match.groups())) if match else None
    unit = _named_period(said) if said else None
    if unit is None:
        return Period(Decimal(1), hours.period) if hours and hours.period else None
    return Period(Decimal(1), unit)


def _named_period(word: str) -> str | None:
    plain = word.casefold()
    plain = _ENGLISH.get(plain, plain)
    return next((unit for unit in PERIODS if plain.startswith(unit)), None)
