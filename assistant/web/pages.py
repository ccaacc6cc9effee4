"""The pages of the app, in the order of the navigation."""

from collections.abc import Callable

from assistant.web.ask_tab import ask_tab
from assistant.web.documents_tab import documents_tab
from assistant.web.economics_tab import economics_tab
from assistant.web.guide_tab import guide_tab
from assistant.web.guide_views import SLUG
from assistant.web.quality_tab import quality_tab
from assistant.web.site import Site

Draw = Callable[[Site], None]  # draws the page into the open Blocks and binds its events

# Slug of the address (`?side=slug`), name in the navigation, and what draws it.
PAGES: tuple[tuple[str, str, Draw], ...] = (
    ("spoerg", "Spørg", ask_tab),
    ("oekonomi", "Økonomi", economics_tab),
    (SLUG, "Kom godt i gang", guide_tab),
    ("dokumenter", "Dokumenter", documents_tab),
    ("kvalitet", "Kvalitet", quality_tab),
)
