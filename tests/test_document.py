"""Claims about documents: text, pages, words, boxes and origins point at each other exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, Box, Document, Page, Word
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, Token, document_from, text_block
from tests.making import SOURCE

TOKENS = st.lists(
    st.tuples(st.text("abæ.[]Kilde:1", min_size=1, max_size=8), st.integers(1, 3)), max_size=20
)


def of(*blocks: ReadBlock, pages: int = 1) -> Document:
    listed = tuple(ReadPage(number) for number in range(1, pages + 1))
    return document_from(SOURCE, ReadFile(listed, blocks))


def over_pages(tokens: list[tuple[str, int]]) -> Document:
    """A document of one paragraph whose tokens run forward over three pages."""
    ordered = sorted(tokens, key=lambda token: token[1])
    return of(ReadBlock("paragraph", tuple(Token(*token) for token in ordered)), pages=3)


@given(TOKENS)
def test_every_words_offsets_slice_back(tokens: list[tuple[str, int]]) -> None:
    document = over_pages(tokens)
    for page, start in zip(document.pages, document.page_starts, strict=True):
        for word in page.words:
            assert start <= word.start < word.end <= start + len(page.text)
            assert document.text[word.start : word.end].strip()


@given(TOKENS)
def test_words_hold_every_character_that_is_not_white_space(tokens: list[tuple[str, int]]) -> None:
    document = over_pages(tokens)
    held = "".join(document.text[w.start : w.end] for page in document.pages for w in page.words)
    assert held == "".join(document.text.split())


@given(st.lists(st.text("abæ \n", min_size=1, max_size=20), max_size=8))
def test_every_block_slices_back(texts: list[str]) -> None:
    document = of(*(text_block("paragraph", text) for text in texts))
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        " ".join(text.split()) for text in texts if text.split()
    ]


def test_paragraphs_are_parted_by_a_blank_line_and_items_by_a_line_end() -> None:
    kinds = ("paragraph", "list_item", "list_item", "paragraph")
    assert of(*(text_block(kind, kind[0]) for kind in kinds)).text == "p\n\nl\nl\n\np"


def test_the_text_is_the_pages_joined() -> None:
    document = of(text_block("paragraph", "Et"), text_block("paragraph", "To", page=2), pages=2)
    assert [page.text for page in document.pages] == ["Et\n\n", "To"]


@pytest.mark.parametrize(("offset", "number"), [(0, 1), (3, 1), (4, 2), (6, 2)])
def test_a_place_in_the_text_has_a_page(offset: int, number: int) -> None:
    document = of(text_block("paragraph", "Et"), text_block("paragraph", "To", page=2), pages=2)
    assert document.page_at(offset).number == number


def test_a_page_without_text_holds_no_place() -> None:
    document = of(text_block("paragraph", "Et"), text_block("paragraph", "To", page=3), pages=3)
    assert [document.page_at(offset).number for offset in (3, 4)] == [1, 3]


@pytest.mark.parametrize("offset", [-1, 3])
def test_a_place_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match=rf"offset {offset} is outside 'svaner' \(0 to 2\)"):
        of(text_block("paragraph", "Et")).page_at(offset)


def test_headings_are_listed_with_their_place() -> None:
    document = of(text_block("heading", "Om svaner", 2), text_block("paragraph", "Tekst."))
    (heading,) = document.headings
    assert (heading.level, heading.text) == (2, "Om svaner")
    assert document.text[heading.start : heading.end] == "Om svaner"


def test_an_origin_mark_leaves_the_text_and_stays_with_its_sentences() -> None:
    document = of(text_block("paragraph", "Syv svaner. [Kilde: Fuglebogen, s. 4] Ti ænder."))
    assert document.text == "Syv svaner. Ti ænder."
    assert document.origin_at(0) == "Fuglebogen, s. 4"
    assert document.origin_at(document.text.index("Ti")) is None


def test_an_origin_mark_covers_all_since_the_mark_before() -> None:
    document = of(
        text_block("paragraph", "Et. [Kilde: A, s. 1]"),
        text_block("list_item", "To."),
        text_block("list_item", "Tre. [Kilde: B, s. 2]"),
    )
    assert [document.origin_at(document.text.index(word)) for word in ("Et", "To", "Tre")] == [
        "A, s. 1",
        "B, s. 2",
        "B, s. 2",
    ]


def test_an_origin_mark_reaches_back_to_the_heading_at_most() -> None:
    document = of(
        text_block("paragraph", "Uden kilde."),
        text_block("heading", "Nyt"),
        text_block("paragraph", "Med. [Kilde: A, s. 1]"),
    )
    assert document.origin_at(0) is None


@pytest.mark.parametrize("text", ["Syv.[Kilde: A, s. 1]", "Syv. [Kilde:A, s. 1 ]"])
def test_an_origin_mark_may_be_set_tight(text: str) -> None:
    document = of(text_block("paragraph", text))
    assert (document.text, document.origin_at(0)) == ("Syv.", "A, s. 1")


def test_an_origin_mark_parted_from_its_text_by_type_is_whole_again() -> None:
    document = of(
        text_block("paragraph", "Syv. [Kilde: Fugle-"), text_block("footnote", "bogen, s. 4]")
    )
    assert document.origin_at(0) == "Fugle- bogen, s. 4"


def boxed(*boxes: Box) -> Document:
    words = tuple(Word(2 * n, 2 * n + 1, (box,)) for n, box in enumerate(boxes))
    text = " ".join("x" * len(boxes))
    page = Page(1, None, text, 595, 842, "text", words)
    return Document(SOURCE, (page,), (Block("paragraph", 0, 0, len(text)),))


def test_the_words_of_a_line_are_one_box() -> None:
    document = boxed(Box(1, 72, 100, 90, 111), Box(1, 93, 101, 120, 112))
    assert document.boxes(0, 3) == (Box(1, 72, 100, 120, 112),)


def test_each_line_is_a_box_of_its_own() -> None:
    lines = Box(1, 72, 100, 90, 111), Box(1, 72, 114, 120, 125)
    assert boxed(*lines).boxes(0, 3) == lines


def test_columns_are_boxes_of_their_own() -> None:
    columns = Box(1, 72, 100, 90, 111), Box(1, 300, 100, 320, 111)
    assert boxed(*columns).boxes(0, 3) == columns


def test_only_the_words_within_are_boxed() -> None:
    boxes = Box(1, 72, 100, 90, 111), Box(1, 93, 100, 120, 111)
    assert boxed(*boxes).boxes(2, 3) == boxes[1:]
