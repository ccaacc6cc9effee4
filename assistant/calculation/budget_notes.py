"""What is to be said beside a budget: what its prices cover, whose they are, and how sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.calculation.budget import WEEKS, Span, said, shown
from assistant.calculation.budget_fields import Field, Typed, counting, defaults
from assistant.economics import Figure

CENTRE, MUNICIPAL = "pris-plads-virksomhedscenter-skive", "pris-kommunal-aktivering-skive"
_CAPACITY = "kandidater-pr-jobkonsulent-skive"
_FLOW = "kandidater-pr-aar-skive"
CONTEXT = (CENTRE, _CAPACITY, _FLOW)  # figures that are shown beside those of the fields


@dataclass(frozen=True, slots=True)
class Note:
    """A reservation, and the figures it leans on, by their names in the register."""

    text: str
    figures: tuple[str, ...] = ()


def reservations(typed: Typed, figures: Mapping[str, Figure]) -> tuple[Note, ...]:
    """What a reader must know of the numbers that were typed, the weightiest first."""
    notes = (
        _coverage(figures),
        _whose(typed, figures),
        _own(typed, figures),
        _capacity(typed, figures),
        _fixed(typed),
        _flow(figures),
    )
    return tuple(note for note in notes if note)


def own(typed: Typed, figures: Mapping[str, Figure]) -> list[Field]:
    """The fields whose number is not the default."""
    known = defaults(figures)
    return [
        field
        for field in counting(typed.mode)
        if field.name in typed.numbers and typed.numbers[field.name] != known.get(field.name)
    ]


def sourced(typed: Typed, figures: Mapping[str, Figure]) -> list[Field]:
    """The fields whose number is that of the register."""
    known = defaults(figures)
    return [
        field
        for field in counting(typed.mode)
        if field.figure in figures and typed.numbers.get(field.name) == known[field.name]
    ]


def approximate(typed: Typed, figures: Mapping[str, Figure], names: Iterable[str]) -> bool:
    """Whether one of the named fields holds a figure that its source calls approximate."""
    wanted = set(names)
    return any(
        field.figure is not None and field.said is None and figures[field.figure].approximate
        for field in sourced(typed, figures)
        if field.name in wanted
    )


def figure_words(figure: Figure) -> str:
    """A figure with its unit: "ca. 375.000 kr. pr. år"."""
    near = "ca. " if figure.approximate else ""
    each = f" pr. {figure.per}" if figure.per else ""
    return f"{near}{said(Span(figure.low, figure.high), figure.unit)}{each}"


def whose(figure: Figure) -> str:
    """Whose figure it is, and of when: "Jobcenter Skive (2013)"."""
    period = f"({figure.period})" if figure.period else ""
    return " ".join(filter(None, (figure.place, period)))


def listed(items: Sequence[str]) -> str:
    """ "a, b og c"; an ending that all share is said once."""
    if len(items) < 2:
        return "".join(items)
    backwards = zip(*(reversed(item.split()) for item in items), strict=False)
    shared = len(list(takewhile(lambda words: len(set(words)) == 1, backwards)))
    bare = [" ".join(item.split()[:-shared]) if shared else item for item in items[:-1]]
    if not all(bare):
        bare = list(items[:-1])
    return f"{', '.join(bare)} og {items[-1]}"


def _coverage(figures: Mapping[str, Figure]) -> Note | None:
    """What one price includes and the other does not, and what neither does."""
    centre, municipal = figures.get(CENTRE), figures.get(MUNICIPAL)
    if centre is None or municipal is None:
        return None
    only = [item for item in municipal.included if item in centre.left_out]
    neither = [item for item in municipal.left_out if item in centre.left_out]
    words = (
        f"I kilden dækker prisen på en plads i et virksomhedscenter {listed(centre.included)}. "
        if centre.included
        else ""
    )
    if only:
        words += (
            f"Den dækker ikke {listed(only)}; det gør prisen på det kommunale tilbud. Forskellen "
            "er derfor ikke en ren besparelse. "
        )
    if neither:
        words += f"Ingen af priserne dækker {listed(neither)}."
    return Note(words.strip(), (CENTRE, MUNICIPAL)) if words else None


def _whose(typed: Typed, figures: Mapping[str, Figure]) -> Note | None:
    fields = sourced(typed, figures)
    used = [figures[field.figure] for field in fields if field.figure]
    if not used:
        return None
    names = dict.fromkeys(whose(figure) for figure in used)
    near = any(approximate(typed, figures, [field.name]) for field in fields)
    circa = " Nogle af dem er cirkatal, og så er resultatet det også." if near else ""
    prices = " De er ikke regnet om til dagens priser og regler."
    return Note(f"De forudfyldte tal er fra {listed(list(filter(None, names)))}.{circa}{prices}")


def _own(typed: Typed, figures: Mapping[str, Figure]) -> Note | None:
    fields = own(typed, figures)
    if not fields:
        return None
    items = [f"{_lower(field.label)} ({shown(typed.numbers[field.name])})" for field in fields]
    return Note(f"Dine egne tal: {listed(items)}.")


def _capacity(typed: Typed, figures: Mapping[str, Figure]) -> Note | None:
    """Says where a consultant has more places than the source tells of."""
    capacity, numbers = figures.get(_CAPACITY), typed.numbers
    places, consultants = numbers.get("pladser"), numbers.get("jobkonsulenter")
    if capacity is None or not places or not consultants:
        return None
    each = places / consultants
    if each <= capacity.high:
        return None
    return Note(
        f"I kilden har én jobkonsulent {figure_words(capacity).split(' pr. ')[0]}. Her har hver "
        f"jobkonsulent {shown(each)} pladser.",
        (_CAPACITY,),
    )


def _fixed(typed: Typed) -> Note | None:
    if typed.numbers.get("uger", WEEKS) == WEEKS:
        return None
    return Note(
        "Løn til jobkonsulent og mentorkurser er faste beløb pr. år; kun mentorbetalingen og "
        "prisen på det kommunale tilbud følger antallet af uger."
    )


def _flow(figures: Mapping[str, Figure]) -> Note | None:
    flow, places = figures.get(_FLOW), figures.get("pladser-bag-pris-skive")
    if flow is None or places is None:
        return None
    words = said(Span(flow.low, flow.high), flow.unit)
    return Note(f"I kilden kommer {words} om året igennem {shown(places.low)} pladser.", (_FLOW,))


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
