"""Markdown (CommonMark with tables and footnotes), read with markdown-it; raw HTML is left out."""

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token as Mark
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.clean import clean
from ingest.document import BlockKind
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, row_block, text_block
from ingest.readers.encoding import decode

_PARSER = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin)
_TITLE = re.compile(r"""^title:\s*["']?(.+?)["']?\s*$""", re.MULTILINE | re.IGNORECASE)
# Addresses are left out, so none is dangerous; a refused one would stand in the text.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]


def read_markdown(path: Path) -> ReadFile:
    """Headings, paragraphs, list items, table rows and notes, which stand at the end.

    The title is the first level-1 heading, or what the front matter says; `left_out` counts blocks
    of raw HTML.
    """
    marks = _PARSER.parse(clean(decode(path.read_bytes())))
    blocks = tuple(block for block in _blocks(marks) if block.tokens)
    return ReadFile(
        (ReadPage(1),),
        blocks,
        title=_title(blocks, marks),
        tables=sum(mark.type == "table_open" for mark in marks),
        left_out=sum(mark.type == "html_block" for mark in marks),
    )


def _title(blocks: tuple[ReadBlock, ...], marks: list[Mark]) -> str | None:
    heading = next((b for b in blocks if b.kind == "heading" and b.level == 1), None)
    if heading:
        return " ".join(token.text for token in heading.tokens)
    front = next((mark.content for mark in marks if mark.type == "front_matter"), "")
    said = _TITLE.search(front)
    return said[1] if said else None


def _blocks(marks: list[Mark]) -> Iterator[ReadBlock]:
    lists: list[Mark] = []
    kind: BlockKind = "paragraph"
    level, prefix, cells, note = 0, "", list[str](), False
    for mark in marks:
        if mark.type == "heading_open":
            kind, level = "heading", int(mark.tag[1])
        elif mark.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(mark)
        elif mark.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif mark.type == "list_item_open":
            # Only an ordered item's number is words of the document; a bullet is not.
            prefix = f"{mark.info}{mark.markup} " if lists[-1].type.startswith("ordered") else ""
        elif mark.type in ("footnote_open", "footnote_close"):
            note = mark.type == "footnote_open"
        elif mark.type == "paragraph_open":
            kind, level = ("list_item", len(lists)) if lists else ("paragraph", 0)
            kind = "footnote" if note and not lists else kind
        elif mark.type == "tr_open":
            kind, level, cells = "table_row", 0, []
        elif mark.type == "tr_close":
            yield row_block(cells)
            kind = "paragraph"
        elif mark.type == "inline" and kind == "table_row":
            cells.append(_plain(mark))
        elif mark.type == "inline":
            yield text_block(kind, prefix + _plain(mark), level)
            prefix = ""
        elif mark.type in ("code_block", "fence"):
            yield text_block("paragraph", mark.content)


def _plain(inline: Mark) -> str:
    """Words of an inline: no markup, no HTML tags, a picture's alternative text left out."""
    parts = []
    for child in inline.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)
