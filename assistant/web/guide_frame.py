"""The frame of Kom godt i gang: the way through it to the left, one of its pages beside it."""

from collections.abc import Iterable

from assistant.concepts import Term
from assistant.guide import Guide, Said
from assistant.web import icons
from assistant.web.escape import escape
from assistant.web.guide_glossary import glossary
from assistant.web.guide_quiz import Attempt, quiz
from assistant.web.guide_sources import Sources, sources
from assistant.web.guide_step import sources_of, step_page
from assistant.web.guide_table import table
from assistant.web.guide_views import (
    GLOSSARY,
    QUIZ,
    View,
    address,
    definitions,
    held,
    minutes,
    said_of,
)
from ingest.library import Library

BROKEN = (
    '<p class="hp-guide-mangler">Vejledningen kan ikke vises, for filen med dens indhold kan ikke '
    "læses. Driften kan se grunden i loggen.</p>"
)
_NO_PATH = (
    "Der er ingen trin at vise, for de dokumenter, som vejledningen bygger på, er ikke i "
    'biblioteket. Læg dem i på siden <a href="?side=dokumenter">Dokumenter</a>, eller bed driften '
    "om en vejledning til jeres egne dokumenter."
)


def frame(
    guide: Guide, name: str, attempt: Attempt, terms: Iterable[Term], library: Library
) -> str:
    """The page of that name within its frame; of a name that is not shown, the first."""
    pages = held(guide, library)
    view = next((view for view in pages if view.name == name), pages[0])
    said = said_of(guide, view.turn)
    found = sources(view.turn, said, library)
    if view.step:
        body = step_page(guide, view.step, pages, found)
    elif view.table:
        body = table(view.table, found, "h2") + sources_of(found)
    elif view.name == GLOSSARY:
        body = glossary(terms, definitions(guide), found)
    else:
        body = quiz(attempt, guide, library, [one.step for one in pages if one.step])
    return (
        f'<div class="hp-guide" data-vis="{escape(view.name)}">{_way(guide, pages, view)}'
        f'<article class="hp-guide-side" aria-label="{escape(view.title)}">'
        f"{_missing(guide, pages, view, library)}{body}{_left_out(view, said, found)}"
        "</article></div>"
    )


def _way(guide: Guide, pages: tuple[View, ...], now: View) -> str:
    steps = [view for view in pages if view.step]
    others = [view for view in pages if not view.step]
    number = steps.index(now) + 1 if now in steps else None
    here = f"Trin {number} af {len(steps)}: {now.title}" if number else now.title
    path = "".join(_link(view, now, _numbered(guide, view, n)) for n, view in enumerate(steps, 1))
    rest = "".join(_link(view, now, f"<span>{escape(view.title)}</span>") for view in others)
    path = f"<ol>{path}</ol>" if path else ""
    progress = (
        f'<div class="hp-guide-status"><p class="hp-guide-antal">0 af {len(steps)} trin læst</p>'
        f'<progress max="{len(steps)}" value="0" aria-label="Læste trin"></progress></div>'
    )
    kept = (
        '<p class="hp-meta">Hvad du har læst, huskes kun i denne browser. '
        '<button type="button" class="hp-guide-glem" data-glem>Glem det</button></p>'
    )
    return (
        f'<nav class="hp-guide-vej" aria-label="Trin og opslag">{progress if steps else ""}'
        f"<details><summary><span>{escape(here)}</span></summary>{path}<ul>{rest}</ul>"
        f"{kept if steps else ''}</details></nav>"
    )


def _numbered(guide: Guide, view: View, number: int) -> str:
    return (
        f'<span class="hp-guide-nr"><span aria-hidden="true">{number}</span>{icons.CHECK}</span>'
        f'<span>{escape(view.title)}<span class="hp-meta">{minutes(guide, view)} min.'
        "<span data-maerke hidden> · læst</span></span></span>"
    )


def _link(view: View, now: View, words: str) -> str:
    current = ' aria-current="page"' if view == now else ""
    step = f' data-trin="{escape(view.name)}"' if view.step else ""
    return f'<li><a href="{address(view.name)}"{step}{current}>{words}</a></li>'


def _missing(guide: Guide, pages: Iterable[View], view: View, library: Library) -> str:
    """Says that there is no path and what to do, or which of its documents the library lacks."""
    lacking = [title for name, title in guide.documents.items() if not library.has(name)]
    if guide.steps and not any(page.step for page in pages):
        words = _NO_PATH
    elif lacking and view.name not in (GLOSSARY, QUIZ):
        words = (
            "Biblioteket mangler nogle af de dokumenter, som vejledningen bygger på. Det, der "
            "bygger på dem, er udeladt."
        )
    else:
        return ""
    items = "".join(f"<li>{escape(title)}</li>" for title in lacking)
    which = "det dokument" if len(lacking) == 1 else f"de {len(lacking)} dokumenter"
    named = f"<details><summary>Se {which}, der mangler</summary><ul>{items}</ul></details>"
    return f'<div class="hp-guide-mangler"><p>{words}</p>{named if lacking else ""}</div>'


def _left_out(view: View, said: Iterable[Said], found: Sources) -> str:
    """How many statements of a page are not shown, and why."""
    lost = sum(one not in found for one in said)
    if not lost or view.name == GLOSSARY:
        return ""
    what = (
        "1 udsagn er udeladt, fordi citatet bag det"
        if lost == 1
        else (f"{lost} udsagn er udeladt, fordi citaterne bag dem")
    )
    return f'<p class="hp-meta hp-guide-udeladt">{what} ikke står i bibliotekets dokumenter.</p>'
