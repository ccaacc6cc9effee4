"""The blocks of a web page's elements, in the order they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.clean import close_letter_spacing
from ingest.document import BlockKind
from ingest.readers.blocks import ReadBlock, row_block, text_block
from ingest.readers.elements import Element

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_SILENT = {"script", "style", "template", "head", "title", "svg", "select", "textarea"}
_HEADING = re.compile(r"h([1-6])")
_BULLET = re.compile(r"\s*[·•▪◦‣]\s+(?=\S)")
_NOTE_NAME = re.compile(
    r"footnotes?|endnotes?|(?:f|e|ft|ed)n\d+|MsoFootnoteText|doc-(?:foot|end)notes?"
)
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|\*{1,3}|[ivx]{1,4}|↩︎?)\]?")

_PLACES = 3  # links at least in a list of contents


def html_blocks(element: Element) -> list[ReadBlock]:
    """Blocks within `element`; text that stands in no element of its own is a paragraph."""
    walk = _Walk()
    walk.visit(element)
    walk.flush()
    return walk.found


def is_layout(table: Element) -> bool:
    """Whether a table holds parts of the page rather than figures in rows and columns."""
    return (
        table.get("role") in ("presentation", "none")
        or len(table.xpath(".//td | .//th")) < 2
        or bool(table.xpath(".//table | .//h1 | .//h2 | .//h3 | .//h4"))
    )


@dataclass
class _Walk:
    """Goes through a page's elements in order; text gathers until a block ends."""

    found: list[ReadBlock] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lists: list[Element] = field(default_factory=list)
    contents: bool = False  # within a list of links to places on the page
    prefix: str = ""
    notes: int = 0

    def visit(self, node: Element) -> None:
        """Reads `node` but not the text that follows it."""
        if node.tag in _SILENT:
            return
        if node.tag in _INLINE:
            self._inline(node)
        elif node.tag == "br":
            self.text.append(" ")
        else:
            self.flush()
            self._block(node)
            self.flush()

    def flush(self) -> None:
        """Ends the block that is being gathered."""
        text, self.text = "".join(self.text), []
        if not text.strip():
            return
        kind: BlockKind = "list_item" if self.lists else "paragraph"
        if self.contents:
            kind = "contents"
        elif self.notes:
            kind = "footnote"
        elif kind == "paragraph" and (bullet := _BULLET.match(text)):
            kind, text = "list_item", text[bullet.end() :]
        level = max(len(self.lists), 1) if kind == "list_item" else 0
        self.found.append(text_block(kind, self.prefix + text, level))
        self.prefix = ""

    def _inline(self, node: Element) -> None:
        mark = "".join(node.itertext()).strip()
        if (
            node.tag == "a"
            and (node.get("href") or "").find("#") >= 0
            and _NOTE_MARK.fullmatch(mark)
        ):
            return
        self.read(node)

    def read(self, node: Element) -> None:
        """Reads what stands within `node`."""
        self.text.append(node.text or "")
        for child in node:
            self.visit(child)
            self.text.append(child.tail or "")

    def _block(self, node: Element) -> None:
        level = _heading_level(node)
        if level:
            if words := _words(node):
                self.found.append(text_block("heading", close_letter_spacing(words), level))
        elif node.tag == "table" and not is_layout(node):
            self.found += _rows(node)
        elif node.tag in ("ul", "ol", "menu"):
            outer, self.contents = self.contents, self.contents or _is_contents(node)
            self.lists.append(node)
            self.read(node)
            self.flush()
            self.lists.pop()
            self.contents = outer
        else:
            self._other(node)

    def _other(self, node: Element) -> None:
        note = _is_note(node)
        self.notes += note
        if node.tag == "li":
            self.prefix = _number(node, self.lists[-1] if self.lists else None)
        self.read(node)
        self.flush()
        self.prefix = ""
        self.notes -= note


def _heading_level(node: Element) -> int:
    if match := _HEADING.fullmatch(node.tag):
        return int(match[1])
    if node.get("role") == "heading":
        level = node.get("aria-level") or "2"
        return int(level) if level.isdecimal() and 0 < int(level) < 10 else 2
    return 0


def _number(item: Element, holder: Element | None) -> str:
    """What an ordered item is counted as, which is words of the document; a bullet is not."""
    if holder is None or holder.tag != "ol":
        return ""
    start = holder.get("start") or "1"
    first = int(start) if start.isdecimal() else 1
    return f"{first + sum(1 for _ in item.itersiblings('li', preceding=True))}. "


def _is_note(node: Element) -> bool:
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}".split()
    return any(_NOTE_NAME.fullmatch(name) for name in names)


def _is_contents(items: Element) -> bool:
    """Whether a list holds only links to places on a page."""
    links = list(items.iter("a"))
    said = "".join("".join(link.itertext()) for link in links)
    return (
        len(links) >= _PLACES
        and all("#" in (link.get("href") or "") for link in links)
        and len("".join(said.split())) == len("".join("".join(items.itertext()).split()))
    )


def _rows(table: Element) -> Iterator[ReadBlock]:
    """Rows as blocks; a cell over several rows or columns is said once."""
    for caption in table.iter("caption"):
        if words := _words(caption):
            yield text_block("paragraph", words)
    below: dict[int, int] = {}  # column → how many rows a cell above still fills
    for row in table.iter("tr"):
        cells: list[str] = []
        column = 0
        for cell in row.iterchildren("td", "th"):
            while below.get(column, 0) > 0:
                below[column] -= 1
                column += 1
                cells.append("")
            cells.append(_words(cell))
            span = _span(cell, "colspan")
            for at in range(column, column + span):
                below[at] = _span(cell, "rowspan") - 1
            column += span
        if any(cells):
            yield row_block(cells)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 100) if value.isdecimal() else 1


def _words(element: Element) -> str:
    """All words within `element`, those of different blocks parted."""
    walk = _Walk()
    walk.read(element)
    walk.flush()
    return " ".join(token.text for block in walk.found for token in block.tokens)
