"""The line above the question box that says what is searched, and the choices behind it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.web import wording
from assistant.web.escape import escape
from assistant.web.scope import Entry, Scope

_STATES = {"current": "Gældende", "historical": "Historisk"}


def filters(catalogue: Sequence[Entry], scope: Scope, *, answers: int = 0) -> str:
    """The line and its choices; nothing where there is no choice to make.

    Where it `answers` a choice, given by its number, the choices are open.
    """
    if len(catalogue) < 2:
        return ""
    return (
        f'<details class="hp-afgraens" data-nr="{answers}"{" open" if answers else ""}>'
        f"<summary><span>Søg i: <b>{_chosen(catalogue, scope)}</b></span> "
        f'<span class="hp-link">Afgræns</span></summary>'
        f'<div class="hp-udvalg" role="group" aria-label="Afgræns søgningen">'
        f"{_choices(catalogue, scope)}</div></details>"
    )


def searched(chosen: int, of: int) -> str:
    """ "2 af 16 dokumenter"."""
    return f"{chosen} af {wording.documents(of)}"


def _chosen(catalogue: Sequence[Entry], scope: Scope) -> str:
    within = scope.within(catalogue)
    if within is None:
        return "alle dokumenter"
    if len(within) == 1:
        return escape(next(e.source.title for e in catalogue if e.source.id in within))
    return searched(len(within), len(catalogue))


def _choices(catalogue: Sequence[Entry], scope: Scope) -> str:
    kinds = Counter(entry.source.kind for entry in catalogue if entry.source.kind)
    years = Counter(year for entry in catalogue for year in entry.years)
    states = Counter(e.source.status for e in catalogue if e.source.status in _STATES)
    within = scope.within(catalogue)
    count = searched(len(catalogue) if within is None else len(within), len(catalogue))
    return (
        '<div class="hp-afgraens-felter">'
        + _facet(
            "Slags", "kinds", [(k, k.capitalize(), n) for k, n in sorted(kinds.items())], scope
        )
        + _facet("Årstal", "years", [(y, y, n) for y, n in sorted(years.items())], scope)
        + _facet("Gyldighed", "states", [(s, _STATES[s], n) for s, n in states.items()], scope)
        + _documents(scope.offered(catalogue), scope)
        + f'</div><p class="hp-valgte"><span role="status">Der søges i {count}.</span>'
        '<button type="button" class="hp-knap" data-alle>Søg i alle</button>'
        '<button type="button" class="hp-knap" data-faerdig>Færdig</button></p>'
    )


def _facet(name: str, field: str, values: Sequence[tuple[str, str, int]], scope: Scope) -> str:
    """The choices of a kind with how many documents each has; none where all are alike."""
    if len(values) < 2:
        return ""
    chosen = getattr(scope, field)
    boxes = (
        _box(field, value, f'{escape(words)} <span class="hp-stk">({n})</span>', value in chosen)
        for value, words, n in values
    )
    return f"<fieldset><legend>{name}</legend>{''.join(boxes)}</fieldset>"


def _documents(offered: Iterable[Entry], scope: Scope) -> str:
    boxes = "".join(
        _box("documents", e.source.id, escape(e.source.title), e.source.id in scope.documents)
        for e in offered
    )
    none = "<p>Ingen dokumenter passer til det valgte.</p>" if not boxes else ""
    return f'<fieldset class="hp-enkelte"><legend>Dokumenter</legend>{boxes}{none}</fieldset>'


def _box(field: str, value: str, words: str, is_checked: bool) -> str:
    checked = " checked" if is_checked else ""
    return (
        f'<label><input type="checkbox" name="{field}" value="{escape(value)}"{checked}>'
        f"<span>{words}</span></label>"
    )
