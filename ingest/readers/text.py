"""Plain text: paragraphs, lists, headings and tables as far as lines alone tell them."""

from pathlib import Path

from ingest.clean import clean, close_letter_spacing
from ingest.readers.blocks import ReadFile, ReadPage
from ingest.readers.encoding import decode
from ingest.readers.page_marks import Piece, pieces_of, without_page_marks
from ingest.readers.plain_lines import line_blocks
from ingest.readers.transcript import without_portal


def read_text(path: Path) -> ReadFile:
    """Blocks of a text file, whose pieces are parted by blank lines.

    What a portal put round the document, and page numbers, are left out.
    """
    text = close_letter_spacing(clean(decode(path.read_bytes())))
    pieces = pieces_of(text)
    kept = without_portal([piece.text for piece in pieces])
    if kept.left_out:
        pieces = [Piece(piece) for piece in kept.pieces]
    blocks = tuple(line_blocks([piece.text for piece in without_page_marks(pieces)]))
    title = kept.title
    if title is None and blocks and blocks[0].kind == "heading":
        title = " ".join(token.text for token in blocks[0].tokens)
    return ReadFile((ReadPage(1),), blocks, title=title, left_out=kept.left_out)
