"""Which documents a visitor searches: by kind, year and status, and by choosing among the rest."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from assistant.web.places import origin_years
from ingest.document import Source
from ingest.library import Library

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NONE = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it is chosen: `years` are those of what it was written from, else its own."""

    source: Source
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was chosen; where nothing was, everything is searched. Kept for the visit only."""

    kinds: frozenset[str] = _NONE
    years: frozenset[str] = _NONE
    states: frozenset[str] = _NONE
    documents: frozenset[str] = _NONE  # ids

    def offered(self, catalogue: Sequence[Entry]) -> tuple[Entry, ...]:
        """The documents that fit kind, year and status; among them single ones are chosen."""
        return tuple(
            entry
            for entry in catalogue
            if (not self.kinds or entry.source.kind in self.kinds)
            and (not self.years or entry.years & self.years)
            and (not self.states or entry.source.status in self.states)
        )

    def within(self, catalogue: Sequence[Entry]) -> frozenset[str] | None:
        """The ids of the documents to be searched; None for all of them."""
        if self == Scope():
            return None
        ids = frozenset(entry.source.id for entry in self.offered(catalogue))
        return ids & self.documents if self.documents else ids


def scope_from(sent: Mapping[str, frozenset[str]], catalogue: Sequence[Entry]) -> Scope:
    """What the browser sent under the names of the fields, as far as the library has it."""
    known = {
        "kinds": frozenset(entry.source.kind for entry in catalogue if entry.source.kind),
        "years": _NONE.union(*(entry.years for entry in catalogue)),
        "states": frozenset(entry.source.status for entry in catalogue if entry.source.status),
        "documents": frozenset(entry.source.id for entry in catalogue),
    }
    names = (field.name for field in fields(Scope))
    scope = Scope(**{name: sent.get(name, _NONE) & known[name] for name in names})
    # A document that was chosen before another year was is not shown any more, and not meant.
    shown = frozenset(entry.source.id for entry in scope.offered(catalogue))
    return Scope(scope.kinds, scope.years, scope.states, scope.documents & shown)


@lru_cache(maxsize=2)
def catalogue_of(library: Library) -> tuple[Entry, ...]:
    """The documents of a library that does not change, by title."""
    origins = library.origins()
    entries = [
        Entry(source, _years(origins.get(source.id, ()), source)) for source in library.sources()
    ]
    return tuple(sorted(entries, key=lambda entry: entry.source.title.casefold()))


def _years(origins: Sequence[str], source: Source) -> frozenset[str]:
    if not origins:
        return frozenset(_YEAR.findall((source.published or "")[:4]))
    return frozenset(origin_years(origins))
