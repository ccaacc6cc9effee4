"""Claims about comparing a text as read with its reference, word by word."""

import pytest

from evals.words import compare


def test_the_same_text_is_right() -> None:
    found = compare("Svanen er hvid.", "Svanen er hvid.")
    assert (found.expected, found.right, found.added, found.share) == (3, 3, 0, 1.0)


def test_a_misread_word_is_missing_and_added() -> None:
    found = compare("Svanen er hvld.", "Svanen er hvid.")
    assert (found.right, found.missing, found.surplus) == (2, ("hvid",), ("hvld",))


def test_words_in_another_order_are_not_right() -> None:
    assert compare("er hvid Svanen", "Svanen er hvid").right == 2


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("virksomheden", "virksom-\nheden"),
        ("finder", "ﬁnder"),
        ("– hvid, og »sort«", "hvid og sort"),
        ("samarbejde", "samar\u00adbejde"),
    ],
)
def test_how_words_are_set_does_not_matter(text: str, reference: str) -> None:
    assert compare(text, reference).share == 1.0


def test_a_real_hyphen_at_a_lines_end_stays() -> None:
    assert compare("nord- og sydpå", "nord-\nog sydpå").right == 3


def test_case_matters() -> None:
    assert compare("ses", "Ses").right == 0


def test_nothing_is_missing_from_an_empty_reference() -> None:
    assert compare("ord", "").share == 1.0
