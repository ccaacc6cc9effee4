"""Claims about citations: a slice of the document with its page, or none at all."""

import random
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.cite import cite
from assistant.reply import Citation, Passage, Quote
from ingest.document import Document
from ingest.library import Library
from tests.making import indexed
from tests.programme import FILES, YEARBOOK, passage

DOCUMENTS = ("fyrtaarnet", "kantine", "faerge")
BLANKS = (" ", "\n", "\t", "  ", "\u00a0", "\n\n")
DENTIST = """# Tandklinikken

En tandrensning koster 15 kr. og en krone 1.100 kr. i klinikken.

## Ventetid

Klinikken har kort ventetid. Ring om morgenen.

## Åbningstid

Klinikken har kort ventetid. Ring om aftenen.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(indexed(tmp_path_factory.mktemp("cite"), {**FILES, "tand.md": DENTIST}))


def cited(library: Library, name: str, quote: str, near: Passage | None = None) -> Citation | None:
    return cite(Quote(quote, near or passage(library.document(name))), 1, library)


def found(library: Library, name: str, quote: str, near: Passage | None = None) -> Citation:
    citation = cited(library, name, quote, near)
    assert citation is not None
    return citation


def from_word_to_word(data: st.DataObject, document: Document) -> tuple[int, int]:
    """A slice that begins and ends where a word does."""
    words = [match.span() for match in re.finditer(r"\S+", document.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    return words[first][0], words[last][1]


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(DOCUMENTS))
def test_any_slice_of_a_document_cites_back_to_itself(
    library: Library, data: st.DataObject, name: str
) -> None:
    document = library.document(name)
    start, end = from_word_to_word(data, document)
    citation = found(library, name, document.text[start:end], passage(document, start, end))
    assert (citation.start, citation.end) == (start, end)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(DOCUMENTS))
def test_a_slice_is_found_whatever_white_space_changes(
    library: Library, data: st.DataObject, name: str
) -> None:
    document = library.document(name)
    start, end = from_word_to_word(data, document)
    chance = data.draw(st.randoms(use_true_random=False))
    assert isinstance(chance, random.Random)
    words = document.text[start:end].split()
    quote = "".join(f"{chance.choice(BLANKS)}{word}" for word in words) + chance.choice(BLANKS)
    citation = found(library, name, quote, passage(document, start, end))
    assert (citation.start, citation.end) == (start, end)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.text(min_size=1).filter(str.strip))
def test_a_quote_with_an_invented_word_has_no_citation(
    library: Library, data: st.DataObject, invented: str
) -> None:
    document = library.document("fyrtaarnet")
    assume(invented.strip() not in document.text)
    start, end = from_word_to_word(data, document)
    words = document.text[start:end].split()
    words.insert(data.draw(st.integers(0, len(words))), invented)
    assert cited(library, "fyrtaarnet", " ".join(words)) is None


@given(st.integers(min_value=0, max_value=9_999))
def test_a_quote_with_another_figure_has_no_citation(library: Library, figure: int) -> None:
    sentence = "En plads i Fyrtårnet koster {} kr. om ugen for hver deltager."
    assume(figure != 745)
    assert cited(library, "fyrtaarnet", sentence.format(figure)) is None


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " \n ",
        "En plads i Fyrtårnet koster 746 kr.",
        "en plads i Fyrtårnet koster 745 kr.",
        "Enpladsi Fyrtårnet",
        "5 kr. og en krone",
        "100 kr. i klinikken",
        "koster 15 kr. og en krone 1",
        "linikken har kort ventetid.",
        "Klinikken har kort vente",
    ],
)
def test_what_does_not_stand_there_word_for_word_has_no_citation(
    library: Library, quote: str
) -> None:
    assert cited(library, "tand", quote) is None


def test_a_quote_that_stands_twice_is_cited_in_its_passage(library: Library) -> None:
    document = library.document("tand")
    second = document.text.rindex("Klinikken har")
    near = passage(document, second - 5, second + 40)
    assert found(library, "tand", "Klinikken har kort ventetid.", near).start == second


def test_a_quote_that_stands_twice_outside_its_passage_is_cited_at_the_nearest(
    library: Library,
) -> None:
    document = library.document("tand")
    near = passage(document, len(document.text) - 10, len(document.text))
    second = document.text.rindex("Klinikken har")
    assert found(library, "tand", "Klinikken har kort ventetid.", near).start == second


def test_a_quote_that_stands_twice_is_cited_where_it_was_taken_from(library: Library) -> None:
    document = library.document("tand")
    quote = "Klinikken har kort ventetid."
    second = document.text.rindex(quote)
    citation = cite(Quote(quote, passage(document), second), 1, library)
    assert citation is not None
    assert citation.start == second


def test_the_page_is_the_quotes_own_not_the_passages(library: Library) -> None:
    assert found(library, "kantine", "Kantinen serverer 120 måltider om dagen.").page == 2


def test_white_space_before_a_quote_does_not_move_its_page(library: Library) -> None:
    document = library.document("kantine")
    quote = document.text[document.page_starts[1] - 1 :].rstrip()
    assert quote[0].isspace()
    assert found(library, "kantine", quote).page == 2


def test_a_quote_over_a_page_break_names_both_pages(library: Library) -> None:
    document = library.document("kantine")
    quote = document.text[document.page_starts[1] - 30 : document.page_starts[1] + 20]
    citation = found(library, "kantine", " ".join(quote.split()[1:-1]))
    assert (citation.page, citation.page_end) == (1, 2)


def test_a_citation_carries_the_origin_of_its_sentence(library: Library) -> None:
    assert found(library, "fyrtaarnet", "En plads i Fyrtårnet koster 745 kr.").origin == YEARBOOK


def test_a_sentence_without_origin_mark_has_no_origin(library: Library) -> None:
    assert found(library, "fyrtaarnet", "tage imod nye deltagere").origin is None


def test_a_citation_carries_number_and_title(library: Library) -> None:
    citation = cite(Quote("14", passage(library.document("faerge"))), 7, library)
    assert citation is not None
    assert (citation.number, citation.title) == (7, "Færgelauget")
