"""The blocks of a Word document's body, in the order they are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.clean import clean, close_letter_spacing
from ingest.document import BlockKind
from ingest.readers.blocks import ReadBlock, row_block, text_block
from ingest.readers.elements import Element
from ingest.readers.word_styles import CONTENTS, Look, Styles, W, value

_TRANSPARENT = {
    "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo",
    "Choice", "ruby", "rubyBase", "oMath", "oMathPara",
}  # fmt: skip
_BLANKS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": ""}
_MARKS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass
class Words:
    """A paragraph's words, and what hangs on it: notes by kind and id, and text boxes."""

    text: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass
class WordBody:
    """Reads block after block; notes and boxes follow the paragraph that they hang on."""

    styles: Styles
    notes: dict[tuple[str, str], Element]
    tables: int = 0
    framed: list[Element] = field(default_factory=list)
    initial: str = ""  # a letter set large at the start of the paragraph that follows

    def blocks(self, holder: Element, *, contents: bool = False) -> Iterator[ReadBlock]:
        """Blocks of all that stands in `holder`."""
        for child in holder:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child, contents)
            elif name == "tbl":
                yield from self._table(child)
            elif name == "sdt":
                yield from self.blocks(child, contents=contents or _is_contents(child))
            elif name == "AlternateContent":
                yield from self._alternative(child, contents)
            elif name in _TRANSPARENT:
                yield from self.blocks(child, contents=contents)
        yield from self._waiting()

    def _alternative(self, element: Element, contents: bool) -> Iterator[ReadBlock]:
        chosen = next(iter(element), None)
        if chosen is not None:
            yield from self.blocks(chosen, contents=contents)

    def _paragraph(self, paragraph: Element, contents: bool) -> Iterator[ReadBlock]:
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        words = _words(paragraph)
        if frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin"):
            self.initial += "".join(words.text).strip()
            return
        if frame is not None and paragraph not in self.framed:
            self.framed.append(paragraph)
            return
        text = close_letter_spacing(clean(self.initial + "".join(words.text)))
        if text.strip():
            self.initial = ""
            yield self._block(paragraph, text, contents)
        yield from self._hanging(words)
        if frame is None and text.strip():
            yield from self._waiting()

    def _waiting(self) -> Iterator[ReadBlock]:
        """Paragraphs in frames, which stand in the file before the one they are anchored at."""
        framed, self.framed = self.framed, []
        for paragraph in framed:
            words = _words(paragraph)
            text = clean("".join(words.text))
            if text.strip():
                yield self._block(paragraph, text, contents=False)
            yield from self._hanging(words)

    def _block(self, paragraph: Element, text: str, contents: bool) -> ReadBlock:
        chain = list(self.styles.chain(paragraph))
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        level = self.styles.heading_level(chain)
        depth, number = self.styles.list_depth(chain, style)
        if number:
            text = f"{number} {text}"
        kind: BlockKind = "paragraph"
        if _is_entry(chain) or (contents and not level):
            kind, level = "contents", 0
        elif level:
            kind = "heading"
        elif depth:
            kind, level = "list_item", depth
        return text_block(kind, text, level)

    def _hanging(self, words: Words) -> Iterator[ReadBlock]:
        for box in words.boxes:
            yield from self.blocks(box)
        for key in words.notes:
            if key in self.notes:
                note = clean(
                    " ".join("".join(_words(p).text) for p in self.notes[key].iter(f"{W}p"))
                )
                if note.strip():
                    yield text_block("footnote", note)

    def _table(self, table: Element) -> Iterator[ReadBlock]:
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr") if not _deleted(row)]
        if max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                yield from self.blocks(cell)
            return
        self.tables += 1
        hanging: list[Words] = []
        for row in rows:
            cells, nested = [], list[Element]()
            for cell in row:
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                words = Words()
                if merged is None or value(merged) == "restart":
                    _gather_cell(cell, words, nested)
                cells.append(clean("".join(words.text)))
                hanging.append(words)
            if any(map(str.strip, cells)):
                yield row_block(cells)
            for inner in nested:
                yield from self._table(inner)
        for words in hanging:
            yield from self._hanging(words)


def _gather_cell(holder: Element, words: Words, nested: list[Element]) -> None:
    """The words of a cell's paragraphs, and the tables that stand in it."""
    for child in holder:
        name = _name(child)
        if name == "p":
            words.text.append(" ")
            _gather(child, words)
        elif name == "tbl":
            nested.append(child)
        elif name == "sdt" or name in _TRANSPARENT:
            _gather_cell(child, words, nested)


def _words(paragraph: Element) -> Words:
    words = Words()
    _gather(paragraph, words)
    return words


def _gather(element: Element, words: Words) -> None:
    """Reads insertions and fields' results; not deletions, field codes or hidden text."""
    for child in element:
        name = _name(child)
        if name == "t":
            words.text.append(child.text or "")
        elif name in _BLANKS:
            words.text.append(_BLANKS[name])
        elif name in _MARKS:
            words.notes.append((_MARKS[name], child.get(f"{W}id") or ""))
        elif name == "r":
            if not _is_on(child.find(f"{W}rPr/{W}vanish")):
                _gather(child, words)
        elif name in ("drawing", "pict", "object"):
            words.boxes += _boxes(child)
        elif name == "AlternateContent":
            chosen = next(iter(child), None)
            if chosen is not None:
                _gather(chosen, words)
        elif name == "sdt" or name in _TRANSPARENT:
            _gather(child, words)


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes in a drawing, the outermost ones."""
    for child in element:
        if _name(child) == "txbxContent":
            yield child
        elif _name(child) == "AlternateContent":
            for chosen in list(child)[:1]:
                yield from _boxes(chosen)
        else:
            yield from _boxes(child)


def _inside(holder: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also where a control or a tracked change stands round them."""
    for child in holder:
        if _name(child) == name:
            yield child
        elif _name(child) == "sdt" or _name(child) in _TRANSPARENT:
            yield from _inside(child, name)


def _deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_contents(control: Element) -> bool:
    return value(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) == "Table of Contents"


def _is_entry(chain: Iterable[Look]) -> bool:
    return any(CONTENTS.fullmatch(look.name) for look in chain)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and value(switch) not in ("0", "false", "off")


def _name(element: Element) -> str:
    """The local name; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
