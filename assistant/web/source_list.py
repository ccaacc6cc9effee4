"""The list of sources under an answer: grouped by document, a line for each quote."""

from collections.abc import Sequence

from assistant.web import wording
from assistant.web.escape import escape
from assistant.web.places import Place

_EXCERPT = 160  # characters of a quote


def source_list(turn_id: int, places: Sequence[Place], *, heading: str) -> str:
    """The list under its heading, or "" where there is nothing to list."""
    if not places:
        return ""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.source.id, []).append(place)
    body = "".join(_group(turn_id, group) for group in groups.values())
    return f'<section class="hp-kilder"><h3>{escape(heading)}</h3>{body}</section>'


def cite_button(turn_id: int, place: Place) -> str:
    """The number behind a statement, which opens the source."""
    name = escape(f"Kilde {place.number}: {place.source.title}, {place.whereabouts.lower()}")
    return (
        f'<button type="button" class="hp-cite" {_address(turn_id, place)} '
        f'aria-label="{name}">{place.number}</button>'
    )


def excerpt(text: str, longest: int = _EXCERPT) -> str:
    """The first words of `text` on one line, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:–-") + "\u00a0…"


def _group(turn_id: int, places: Sequence[Place]) -> str:
    source = places[0].source
    meta = wording.about(source, _age(places))
    lines, heading = [], None
    for place in places:
        if not place.paged and place.heading not in (heading, source.title, None):
            lines.append(f'<li class="hp-afsnit">{escape(place.heading or "")}</li>')
        heading = place.heading
        lines.append(_line(turn_id, place))
    return (
        f'<div class="hp-kilde-gruppe"><p class="hp-titel">{escape(source.title)}</p>'
        + (f'<p class="hp-meta">{escape(meta)}</p>' if meta else "")
        + f"<ul>{''.join(lines)}</ul></div>"
    )


def _age(places: Sequence[Place]) -> str:
    """ "historisk", or of a note about older publications how old those are."""
    if places[0].source.status != "historical":
        return ""
    years = sorted({place.year for place in places if place.origin and place.year})
    return wording.built_on(years) or "historisk"


def _line(turn_id: int, place: Place) -> str:
    """A quote; on paper its page leads to it, in a text without pages the quote itself."""
    words = f'<span class="hp-uddrag">»{escape(excerpt(place.quote))}«</span>'
    page = f'<span class="hp-link">{escape(place.whereabouts)}</span>'
    link, rest = (page, words) if place.paged else (words, "")
    return (
        f'<li><button type="button" class="hp-kildelinje" {_address(turn_id, place)}>'
        f'<span class="hp-kun-oplaest">Kilde </span><span class="hp-cite">{place.number}</span> '
        f"{link}</button> {rest}</li>"
    )


def _address(turn_id: int, place: Place) -> str:
    return f'data-turn="{turn_id}" data-n="{place.number}"'
