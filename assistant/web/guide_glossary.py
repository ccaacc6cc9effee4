"""The glossary: the terms of the field, with the words of the documents where they define them."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from assistant.concepts import Term
from assistant.guide import Said
from assistant.web.escape import escape
from assistant.web.guide_sources import Sources

_OTHERS = 3  # other words that are shown; the search finds a term by all of them
_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}"})  # after z, as in Danish


def glossary(terms: Iterable[Term], quoted: Mapping[str, Said], sources: Sources) -> str:
    """The terms that somebody explains, in alphabetical order, under their letters."""
    said = {term: one for term, one in quoted.items() if one in sources}
    known = [term for term in terms if term.definition or term.term in said]
    told = sorted(known, key=lambda term: sorting(term.term))
    letters = [(letter, list(group)) for letter, group in groupby(told, key=_letter)]
    jumps = "".join(
        f'<button type="button" data-bogstav="{escape(letter)}">{escape(letter)}</button>'
        for letter, _ in letters
    )
    body = "".join(
        f'<section data-bogstav="{escape(letter)}"><h3 tabindex="-1">{escape(letter)}</h3><dl>'
        + "".join(_entry(term, said.get(term.term), sources) for term in group)
        + "</dl></section>"
        for letter, group in letters
    )
    return (
        '<h2 tabindex="-1" data-fokus>Ordliste</h2>'
        '<p class="hp-guide-om">Områdets ord. Hvor dokumenterne selv forklarer ordet, står '
        "forklaringen som citat; ellers er den ordlistens egen.</p>"
        '<div class="hp-guide-soeg"><label for="hp-ord-soeg">Find et ord</label>'
        '<input type="search" id="hp-ord-soeg" autocomplete="off" spellcheck="false" '
        'aria-describedby="hp-ord-antal"></div>'
        f'<p class="hp-meta" id="hp-ord-antal" role="status">{len(told)} ord</p>'
        f'<nav class="hp-guide-bogstaver" aria-label="Gå til bogstav">{jumps}</nav>'
        f'<div class="hp-guide-ord">{body}</div>'
    )


def _entry(term: Term, said: Said | None, sources: Sources) -> str:
    others = ", ".join(term.other_words[:_OTHERS])
    also = f'<dd class="hp-meta">Også: {escape(others)}</dd>' if others else ""
    found_by = " · ".join((*term.other_words[_OTHERS:], *term.everyday))
    sought = f' data-soeg="{escape(found_by)}"' if found_by else ""
    told = _told(term, said, sources)
    return f"<div{sought}><dt>{escape(term.term)}</dt>{also}<dd>{told}</dd></div>"


def _told(term: Term, said: Said | None, sources: Sources) -> str:
    if said:
        words = " ".join(said.quotes[0].words.split())
        words = words if words[0].isupper() else f"… {words}"
        return sources.worded(said, f"»{words}«")
    rests = f" Bygger på: {term.source}." if term.source else ""
    own = f'<span class="hp-meta">Ordlistens egne ord.{escape(rests)}</span>'
    return f"{escape(term.definition or '')} {own}"


def _letter(term: Term) -> str:
    first = term.term[0].upper()
    return "0-9" if first.isdigit() else first


def sorting(term: str) -> tuple[bool, str]:
    """What puts terms in alphabetical order: letters first, then digits and signs."""
    return not term[0].isalpha(), term.lower().translate(_ORDER)
