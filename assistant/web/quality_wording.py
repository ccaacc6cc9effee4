"""What the figures of an evals run are called in Danish, and how they are written."""

from collections.abc import Callable
from datetime import datetime

from assistant.web.wording import KINDS as ANSWERS
from ingest.danish import MONTHS

NOTHING = "–"
UNNAMED = "Ikke angivet"
KINDS: dict[str, str] = {
    **{str(kind): name for kind, name in ANSWERS.items()},
    "unanswerable": "Uden svar",
    "followup": "Opfølgning",
    "multi_doc": "Flere dokumenter",
    "false_premise": "Forkert antagelse",
    "conflict": "Uenige kilder",
}
STYLES = {
    "plain": "Ligefrem",
    "colloquial": "Talesprog",
    "synonym": "Andre ord",
    "ascii": "Uden æ, ø og å",
    "typo": "Tastefejl",
    "keyword": "Stikord",
    "inflected": "Andre bøjninger",
    "english": "Engelsk",
    "compound": "Sammensatte ord",
}
PARTS = {"tune": "Brugt i udviklingen", "kept": "Holdt tilbage"}
GROUPS = {"by_kind": KINDS, "by_style": STYLES, "by_part": PARTS}
FIGURES = {
    "n": "Antal spørgsmål",
    "correct": "Helt rigtige",
    "coverage": "Krævede oplysninger, der er med",
    "refused": "Rigtigt afvist",
    "wrongly_refused": "Fejlagtigt afvist",
    "cited": "Svar med citat bag hvert udsagn",
    "evidence@1": "Belæg i det første stykke",
    "evidence@5": "Belæg i de første 5 stykker",
    "evidence@10": "Belæg i de første 10 stykker",
    "characters": "Tegn i de første 5 stykker",
    "length": "Svarets længde i gennemsnit",
    "seconds_p50": "Halvdelen besvaret inden for",
    "seconds_p95": "95 % besvaret inden for",
}
SHORT = {  # shares alone, where there is little room
    "correct": "Helt rigtige",
    "coverage": "Oplysninger med",
    "refused": "Rigtigt afvist",
    "wrongly_refused": "Fejlagtigt afvist",
    "cited": "Citat bag udsagn",
    "evidence@1": "Belæg, første",
    "evidence@5": "Belæg, første 5",
    "evidence@10": "Belæg, første 10",
}
FAULTS = {
    "lacking": "Svaret mangler noget",
    "refused": "Intet svar, selv om dokumenterne har det",
    "answered": "Svar, selv om dokumenterne intet siger",
    "too_long": "Svaret er for langt",
    "failed": "Spørgsmålet kunne ikke besvares",
}
REASONS = {
    "nothing_found": "intet fundet",
    "nothing_supported": "intet sted fundet, der bærer et svar",
    "lost_in_source": "oplysningen er gået tabt i kilden",
    "outside": "uden for dokumenterne",
    "personal_data": "personoplysninger i spørgsmålet",
    "decision_about_a_person": "en afgørelse om en bestemt borger",
}


def named(names: dict[str, str], name: str) -> str:
    """The Danish name; a name that has none stays."""
    return names.get(name, name) or UNNAMED


def value(figure: str, found: float) -> str:
    """A figure with its unit: 68 %, 447 tegn, 89 ms."""
    if figure == "n":
        return number(found)
    return _UNITS.get(figure, _percent)(found)


def interval(figure: str, low: float, high: float) -> str:
    """An interval with its unit: 59–75 %."""
    first, last = value(figure, low), value(figure, high)
    shared = first.rpartition("\N{NO-BREAK SPACE}")
    same = shared[2] == last.rpartition("\N{NO-BREAK SPACE}")[2]
    return f"{shared[0] if same else first}–{last}"


def number(found: float) -> str:
    """A whole number as Danes write it: 1.000."""
    return f"{found:,.0f}".replace(",", ".")


def counted(n: int, one: str, several: str) -> str:
    """The number with its noun: 1 svar, 2 spørgsmål."""
    return f"{number(n)}\N{NO-BREAK SPACE}{one if n == 1 else several}"


def points(difference: float) -> str:
    """A difference between shares in percentage points, with its sign: +3."""
    signed = f"{100 * difference:+.0f}".replace("-", "\N{MINUS SIGN}")
    return "0" if signed[1:] == "0" else signed


def moment(when: datetime) -> str:
    """A date with its time: 2. marts 2026 kl. 9.05."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year} kl. {when.hour}.{when:%M}"


def milliseconds(found: float) -> str:
    """A time as one reads it: 89 ms, 1,2 s."""
    if found < 1_000:
        return f"{number(found)}\N{NO-BREAK SPACE}ms"
    return f"{found / 1_000:.1f}\N{NO-BREAK SPACE}s".replace(".", ",")


def _percent(found: float) -> str:
    return f"{number(100 * found)}\N{NO-BREAK SPACE}%"


def _characters(found: float) -> str:
    return f"{number(found)}\N{NO-BREAK SPACE}tegn"


def _seconds(found: float) -> str:
    return milliseconds(1_000 * found)


_UNITS: dict[str, Callable[[float], str]] = {
    "characters": _characters,
    "length": _characters,
    "seconds_p50": _seconds,
    "seconds_p95": _seconds,
}
