"""Saved web pages, read with lxml; nothing that a page names is fetched."""

import re
from pathlib import Path

from lxml import etree, html

from ingest.clean import clean, close_letter_spacing
from ingest.errors import UnreadableFile
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage
from ingest.readers.boilerplate import document_part, pieces_to_drop
from ingest.readers.elements import Element
from ingest.readers.encoding import decode
from ingest.readers.html_blocks import html_blocks, is_layout

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[|–—·»-]+\s+")


def read_html(path: Path) -> ReadFile:
    """Headings, paragraphs, list items, table rows and notes of the document on a web page.

    The title is the document's, not the portal's; `left_out` counts the pieces round the document.

    Raises:
        UnreadableFile: there is nothing of a page in the file.
    """
    tree = _parsed(path)
    try:
        return _read(tree)
    except RecursionError as exc:
        raise UnreadableFile(f"{path.name!r} is a page nested too deep", "damaged") from exc


def _read(tree: Element) -> ReadFile:
    body = next(tree.iter("body"), tree)
    part = document_part(body)
    scripts = len(tree.xpath("//script[normalize-space()]"))
    around = 0 if part is body else len(html_blocks(body)) - len(html_blocks(part))
    dropped = 0
    for piece in list(pieces_to_drop(part)):
        dropped += len(html_blocks(piece))
        _drop(piece)
    blocks = tuple(html_blocks(part))
    return ReadFile(
        (ReadPage(1),),
        blocks,
        title=_title(tree, blocks),
        tables=sum(not is_layout(table) for table in part.iter("table")),
        left_out=scripts + around + dropped,
    )


def _drop(piece: Element) -> None:
    """Takes `piece` out of its page, but not the text that follows it."""
    if isinstance(piece, html.HtmlElement):
        piece.drop_tree()


def _parsed(path: Path) -> Element:
    text = _XML_DECLARATION.sub("", clean(_decoded(path.read_bytes())))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree: Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise UnreadableFile(f"{path.name!r} holds no web page: {exc}", "no_text") from exc
    return tree


def _decoded(raw: bytes) -> str:
    """Text of a page; UTF-8 that holds is believed before what the page declares."""
    declared = _CHARSET.search(raw[:4096])
    text = decode(raw)
    if declared and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return _by_name(raw, declared[1].decode("ascii", "replace")) or text
    return text


def _by_name(raw: bytes, name: str) -> str | None:
    # Browsers read every page that says Latin-1 as Windows-1252.
    name = "cp1252" if name.casefold() in ("iso-8859-1", "latin1", "us-ascii") else name
    try:
        return raw.decode(name)
    except (LookupError, ValueError):
        return None


def _title(tree: Element, blocks: tuple[ReadBlock, ...]) -> str | None:
    """The first heading, or the page's fuller name of it; without a heading, the page's name."""
    said = [*tree.xpath("//meta[@property='og:title']/@content"), *tree.xpath("//title/text()")]
    site = {*tree.xpath("//meta[@property='og:site_name']/@content")}
    names = [name for text in said if (name := _without_site(clean(text), site))]
    headings = [b for b in blocks if b.kind == "heading"]
    outer = min(headings, key=lambda block: block.level, default=None)
    if outer is None or outer.level > 2:
        return next(iter(names), None)
    heading = " ".join(token.text for token in outer.tokens)
    fuller = (name for name in names if _bare(name).startswith(_bare(heading)))
    return next(fuller, heading)


def _without_site(title: str, sites: set[str]) -> str:
    title = close_letter_spacing(" ".join(title.split()))
    parts = [part for part in _TITLE_PARTS.split(title) if part not in sites]
    return parts[0] if parts else title


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
