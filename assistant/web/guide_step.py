"""A step of the guide: what is said under each heading, its tables, and what to ask next."""

from collections.abc import Iterable
from itertools import groupby

from assistant.guide import Guide, Part, Said, Step
from assistant.web import icons
from assistant.web.escape import escape
from assistant.web.guide_sources import Sources
from assistant.web.guide_table import table
from assistant.web.guide_views import View, address, tables_of
from assistant.web.source_list import source_list


def step_page(guide: Guide, step: Step, pages: tuple[View, ...], sources: Sources) -> str:
    """The page of a step among those shown, without what does not stand in the index."""
    number = [view.name for view in pages].index(step.id)
    steps = sum(view.step is not None for view in pages)
    parts = "".join(_part(part, sources) for part in step.parts)
    tables = "".join(table(one, sources, "h3") for one in tables_of(guide, step))
    return (
        f'<p class="hp-meta">Trin {number + 1} af {steps}</p>'
        f'<h2 tabindex="-1" data-fokus>{escape(step.title)}</h2>'
        f'<p class="hp-guide-om">{escape(step.about)}</p>'
        f"{parts}{tables}{_ask(step.ask) if sources.places else ''}{sources_of(sources)}"
        f"{_foot(pages, number)}"
    )


def sources_of(sources: Sources) -> str:
    """The list of sources, folded: the numbers in the text already open each of them."""
    if not sources.places:
        return ""
    listed = source_list(sources.turn, sources.places, heading="Kilder")
    summary = f"<summary>Kilder ({len(sources.places)})</summary>"
    return f'<details class="hp-guide-kilder">{summary}{listed}</details>'


def _part(part: Part, sources: Sources) -> str:
    said = [one for one in part.said if one in sources]
    if not said:
        return ""
    body = ""
    for listed, group in groupby(said, key=lambda one: one.listed):
        if listed:
            items = "".join(f"<li>{_item(one, sources)}</li>" for one in group)
            body += f'<ul class="hp-liste">{items}</ul>'
        else:
            body += "".join(f"<p>{sources.worded(one)}</p>" for one in group)
    return f"<h3>{escape(part.heading)}</h3>{body}"


def _item(said: Said, sources: Sources) -> str:
    """An item; what it begins with before a colon is what it is about."""
    about, colon, rest = said.text.partition(": ")
    if not colon:
        return sources.worded(said)
    return f"<b>{escape(about)}:</b> {sources.worded(said, rest)}"


def _ask(questions: Iterable[str]) -> str:
    buttons = "".join(
        f'<li><button type="button" data-spoerg="{escape(question)}">'
        f"<span>{escape(question)}</span>{icons.NEXT}</button></li>"
        for question in questions
    )
    if not buttons:
        return ""
    return (
        '<section class="hp-guide-spoerg"><h3>Spørg videre</h3>'
        "<p>Vælg et spørgsmål, så står det klar på siden Spørg.</p>"
        f"<ul>{buttons}</ul></section>"
    )


def _foot(pages: tuple[View, ...], number: int) -> str:
    """The step's mark as read, and the way to its neighbours by their names."""
    before, after = pages[number - 1] if number else None, pages[number + 1]
    way = ""
    if before:
        way += (
            f'<a class="hp-knap" href="{address(before.name)}">{icons.PREVIOUS}'
            f"<span>Forrige: {escape(before.title)}</span></a>"
        )
    way += (
        f'<a class="hp-knap hp-fyldt hp-guide-naeste" href="{address(after.name)}" data-laest>'
        f"<span>Næste: {escape(after.title)}</span>{icons.NEXT}</a>"
    )
    return (
        '<div class="hp-guide-fod"><p><button type="button" class="hp-knap" data-skift>'
        f"{icons.CHECK}<span>Markér som læst</span></button></p>"
        f'<nav aria-label="Forrige og næste">{way}</nav></div>'
    )
