"""Why these sources: what of the question brought each place that is quoted, in plain Danish."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.reply import Passage, Why
from assistant.web.escape import escape
from assistant.web.places import Place
from assistant.web.source_list import excerpt

_LEGS = {
    "gram": "ord, der skrives ens eller næsten ens",
    "stem": "ordene i en anden bøjning",
    "dense": "tekst med beslægtet betydning",
}
_LOOKED_THROUGH = "Fundet ved at gennemgå alle dokumenterne for det, du spørger om."
_BESIDE = "Stedet står lige ved siden af et, der passer til spørgsmålet."
_SHOWN = 4  # other words for one of the question's
_HEADING = 60  # characters of a quote that a place is told by


def why_these(places: Sequence[Place], passages: Sequence[Passage]) -> str:
    """What brought the places, folded away; "" where it is not known of any."""
    told: dict[tuple[str, ...], list[Place]] = {}
    for place in places:
        told.setdefault(_reasons(place, passages), []).append(place)
    if all(reasons == (_LOOKED_THROUGH,) for reasons in told) and not passages:
        return ""
    groups = "".join(_group(group, reasons) for reasons, group in told.items())
    return (
        '<details class="hp-hvorfor"><summary>Hvorfor disse kilder</summary>'
        f"<dl>{groups}</dl></details>"
    )


def _group(places: Sequence[Place], reasons: Iterable[str]) -> str:
    numbers = " ".join(
        f'<span class="hp-cite"><span class="hp-kun-oplaest">Kilde </span>{place.number}</span>'
        for place in places
    )
    words = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    first = f"{places[0].source.title}: »{excerpt(places[0].quote, _HEADING)}«"
    return f"<dt>{numbers} {escape(first)}</dt><dd><ul>{words}</ul></dd>"


def _reasons(place: Place, passages: Iterable[Passage]) -> tuple[str, ...]:
    """A sentence for each thing that brought the passage in which the place lies."""
    for passage in passages:
        chunk = passage.chunk
        if (
            chunk.document_id == place.source.id
            and chunk.start <= place.start < chunk.end
            and passage.why
        ):
            return tuple(_told(passage.why)) or (_BESIDE,)
    return (_LOOKED_THROUGH,)


def _told(why: Why) -> Iterable[str]:
    within = dict(why.compounds)
    plain = [word for word in why.words if word not in within]
    if plain:
        yield f"Ord fra spørgsmålet: {', '.join(plain)}."
    if within:
        parts = ", ".join(f"{word} (i {compound})" for word, compound in within.items())
        yield f"Som del af et længere ord: {parts}."
    for word, group in groupby(why.concepts, key=lambda pair: pair[0]):
        others = [other for _, other in group]
        yield f"For »{word}« står der også: {_some(others)}."
    if why.named:
        yield "Spørgsmålet nævner dokumentet."
    legs = sorted((leg for leg in why.legs if leg[1] > 0), key=lambda leg: -leg[1])
    if legs:
        yield f"Fundet på {' og '.join(_series([_LEGS[name] for name, _ in legs]))}."


def _some(words: Sequence[str]) -> str:
    """The first words, and how many more there are."""
    more = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f" og {more}\u00a0til" if more > 0 else "")


def _series(words: Sequence[str]) -> Iterable[str]:
    """The words in two parts, of which the last word is the second."""
    return filter(None, (", ".join(words[:-1]), words[-1]))
