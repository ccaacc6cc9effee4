"""Claims about chunks; the first is the one that everything else stands on."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Document, Page, Source
from ingest.readers.blocks import ReadFile, ReadPage, document_from, text_block
from ingest.split import CHUNK_SIZE, LONGEST_PIECE, headings_at, split
from tests.making import SOURCE

KINDS: list[BlockKind] = ["heading", "paragraph", "list_item", "table_row", "footnote"]
WORDS = st.text("abcæøå .!?:\n1", max_size=400) | st.text(max_size=60)
BLOCKS = st.lists(st.tuples(st.sampled_from(KINDS), WORDS, st.integers(1, 3)), max_size=12)
SENTENCE = "Den mandlige svane bygger reden af siv og grene ved søens bred. "


def laid_out(blocks: list[tuple[BlockKind, str, int]]) -> Document:
    read = [text_block(kind, text, level) for kind, text, level in blocks]
    return document_from(SOURCE, ReadFile((ReadPage(1),), tuple(read)))


def plain(text: str, source: Source = SOURCE) -> Document:
    return Document(source, (Page(1, None, text, 0, 0, "text"),))


@given(BLOCKS)
def test_joined_chunks_are_the_document(blocks: list[tuple[BlockKind, str, int]]) -> None:
    document = laid_out(blocks)
    assert "".join(chunk.text for chunk in split(document)) == document.text


@given(st.text(max_size=5000))
def test_joined_chunks_are_any_text(text: str) -> None:
    assert "".join(chunk.text for chunk in split(plain(text))) == text


@given(BLOCKS, st.integers(1, 200))
def test_each_chunk_slices_back_out_of_the_document(
    blocks: list[tuple[BlockKind, str, int]], size: int
) -> None:
    document = laid_out(blocks)
    for chunk in split(document, size=size):
        assert document.text[chunk.start : chunk.end] == chunk.text


@given(BLOCKS)
def test_no_two_chunks_share_an_id(blocks: list[tuple[BlockKind, str, int]]) -> None:
    ids = [chunk.id for chunk in split(laid_out(blocks), size=20)]
    assert len(ids) == len(set(ids))


def test_a_text_without_characters_has_no_chunks() -> None:
    assert split(plain("")) == ()


def test_whole_sentences_fill_a_chunk_up_to_the_size() -> None:
    lengths = [len(chunk.text.strip()) for chunk in split(plain(SENTENCE * 40))]
    room = CHUNK_SIZE - len(SENTENCE)
    assert max(lengths) <= CHUNK_SIZE
    assert min(lengths[:-1]) > room


def test_a_sentence_longer_than_a_chunk_stays_whole() -> None:
    long = "Ord " * 300 + "slut."
    assert [chunk.text for chunk in split(plain(f"Kort. {long} Kort igen."))] == [
        "Kort. ",
        f"{long} ",
        "Kort igen.",
    ]


def test_what_never_ends_is_cut_at_white_space() -> None:
    chunks = split(plain("rabarber " * 1000))
    assert max(len(chunk.text) for chunk in chunks) <= LONGEST_PIECE
    assert {word for chunk in chunks for word in chunk.text.split()} == {"rabarber"}


def test_a_heading_stands_in_the_chunk_of_the_text_that_follows() -> None:
    document = laid_out([("paragraph", "Før.", 0), ("heading", "Pris", 1), ("paragraph", "Ti.", 0)])
    assert [chunk.text for chunk in split(document)] == ["Før.\n\n", "Pris\n\nTi."]


def test_headings_in_a_row_stand_together() -> None:
    document = laid_out([("heading", "Et", 1), ("heading", "To", 2), ("paragraph", "Tekst.", 0)])
    assert [chunk.text for chunk in split(document)] == ["Et\n\nTo\n\nTekst."]


def test_a_chunk_names_its_headings_outermost_first() -> None:
    blocks: list[tuple[BlockKind, str, int]] = [
        ("heading", "Kapitel", 1), ("heading", "Afsnit", 2), ("paragraph", "Et.", 0),
        ("heading", "Andet afsnit", 2), ("paragraph", "To.", 0),
        ("heading", "Nyt kapitel", 1), ("paragraph", "Tre.", 0),
    ]  # fmt: skip
    assert [chunk.headings for chunk in split(laid_out(blocks))] == [
        ("Kapitel", "Afsnit"),
        ("Kapitel", "Andet afsnit"),
        ("Nyt kapitel",),
    ]


def test_a_repeated_chunk_gets_a_number() -> None:
    block = ("paragraph", "Det samme igen.", 0)
    first, second = split(laid_out([block, block]), size=1)[:2]
    assert first.text.strip() == second.text.strip()
    assert first.id != second.id


def test_the_id_changes_with_the_title_it_is_indexed_under() -> None:
    other = Source("svaner", "En anden titel", None, None, None, None, None, "", "")
    (before,), (after,) = split(plain("Tekst.")), split(plain("Tekst.", other))
    assert before.id != after.id


def test_the_id_names_the_document() -> None:
    (chunk,) = split(plain("Tekst."))
    assert chunk.id.startswith("svaner:")


def test_a_block_is_cut_at_its_own_edges() -> None:
    text = "Række et\nRække to"
    rows = (Block("table_row", 0, 0, 8), Block("table_row", 0, 9, 17))
    document = Document(SOURCE, (Page(1, None, text, 0, 0, "text"),), rows)
    assert [chunk.text for chunk in split(document, size=8)] == ["Række et\n", "Række to"]


@given(BLOCKS)
def test_a_place_stands_under_the_headings_before_it_that_are_of_no_deeper_level(
    blocks: list[tuple[BlockKind, str, int]],
) -> None:
    headings = laid_out(blocks).headings
    path: list[tuple[int, str]] = []
    for heading in headings:
        path = [above for above in path if above[0] < heading.level]
        path.append((heading.level, heading.text))
        assert headings_at(headings, heading.start + 1) == tuple(text for _, text in path)
