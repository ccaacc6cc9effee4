"""Claims about CPR numbers; every number here is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.personal_data import MASK, find_cpr, mask, mask_file
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, Token, text_block

DAYS = st.integers(1, 31) | st.integers(61, 91)
CPR = st.builds(
    "{:02}{}{:02}{}{:02}{}{:04}".format,
    DAYS,
    st.sampled_from(["", " ", "."]),
    st.integers(1, 12),
    st.sampled_from(["", " ", "."]),
    st.integers(0, 99),
    st.sampled_from(["", "-", " ", "–", " - ", "."]),
    st.integers(0, 9999),
)


@pytest.mark.parametrize(
    "number",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190–1234",
        "010190.1234",
        "01.01.90-1234",
        "01 01 90 1234",
        "010190 - 1234",
        "290208-1234",
        "610190-1234",
        "911290-1234",
    ],
)
def test_a_number_in_any_written_form_is_masked(number: str) -> None:
    assert mask(f"CPR-nr. {number}, ringede") == f"CPR-nr. {MASK}, ringede"


@pytest.mark.parametrize(
    "text",
    [
        "J.nr. 2021-0004711",
        "bilag 20210514-03",
        "tlf. 12 34 56 78",
        "12.750 kr.",
        "den 14. maj 2021",
        "500190-1234",
        "010090-1234",
        "011390-1234",
        "sag 0101901234567",
        "2021-010190-1234",
        "010190-1234-5",
        "010190/1234",
    ],
)
def test_another_number_is_left(text: str) -> None:
    assert mask(text) == text


def test_the_span_of_a_number_is_exact() -> None:
    text = "Se 010190-1234."
    assert [text[start:end] for start, end in find_cpr(text)] == ["010190-1234"]


@given(st.lists(CPR | st.text("0123456789-. xå", max_size=12)).map(" ".join))
def test_masking_leaves_no_number(text: str) -> None:
    assert find_cpr(mask(text)) == ()


@given(CPR, st.text("abc ", max_size=5), st.text("abc ,", max_size=5))
def test_every_number_among_words_is_masked(number: str, before: str, after: str) -> None:
    assert mask(f"{before}{number}{after}") == f"{before}{MASK}{after}"


def masked(*blocks: ReadBlock, title: str | None = None) -> tuple[ReadFile, int]:
    return mask_file(ReadFile((ReadPage(1),), blocks, title=title))


def words(read: ReadFile) -> list[list[str]]:
    return [[token.text for token in block.tokens] for block in read.blocks]


@given(st.lists(CPR | st.text("0123456789-. xå", max_size=12)).map(" ".join))
def test_masking_a_file_leaves_no_number(text: str) -> None:
    read, _ = masked(text_block("paragraph", text))
    assert [find_cpr(" ".join(tokens)) for tokens in words(read)] == [()]


def test_a_number_of_several_words_leaves_one_mask() -> None:
    read, count = masked(text_block("paragraph", "Borger (01 01 90 - 1234), født"))
    assert words(read) == [["Borger", f"({MASK}", "),", "født"]]
    assert count == 1


def test_the_masked_numbers_are_counted() -> None:
    blocks = [text_block("paragraph", "010190-1234 og 0201901234"), text_block("paragraph", "nej")]
    assert masked(*blocks)[1] == 2


def test_a_masked_word_keeps_its_page() -> None:
    read, _ = masked(ReadBlock("paragraph", (Token("010190-1234", 3),)))
    assert read.blocks[0].tokens == (Token(MASK, 3),)


def test_a_number_in_the_title_is_masked() -> None:
    assert masked(title="Sag 010190-1234")[0].title == f"Sag {MASK}"


def test_a_file_without_title_stays_so() -> None:
    assert masked()[0].title is None
