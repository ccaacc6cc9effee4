"""Claims about personal data; every number and address here is made up."""

import json
import time
from calendar import monthrange
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import CELL, Box
from ingest.personal_data import (
    MASK,
    MASKS,
    Span,
    find_cpr,
    find_personal_data,
    mask,
    mask_file,
    mask_name,
)
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, Token, row_block, text_block

PHONE, EMAIL = MASKS["phone"], MASKS["email"]
DASHES = ["-", "–", "—", "−", "‑", " - ", " – ", "-\n", "\u00a0–\u00a0"]
AS_WRITTEN = ["", " ", "\u00a0", "\u2009", "\u202f", ".", "\n", *DASHES]
DATES = ["", " ", ".", "/", "-"]  # between day, month and year


# Every written form, and what looks like one: the browser is held to the same table.
CASES = json.loads((Path(__file__).parent / "data" / "cpr_cases.json").read_text(encoding="utf-8"))


@st.composite
def cpr_numbers(draw: st.DrawFn) -> str:
    """A number of a day in 1937–1999, where the seventh digit 0–3 says so."""
    year, month = draw(st.integers(37, 99)), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(1900 + year, month)[1])) + draw(st.sampled_from([0, 60]))
    part = draw(st.sampled_from(DATES))
    date = f"{day:02}{part}{month:02}{part}{year:02}"
    return f"{date}{draw(st.sampled_from(AS_WRITTEN))}{draw(st.integers(0, 3999)):04}"


NOISE = st.text("0123456789-./ xå,", max_size=14)
WORDS = st.text("abcæøå ,(", max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_numbers_of_each_case_are_found_and_no_others(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in find_cpr(text)] == case["found"]


def test_numbers_joined_to_each_other_are_masked() -> None:
    assert mask("010190-1234/020290-4321,0303914321") == f"{MASK}/{MASK},{MASK}"


@given(cpr_numbers(), WORDS, WORDS)
def test_every_number_among_words_is_masked(number: str, before: str, after: str) -> None:
    assert mask(f"{before}{number}{after}") == f"{before}{MASK}{after}"


@given(st.lists(cpr_numbers() | NOISE | st.sampled_from(["CVR", "cpr"])).map(" ".join))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.text("0123456789", min_size=11))
def test_a_longer_run_of_digits_is_left(digits: str) -> None:
    assert mask(f"nr. {digits}, og") == f"nr. {digits}, og"


@pytest.mark.parametrize(
    "pattern",
    ["0101901234", "010190-1234/", "01 01 ", "0 1 0 1 9 0 ", "12 34 56 78 ", "1\n", "01.", "- "],
)
def test_a_million_digits_and_separators_take_no_time(pattern: str) -> None:
    text = (pattern * (1_000_000 // len(pattern)))[:-1] + "5"
    started = time.process_time()
    find_personal_data(text, contacts=True)
    assert time.process_time() - started < 2  # one on a free machine


def test_twenty_million_characters_without_digits_take_less_than_a_second() -> None:
    text = "Borgeren ringede om sin ansøgning. " * 600_000
    started = time.process_time()
    find_cpr(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "number",
    [
        "12345678", "12 34 56 78", "33-12-34-56", "1234 5678", "+45 12 34 56 78", "0045 12345678",
        "(+45) 1234 5678", "+4512345678", "+45 2012 2013",
    ],
)  # fmt: skip
def test_a_phone_number_is_masked_where_asked_for(number: str) -> None:
    assert mask(f"Kontakt Bo på {number}, tak", True) == f"Kontakt Bo på {PHONE}, tak"


@pytest.mark.parametrize(
    "number",
    ["123 45 678", "12 345 678", "2012 3456", "20210514", "45 12 34 56 78", "33.12.34.56"],
)
def test_after_its_own_name_a_phone_number_is_masked_in_more_groupings(number: str) -> None:
    assert mask(f"tlf.nr.: {number} og", True) == f"tlf.nr.: {PHONE} og"


@pytest.mark.parametrize(
    "text",
    [
        "12.345.678 kr.", "12 345 678 kr.", "12345678 kr.", "12 34 56 78 %", "årene 2012 2013",
        "i 2012 4500 borgere", "CVR-nr. 12345678", "CVR 12 34 56 78", "J.nr. 12345678",
        "EAN 5798000123456", "kontonr. 1234 12345678", "bilag 20210514", "den 14052021",
        "Mænd 45 55 60 40 12", "5 1234 5678", "12345678-03", "2012-12345678",
        "d98a59dc89441400fd",
    ],
)  # fmt: skip
def test_a_figure_is_no_phone_number(text: str) -> None:
    assert mask(text, True) == text


def test_figures_in_the_cells_of_a_row_are_no_phone_number() -> None:
    read = ReadFile((ReadPage(1),), (row_block(["45", "55", "60", "40"]),))
    assert mask_file(read, True) == (read, 0)


@pytest.mark.parametrize(
    "address",
    [
        "mni@kommune.dk", "m.n-i+x@job.center.kommune.dk", "navn@rødovre.dk", "æble@øl.dk",
        "navn (at) domæne.dk", "navn[at]domæne[dot]dk", "navn@ vest-\negnen.dk",
    ],
)  # fmt: skip
def test_an_address_is_masked_where_asked_for(address: str) -> None:
    assert mask(f"Mail:{address}.", True) == f"Mail:{EMAIL}."


@pytest.mark.parametrize("text", ["@navn", "a@b", "3 @ 20.50", "vi (at) de", "100 stk. @ lager.dk"])
def test_a_sign_alone_is_no_address(text: str) -> None:
    assert mask(text, True) == text


def test_contacts_are_left_where_not_asked_for() -> None:
    text = "tlf. 12 34 56 78, mni@kommune.dk"
    assert mask(text) == text


def test_each_span_says_what_it_is() -> None:
    found = find_personal_data("010190-1234 a@b.dk 12345678", contacts=True)
    assert found == (Span(0, 11, "cpr"), Span(12, 18, "email"), Span(19, 27, "phone"))


def test_what_is_two_things_at_once_leaves_one_mask() -> None:
    assert mask("bo010190-1234@kommune.dk 010190 1234@kommune.dk", True) == f"{EMAIL} {MASK}"


@pytest.mark.parametrize(
    ("name", "masked_name"),
    [
        ("sag 010190-1234.pdf", f"sag {MASK}.pdf"),
        ("cpr_0101901234_notat.pdf", f"cpr_{MASK}_notat.pdf"),
        ("010190_1234.pdf", f"{MASK}.pdf"),
        ("2021-05-14-010190-1234-2.pdf", f"2021-05-14-{MASK}-2.pdf"),
        ("010190.1234", MASK),
        ("20210514-03.pdf", "20210514-03.pdf"),
        ("2012-0011641 notat.pdf", "2012-0011641 notat.pdf"),
        ("1234567890123.pdf", "1234567890123.pdf"),
    ],
)
def test_a_number_in_a_files_name_is_masked(name: str, masked_name: str) -> None:
    assert mask_name(name) == masked_name


def masked(*blocks: ReadBlock, title: str | None = None) -> tuple[ReadFile, int]:
    return mask_file(ReadFile((ReadPage(1),), blocks, title=title))


def words(read: ReadFile) -> list[list[str]]:
    return [[token.text for token in block.tokens] for block in read.blocks]


@given(st.lists(cpr_numbers() | NOISE).map(" ".join))
def test_masking_a_file_leaves_no_number(text: str) -> None:
    read, _ = masked(text_block("paragraph", text))
    assert [find_cpr(" ".join(tokens)) for tokens in words(read)] in ([()], [])


def test_a_number_of_several_words_leaves_one_mask() -> None:
    read, count = masked(text_block("paragraph", "Borger (01 01 90 - 1234), født"))
    assert words(read) == [["Borger", f"({MASK}", "),", "født"]]
    assert count == 1


def test_what_follows_a_number_in_its_word_stays_close_to_it() -> None:
    read, _ = masked(text_block("paragraph", "010190 - 1234)."))
    assert [token.before for token in read.blocks[0].tokens] == [" ", ""]


def test_two_numbers_in_one_word_are_both_masked() -> None:
    read, count = masked(text_block("paragraph", "010190-1234/020290-4321"))
    assert (words(read), count) == ([[f"{MASK}/{MASK}"]], 2)


def test_a_number_in_two_cells_is_masked_and_the_next_cell_keeps_its_column() -> None:
    read, _ = masked(row_block(["Bo", "010190", "1234", "Assens"]))
    row = "".join(token.before + token.text for token in read.blocks[0].tokens)
    assert row == CELL.join(["Bo", MASK, "", "Assens"])


def test_a_number_that_breaks_after_its_hyphen_is_masked_over_blocks() -> None:
    blocks = text_block("paragraph", "nr. 010190-"), text_block("paragraph", "1234")
    assert words(masked(*blocks)[0]) == [["nr.", MASK]]


def test_figures_of_two_blocks_are_no_number() -> None:
    blocks = text_block("paragraph", "010190"), text_block("paragraph", "1234 borgere")
    assert masked(*blocks)[1] == 0


def test_the_masked_numbers_are_counted() -> None:
    blocks = [text_block("paragraph", "010190-1234 og 0201901234"), text_block("paragraph", "nej")]
    assert masked(*blocks)[1] == 2


def test_a_masked_word_keeps_its_page() -> None:
    read, _ = masked(ReadBlock("paragraph", (Token("010190-1234", 3),)))
    assert read.blocks[0].tokens == (Token(MASK, 3),)


def test_a_mask_has_the_boxes_of_all_its_words() -> None:
    boxes = Box(1, 0, 0, 9, 9), Box(1, 10, 0, 19, 9)
    tokens = Token("010190-", 1, boxes[:1]), Token("1234", 1, boxes[1:])
    assert masked(ReadBlock("paragraph", tokens))[0].blocks[0].tokens == (Token(MASK, 1, boxes),)


def test_a_number_in_the_title_is_masked() -> None:
    assert masked(title="Sag 010190-1234")[0].title == f"Sag {MASK}"


def test_what_the_title_repeats_counts_once() -> None:
    heading = text_block("heading", "Sag 010190-1234")
    assert masked(heading, title="Sag 010190-1234 og 020290-1234")[1] == 2


def test_a_file_without_title_stays_so() -> None:
    assert masked()[0].title is None
