"""What stands round a document on a web page: told by markup and links, never by topic."""

import re
from collections.abc import Iterator

from ingest.readers.elements import Element

# Words that the interface of a portal says, never its documents.
RELATED = {
    "relaterede dokumenter", "relaterede artikler", "relateret indhold", "relaterede emner",
    "relaterede sider", "lignende dokumenter", "se også", "læs også", "læs mere", "mest læste",
    "mere om emnet", "andre har også læst", "related documents", "related articles", "see also",
    "read also",
}  # fmt: skip
READ_MORE = {"læs mere", "læs mere her", "læs videre", "se mere", "read more"}
TRANSCRIPT = {"transkript", "transkription", "transcript"}

_NEVER = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "audio", "video", "input", "select", "textarea", "option", "datalist", "dialog", "nav",
    "footer", "head", "map", "meter", "progress",
}  # fmt: skip
_ROLES = {
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
    "menu", "menubar", "toolbar",
}  # fmt: skip
_NAMES = {
    "breadcrumb", "breadcrumbs", "brødkrumme", "comments", "consent", "cookie", "cookies", "crumb",
    "crumbs", "footer", "gdpr", "modal", "nav", "navbar", "navigation", "pager", "pagination",
    "popup", "related", "relateret", "sidebar", "skiplink",
}  # fmt: skip
# What sections of a text may be called too, so only small ones are furniture.
_SMALL_NAMES = {
    "ad", "ads", "advert", "adverts", "advertisement", "annonce", "annoncer", "login", "menu",
    "newsletter", "nyhedsbrev", "promo", "share", "sharing", "skip", "sponsor", "toolbar",
}  # fmt: skip
_NAME_STARTS = ("cookie", "breadcrumb", "newsletter", "leftmenu", "topmenu", "mainmenu", "sitemenu")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = ("div", "section", "ul", "ol", "dl", "table", "td", "p", "aside", "header", "form")
_NAME_PARTS = re.compile(r"[a-zæøå]+|[A-ZÆØÅ][a-zæøå]*")
_MANY_LINKS = 3
_LINK_SHARE = 0.7  # of the letters; navigation has nearly all of them in links
_SMALL = 320  # letters outside links
_PROSE = 80  # letters outside links that make a neighbour a part of the text


def document_part(body: Element) -> Element:
    """The element of `body` that holds the document: its one article, its main part, or all."""
    whole = len(prose(body))
    articles: list[Element] = body.xpath(".//article[not(ancestor::article)]|.//*[@role='article']")
    mains: list[Element] = body.xpath(".//main | .//*[@role='main']")
    for candidates in (articles, mains):
        if len(candidates) == 1 and 2 * len(prose(candidates[0])) >= whole > 0:
            return candidates[0]
    return body


def pieces_to_drop(part: Element) -> Iterator[Element]:
    """Elements within `part`, outermost first, that are no part of the document."""
    prose_of_all = len(prose(part))
    opened = set("".join(f" {ids}" for ids in part.xpath("//@aria-controls")).split())
    tops: list[Element] = part.xpath(".//h1[not(ancestor::header)]") or part.xpath(".//h1")
    first = next(iter(tops), None)
    yield from _within(part, prose_of_all, opened, first)


def prose(element: Element) -> str:
    """Letters and figures of `element` that stand in no link and no furniture."""
    found: list[str] = []

    def add(node: Element) -> None:
        if node.tag in _NEVER or node.tag in ("a", "button"):
            return
        found.append(node.text or "")
        for child in node:
            add(child)
            found.append(child.tail or "")

    add(element)
    return _letters("".join(found))


def _within(
    element: Element, whole: int, opened: set[str], first: Element | None
) -> Iterator[Element]:
    heading = None
    for child in element:
        if _is_furniture(child, whole, opened, first):
            yield child
        elif heading is not None and _is_links(child):
            yield from (heading, child)
        else:
            yield from _within(child, whole, opened, first)
        heading = child if _said(child) in RELATED else None


def _is_furniture(element: Element, whole: int, opened: set[str], first: Element | None) -> bool:
    """Whether markup, name or links tell that `element` is no part of the text."""
    if element.tag in _NEVER:
        return True
    if element.tag == "button":
        return not element.xpath("ancestor::*[self::h1 or self::h2 or self::h3 or self::h4]")
    if not (
        _hidden(element, opened)
        or element.get("role") in _ROLES
        or _named(element)
        or (element.tag == "a" and _said(element) in READ_MORE)
        or (element.tag in ("header", "aside") and not element.xpath("ancestor::article"))
        or (element.tag == "form" and len(prose(element)) < _SMALL)
        or _is_menu(element, first)
    ):
        return False
    holds_first = first is not None and first in element.iter("h1")
    return not holds_first and 2 * len(prose(element)) <= whole


def _hidden(element: Element, opened: set[str]) -> bool:
    style = (element.get("style") or "").replace(" ", "").casefold()
    hidden = (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or "mso-hide:all" in style
    )
    # A fold that a button opens is text that was folded when the page was saved.
    return hidden and element.get("id") not in opened


def _named(element: Element) -> bool:
    """Whether class or id calls it furniture: `site-footer`, `cookieBar`."""
    if element.tag in _HEADINGS:
        return False
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    parts = [part.casefold() for part in _NAME_PARTS.findall(words)]
    if any(part in _NAMES or part.startswith(_NAME_STARTS) for part in parts):
        return True
    return any(part in _SMALL_NAMES for part in parts) and len(prose(element)) < _SMALL


def _is_menu(element: Element, first: Element | None) -> bool:
    """Whether it is a run of links that stands apart from the text."""
    if element.tag not in _CONTAINERS or not _is_links(element):
        return False
    if len(element.xpath(".//a")) < _MANY_LINKS:
        return False
    holder = element.getparent()
    beside = sum(len(prose(o)) for o in holder if o is not element) if holder is not None else 0
    ahead = first is not None and first in element.xpath("following::h1")
    return beside < _PROSE or ahead


def _is_links(element: Element) -> bool:
    linked = len(_letters("".join("".join(a.itertext()) for a in element.iter("a"))))
    return linked > 0 and linked >= _LINK_SHARE * len(_letters("".join(element.itertext())))


def _said(element: Element) -> str:
    """The element's words, where they are few; empty for anything longer than a heading."""
    text = " ".join("".join(element.itertext()).split())
    return text.strip(" :>»…").casefold() if len(text) < 60 else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
