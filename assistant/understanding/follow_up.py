"""Follow-ups: whether a question leans on the one before it, and its wording on its own.

A wording is only made where one reading is plain; elsewhere both questions are searched for
together. No word of the follow-up that carries a subject may be lost on the way.
"""

import re
from collections.abc import Callable, Sequence

from assistant.understanding.ordinals import names_an_item, with_item
from ingest import analyze
from ingest.danish import STOPWORDS

_FEW = 3  # content words of a question that leans on the one before
_BEGINS = re.compile(r"^(?:og|men|and|but|hvad (?:så |da |nu )?med|(?:what|how) about)\b,? ?", re.I)
_VERBS = frozenset(
    """
    er har kan skal må bliver blev får fik var havde vil kunne skulle ville gør findes
    is are was were does do did can has have should
    """.split()
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|denne|dette|disse|dér|it|they|them|han|hun|ham|hende)\b", re.IGNORECASE
)
_ALWAYS = frozenset("dem dér it they them".split())  # never stand before a noun
_PEOPLE = frozenset("han hun ham hende".split())
_PERSON_BEFORE = re.compile(r"\b(?:en|et|den|a) \w+|\b\w{3,}en\b", re.IGNORECASE)
# `det` that only fills a place: er det rigtigt, at …; vil det sige at …; findes det, der …
_FILLS = re.compile(r"^(?:sige\b|(?:\w+ ){0,3}?\w*,? ?(?:at|that|to|der)\b|samme (?:\w+ )?som\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHANGED = re.compile(r"(?:steget|faldet|vokset|øget|ændret|gået (?:op|ned))\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:det|den|de) samme\b(?! (?:\w+ )?som\b)", re.IGNORECASE)
_PAID = re.compile(r"\b(?:får|fik|tager|betaler?|betalt)\b.* for det\W*$", re.IGNORECASE)
_BARE_PRICE = re.compile(r"\bprisen\b(?! (?:på|for|pr|om|i|af)\b)", re.IGNORECASE)

_NAME = r"[A-ZÆØÅ][\wæøåÆØÅ-]*"
_PLAIN_NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+")
_PERIOD = r"(?:om|i|pr\.?|per) (?:dagen|ugen|måneden|kvartalet|året|timen|dag|uge|måned|år|time)"
_STRETCH = r"(?:måneden|ugen|året|dagen) (?:efter|før)"
_STRETCHES = re.compile(
    r"\b(?:i |om )?de[nt] (?:første|anden|andet|tredje|sidste) (?:måned|uge|år|dag)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(rf"^hvad koste(?:r|de) (?P<thing>.+?)(?: {_PERIOD})?$", re.IGNORECASE)
_TOPIC = re.compile(
    rf"^(?:hvad (?:er|var)|what (?:is|are)) (?P<thing>(?:(?:en|et|an?) )?\w+|{_NAME})$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"^(?:hvilke|hvor mange) (?:\w+ af )?(?P<thing>\w{3,}e[r]?)\b", re.IGNORECASE)
_PEOPLE_NAMED = re.compile(r"\b\w{3,}(?:er|or|nt|at|ist)(?:en|ne)\b", re.IGNORECASE)  # mentoren
_ASKED = re.compile(r"^(?:hvorfor|hvornår|hvor|hvordan|why|when|where)(?: det)?$", re.IGNORECASE)
_VERB_FIRST = re.compile(r"^(?!hv|wh|how)\w+ \w+", re.IGNORECASE)

Answered = Callable[[str], Sequence[str]]  # the statements that answer an earlier question


def leans(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    subject = analyze.subjects(question)
    if not subject or _BEGINS.match(question) or names_an_item(question):
        return True
    if _SAME.search(question) or _BARE_PRICE.search(question) or _pronouns(question):
        return True
    complete = _VERBS.intersection(analyze.words(question))
    return len(subject) == 1 and (
        not complete or bool(re.search(r"\b(?:er|var) der\W*$", question))
    )


def stand_alone(question: str, earlier: str, answered: Answered | None = None) -> str | None:
    """The follow-up as one question that stands alone; None where no plain reading is found.

    `earlier` stands alone itself. `answered` is asked only where an item of its answer is meant.
    """
    before = _BEGINS.sub("", earlier.strip().rstrip("?.! "))
    rest = _BEGINS.sub("", question.strip().rstrip("?.! "))
    fragment = rest != question.strip().rstrip("?.! ")
    if not rest or " – " in before:
        return None
    found = with_item(rest, before, answered)
    if found is None:
        found = _asked_of(rest, before) or filled(rest, before)
        if found is None and not _VERBS.intersection(analyze.words(rest)):
            found = _swapped(rest, before, fragment=fragment)
        lost = set(analyze.subjects(rest)) - set(analyze.words(found or ""))
        if found is None or lost:
            return None
    return f"{found[0].upper()}{found[1:]}?"


def changed_between(question: str, earlier: Sequence[str]) -> str | None:
    """`Hvor mange procent er det steget?` asked of the number and the two years asked of before."""
    asked = question.strip().rstrip("?.! ")
    pointing = [match for match in _pronouns(asked) if match[0].casefold() == "det"]
    counted = _SEVERAL.match(earlier[0]) if earlier else None
    years = sorted({year for text in earlier for year in _YEAR.findall(text)})
    if counted is None or len(pointing) != 1 or len(years) != 2:
        return None
    before, after = asked[: pointing[0].start()], asked[pointing[0].end() :]
    if not _CHANGED.match(after.lstrip()):
        return None
    places = [name for name in re.findall(rf"(?<=\w ){_NAME}", earlier[0]) if not name.isdigit()]
    where = f" i {places[0]}" if len(places) == 1 else ""
    found = f"{before}antallet af {counted['thing']}{after} fra {years[0]} til {years[1]}{where}"
    return f"{found[0].upper()}{found[1:]}?"


def filled(question: str, earlier: str) -> str | None:
    """The question with what the earlier one is about in its pronoun's place; None without."""
    price = _PRICE.match(earlier.rstrip("?.! "))
    if price and (inside := _BARE_PRICE.search(question)):
        return f"{question[: inside.end()]} på {price['thing']}{question[inside.end() :]}"
    pointing = list(_pronouns(question))
    if len(pointing) != 1:
        return None
    where, said = pointing[0], pointing[0][0].casefold()
    if price and said == "det" and re.search(r"\bi $", question[: where.start()]):
        thing: str | None = f"prisen på {price['thing']}"
    elif _PAID.search(question):
        known = _PEOPLE_NAMED.findall(earlier)
        thing = known[0] if len(known) == 1 else None
    else:
        thing = _topic(earlier.rstrip("?.! "), said)
    return thing and question[: where.start()] + thing + question[where.end() :]


def _pronouns(question: str) -> list[re.Match[str]]:
    """The pronouns of a question that point at something said before it."""
    found = []
    for match in _POINTS_BACK.finditer(question):
        said, after = match[0].casefold(), question[match.end() :].lstrip()
        follows = analyze.words(after)[:1]
        if said == "det" and _PAID.search(question):
            points = False
        elif said in _PEOPLE:
            points = not _PERSON_BEFORE.search(question[: match.start()])
        elif _FILLS.match(after):
            points = False
        else:
            second = question[: match.start()].count(" ") == 1
            short = len(analyze.subjects(question)) <= 1
            bare = not follows or follows[0] in STOPWORDS - {"første", "anden", "andet"}
            changed = said == "det" and bool(_CHANGED.match(after))
            points = said in _ALWAYS or bare or changed or (second and short)
        if points:
            found.append(match)
    return found


def _topic(earlier: str, pronoun: str) -> str | None:
    """What an earlier question is about, where the pronoun may stand for it."""
    if pronoun in ("de", "dem", "they", "them", "disse"):
        several = _SEVERAL.match(earlier)
        if several is None or pronoun in ("they", "them"):
            return None
        thing = several["thing"]
        return f"{thing}ne" if thing.endswith(("er", "e")) else None
    topic = _TOPIC.match(earlier)
    if topic is None:
        return None
    thing = topic["thing"]
    neuter = thing.casefold().startswith("et ")
    return None if neuter and (pronoun == "den" or pronoun in _PEOPLE) else thing


def _asked_of(rest: str, earlier: str) -> str | None:
    """`hvorfor?`, `hvor mange?`, `hvilke?` asked of what the earlier question says."""
    said = rest.casefold()
    lowered = earlier[0].lower() + earlier[1:]
    if _ASKED.match(rest) and _VERB_FIRST.match(earlier):
        return f"{rest.split()[0]} {lowered}"
    if said == "hvor mange" and re.match(r"hvilke\b", earlier, re.IGNORECASE):
        return f"hvor mange{earlier[len('hvilke') :]}"
    if said == "hvor mange" and _VERB_FIRST.match(earlier) and " nogen" in earlier:
        return f"hvor mange {lowered.replace(' nogen', '', 1)}"
    if said == "hvilke" and re.match(r"hvor mange\b", earlier, re.IGNORECASE):
        return f"hvilke{earlier[len('hvor mange') :]}"
    return None


def _swapped(rest: str, earlier: str, *, fragment: bool) -> str | None:
    """The earlier question with a place, year, period, number or thing of it replaced by `rest`."""
    if re.fullmatch(_PERIOD, rest, re.IGNORECASE):
        return _replaced(rf"\b{_PERIOD}\b", rest, earlier) or f"{earlier} {rest}"
    if re.fullmatch(_STRETCH, rest, re.IGNORECASE):
        return _replaced(_STRETCHES.pattern, rest, earlier)
    placed = re.fullmatch(r"(i|på|hos|ved|for|in|at|for) (\S+)", rest, re.IGNORECASE)
    within, what = (placed[1], placed[2]) if placed else ("", rest)
    if re.fullmatch(r"(?:19|20)\d\d", what):
        return _replaced(r"\b(?:19|20)\d\d\b", what, earlier) or (
            f"{earlier} {rest}" if placed else None
        )
    if not fragment:
        return None
    if re.fullmatch(_NAME, what):
        return _renamed(within, what, earlier)
    if numbered := re.fullmatch(r"(\w+) (\d+)", rest):
        return _replaced(rf"\b{re.escape(numbered[1])} \d+\b", rest, earlier)
    if one := re.fullmatch(r"((?:til|for|hos|ved|med|i|på) )?(?:en|et|an?) \w+", rest):
        return _replaced(rf"\b{one[1] or ''}(?:en|et|an?) \w+", rest, earlier)
    return None


def _renamed(within: str, name: str, earlier: str) -> str | None:
    """The earlier question with another name of the same sort: a town's, or a coined one."""
    first = len(earlier.split(" ", 1)[0])
    plain = bool(_PLAIN_NAME.fullmatch(name))
    names = [m for m in re.finditer(rf"\b{_NAME}", earlier) if m.start() > first]
    alike = [m for m in names if bool(_PLAIN_NAME.fullmatch(m[0])) is plain]
    if within:
        alike = [m for m in alike if earlier[: m.start()].casefold().endswith(f" {within} ")]
    if not alike and not names and within:
        return f"{earlier} {within} {name}"
    return (
        earlier[: alike[0].start()] + name + earlier[alike[0].end() :] if len(alike) == 1 else None
    )


def _replaced(pattern: str, said: str, earlier: str) -> str | None:
    """`earlier` with the one place that the pattern finds replaced; None where not just one is."""
    found = list(re.finditer(pattern, earlier, re.IGNORECASE))
    return (
        earlier[: found[0].start()] + said + earlier[found[0].end() :] if len(found) == 1 else None
    )
