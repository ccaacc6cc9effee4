"""What kind of answer a question asks for, from its wording alone."""

import re
from collections.abc import Sequence

from assistant.reply import Kind
from assistant.understanding.spelling import one_letter_from
from ingest import analyze
from ingest.everyday import rareness

# Typing errors are looked for in these: `hvofor`, `hvor mnage`, `foskel`.
_ASKING = ("hvad", "hvem", "hvor", "hvorfor", "hvordan", "hvornår", "hvilke", "hvilken")
_HOW = ("mange", "meget", "længe", "lang", "stor", "ofte", "gammel")  # after `hvor`
_TELLING = ("forskel", "forskellen", "procent", "koster", "sammenlign")  # anywhere
_LEADING = 3  # words that a question may begin to ask within

_NUMERAL = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|femten|tyve"
    r"|tredive|hundrede|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)"
)
_COUNTED = (
    r"(?:\w*plads|deltager|\w*mentor|time|uge|måned|kandidat|borger|ledig|person|\w*kurs|medarbejder"
    r"|ansat|fleksjob|place|participant|hour|week|month|citizen)"
)
# `de to modeller` and `de første 4 uger` are told apart from `4 uger`, which are to be multiplied.
_COUNT = rf"(?<!\bde )(?<!første )(?<!model )(?<!spor )\b{_NUMERAL} (?:\w{{3,}} )?{_COUNTED}\w*"
_COST = (
    r"(?:\bkoster?\b|\bkost(?:ede|ning)\w*|pris|udgift|betaling|\bbetale[rs]?\b|\bbliver det\b"
    r"|\bløbe? op\b|\bcosts?\b)"
)
_MORE = (
    r"(?:flere|færre|mere|mindre|dyrere|billigere|længere|kortere|højere|lavere|større|more|fewer"
    r"|less|cheaper)"
)
_CHANGE = r"(?:steget|stiger|steg|faldet|falder|faldt|vokset|voksede)"
_STATE = r"(?:er|var|har|havde|virke|påvirk|oplev|ser|så|vurder|mål|løn|aflønn|stille|trive|klare)"
_SEVERAL = (
    r"(?:opgaver|krav|kriterier|fordele|ulemper|erfaringer|anbefalinger|barrierer|betingelser|råd"
    r"|resultater|partnere|virksomheder|kommuner|tilbud|værktøjer|aktører|\w*områder|tasks"
    r"|requirements)"
)
_SUBJECT = (
    r"(?:der|det|de|den|man|jeg|vi|i|du|han|hun|en|et|alle|nogen|nogle|mange|\w+(?:en|et|ne))"
)
_ASK = r"hv(?!er\b|ert\b|erdag|erken|is\b|ile|id)\w+"
_PAST = r"\w*(?:blev|fik|gik|kom|stod|tog|lå|faldt|fandt|gav|holdt|skrev|sagde|lod|sad)"
_MODAL = (
    r"(?:er|har|kan|skal|må|bliver|blev|får|findes|gælder|var|havde|vil|indgår|bør|bruger|kunne"
    r"|skulle|is|are|does|do|did|can|could|must|was|were|has|have|should|may|will)"
)
_START = r"^(?:og |men )?"

# The first that fits decides.
_WORDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("definition", (r"\bwhat does\b.*\b(?:mean|stand for)\b", r"\bhvordan definer")),
    (
        "overview",
        (
            r"\bhandle\w*\b.*\bom\b", r"\bdrejer .* sig om\b",
            r"\bfortæl(?:le)?\b(?: \w+){0,2} om\b",
            r"\bhvad ved (?:du|i|man|vi) om\b", r"\bbeskriv\b.*\bkort\b",
            r"\b(?:kort fortalt|korte træk)\b",
            r"\b(?:overblik|opsummer|sammenfat|resume)", r"\bhoved(?:pointe|konklusion|budskab)",
            r"\bvigtigste pointer\b", r"\boverview\b", r"\bsummar", r"\btell me about\b",
            r"^what is .*\babout\b",
        ),
    ),
    (
        "calculation",
        (
            rf"{_COST}.*{_COUNT}", rf"{_COUNT}.*{_COST}", r"\b(?:be|ud)regn", r"\bregne?\b.*\bud\b",
            r"\blæg\b.*\bsammen\b", r"\btilsammen\b", r"\bi alt for \d",
            r"\bforskel\w* i (?:kr|procent|pris|beløb)", r"\bprocent(?:del)? af (?:de |alle )*\d",
            r"\bprocent (?:af målet|er \d+ af)\b", r"\bpercent(?:age)? of (?:the |all )*\d",
            rf"\bprocent\b.*\b{_CHANGE}\b", rf"\bprocent {_MORE}\b",
            rf"\bhvor (?:meget|mange \w+|mange) {_MORE}\b", rf"\bhow (?:much|many) {_MORE}\b",
            r"\b(?:gennemsnit\w*|snit|average)\b.*\b(?:pr|per|hver\w*|each)\b",
            r"\b(?:pr|per)\b.*\bi gennemsnit\b", r"\bhvor (?:meget|mange)\b.*\bmangle(?:r|de)\b",
            r"\bhvor mange\b.*\bbagud\b", r"\bhvor (?:meget|stor|mange)\b.*\b(?:be)?spar(?:e|el)",
            r"\bhvor mange\b.*\b(?:betaler?|tjener?) (?:sig|hjem)\b",
            r"\bhvor meget (?:er|bliver) \d",
        ),
    ),
    (
        "why",
        (
            r"\bhvorfor\b", r"\bårsag", r"\baf hvilken? grund", r"\bgrunde?n?e? til\b",
            r"\bbegrund",
            r"\bskyldes\b",
            r"\bkommer det af\b", r"\bbaggrunden\b", r"\bhvordan kan det være\b", r"\bwhy\b",
            r"\bhow come\b", r"\breasons?\b",
        ),
    ),
    (
        "compare",
        (
            r"\bforskel", r"\bsammenlign", r"\b(?:kontra|vs|versus|omvendt)\b", r"\bhver især\b",
            r"\bfor og imod\b", r"\blighed", r"\bfordele(?:ne)? og ulempe", r"\bfrem for\b",
            r"\badskiller\b", r"\bskiller\b.*\bad\b", r"\btil fælles\b", r"\banderledes end\b",
            r"\bhvilke[nt]? af (?:de|disse) (?:to|tre|fire)\b", r"\bhvilke[nt]?\b.*st\b.*\beller\b",
            r"\bhvad (?:er|får|giver) \w+st\b.*\beller\b", r"\bhvad siger de to\b",
            r"\bdiffer(?:ences?)?\b", r"\bcompare", r"\bpros and cons\b", r"\bin common\b",
        ),
    ),
    (
        "yes_no",
        (
            rf"{_START}{_MODAL}\b(?!.*\b(?:{_ASK}|trin|skridt|remse|nævne|forklare)\b)",
            rf"{_START}(?!hv)(?:\w+(?:er|år|ede|te|des)|{_PAST}) {_SUBJECT}\b(?!.*\b{_ASK}\b)",
            rf"{_START}(?!hv)(?:\w+(?:er|år|ede|te)|{_PAST}) \w+ (?!.*\b{_ASK}\b).*\?$",
            r"^(?!hv)\w+(?:er|år|ede|te) \w+\?$", r"^ved (?:du|i|man) om\b",
        ),
    ),
    (
        "procedure",
        (
            r"\b(?:trin|trinene|skridt)\b", r"\b(?:fremgangsmåde|proces|arbejdsgang|rækkefølge)",
            r"\bførst og (?:dernæst|derefter|så)\b", r"\b(?:guide til|vejledning i at)\b",
            r"\bdet første (?:man|jeg|vi|du)\b", r"\bhvad gør (?:jeg|man|vi|du)\b",
            rf"\bhvordan (?!{_STATE}\w*\b)", r"\bhow (?:do|does|to|is|are|can|should|did)\b",
        ),
    ),
    (
        "list",
        (
            r"\bhvad\b.*\b(?:bestå|indehold\w*|omfatter|rummer|er med i)",
            r"\bhvad (?:er|var) (?:de )?(?:\w+ )?\w{2,}(?:erne|[bdfghjklmnprstv]ene)\b",
            r"\bhvad (?:er|var) de (?:\w+ste|to|tre|fire|fem|seks|syv|otte|ni|ti|\d+) \w{4,}\b",
            r"\bhvad kan\b.*\b(?:med|til)\?*$", r"^hvad mangler ",
            r"^hvad skal (?!.*\b(?:koste|give|betale)\b)",
        ),
    ),
    (
        "number",
        (
            r"\bhvor (?:mange|meget|langt?|længe|stort?|store|lille|ofte|tit|gamm?el|gamle)\b",
            r"\bhvor (?:højt?|lavt?)\b",
            r"\bkoste(?:r|de)\b", r"\bpris\b", r"\bprisen (?:på|for|pr)\b",
            r"\btjener\b", r"antal", r"\bhvornår\b", r"\bprocent\b",
            r"\b(?:timepris|timeløn|budget|\w*lønnen\b)",
            r"\bhvad (?:er|var) .*(?:\b(?:takst|sats)|beløb)",
            r"\bhvad (?:betaler|betalte|løb|lød|lyder)\b", r"\bhvad tager\b.*\bfor\b",
            r"\bhvad skal\b.*\b(?:koste|give|betale)\b",
            r"\bhvilket år\b", r"\bhvilken (?:dato|pris|sats|alder)\b",
            r"\bhvad får\b.*\b(?:timen|ugen|måneden|året|løn|for det)\b",
            r"^when\b", r"\bhourly rate\b",
            r"\bhow (?:many|much|long|often|old|large|high)\b",
            r"\bwhat (?:does|do|did)\b.*\bcost\b",
            r"\bwhat is the (?:price|cost|fee)\b",
        ),
    ),
    (
        "list",
        (
            r"\bhvilke\b", r"\b(?:nævn|oversigt)", r"\bliste\b", r"\bremse?\b.*\bop\b",
            r"\bhvem (?:er|var) med\b", r"\bhvem (?:sidder|deltager|deltog) i\b",
            r"\bhvem (?:skal|kan|bør|skulle|må) (?:være|deltage|sidde|med)\b",
            r"\bhvad\b.*\bfor (?:nogle|nogen)\b",
            r"\balle (?:grund|årsag|krav|punkt)",
            r"^alle \w+", rf"^(?!.*\b(?:hv\w+|er|har|kan|skal)\b).*\b{_SEVERAL}\b",
            r"\bwhich (?:of\b|\w+s\b|two\b|three\b|four\b)", r"\bwhat are\b", r"\blist\b",
            r"^name\b",
        ),
    ),
    (
        "fact",
        (
            r"\bhvad (?:er|var) \w{4,}(?:en|et) (?:for|på|i|af|til|hos|ved|med)\b",
            r"\bhvad mener (?!man\b|du\b|i\b|vi\b)",
        ),
    ),
    (
        "definition",
        (
            r"\bhvad (?:er|betyder|dækker|menes|mener|forstås|forstår|går|hedder|hed)\b",
            r"\bhvad vil\b.*\bsige\b",
            r"\bdefini", r"\bhvad står\b.*\bfor\b", r"^forklar\b", r"\bbetydning(?:en)?\b",
            r"\bwhat is\b",
        ),
    ),
)  # fmt: skip
_KINDS = tuple(
    (kind, re.compile("|".join(map(analyze.fold, wordings)))) for kind, wordings in _WORDINGS
)


def kind_of(question: str) -> Kind:
    """The kind of answer that a question asks for, whether typed with æ, ø and å or without."""
    plain = _plain(question)
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), "fact")


def _plain(question: str) -> str:
    """The question's words folded, those that tell its kind as they should be spelt."""
    words = re.sub(r"[.,-]", " ", question.casefold()).split()
    for i, word in enumerate(words):
        meant: Sequence[str] = (*_ASKING, *_TELLING) if i < _LEADING else _TELLING
        meant = _HOW if words[i - 1 : i] == ["hvor"] else meant
        words[i] = _corrected(word, meant)
    return analyze.fold(" ".join(words)).rstrip("!: ")


def _corrected(word: str, meant: Sequence[str]) -> str:
    """The word that is meant, where `word` is one letter from it and no everyday word itself."""
    if word.startswith("hv") and len(word) == len("hva"):
        return "hvad"
    if len(word) < len("hvad") or word in meant or rareness(word) < 1:
        return word
    return one_letter_from(word, meant) or word
