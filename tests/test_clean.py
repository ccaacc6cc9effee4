"""Claims about plain characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import SOFT_HYPHEN, clean, close_letter_spacing


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("ressourceproﬁlen", "ressourceprofilen"),
        ("ﬂeksjob", "fleksjob"),
        ("a\u030ar og \u00e6ble", "år og æble"),
        ("5\u00a0000\u202fkr.", "5 000 kr."),
        ("frem\x00mødte", "fremmødte"),
        ("\ufeffTitel", "Titel"),
        ("null\u200bbredde", "nullbredde"),
        ("en\r\nto\rtre", "en\nto\ntre"),
        ("en\x0bto", "en\nto"),
        ("en\x85to", "en\nto"),
        ("en\u2028to\u2029tre", "en\nto\n\ntre"),
        ("pip\x07", "pip"),
        ("virk\u2060som", "virksom"),
        ("\u200evenstre\u200f", "venstre"),
        ("STV\u2011forløb", "STV-forløb"),
    ],
)
def test_an_odd_character_becomes_plain(odd: str, plain: str) -> None:
    assert clean(odd) == plain


@pytest.mark.parametrize("text", ["§ 12, stk. 3", "”citat” – tanke • punkt", "10 m²", "tab\there"])
def test_what_a_reader_sees_as_typed_stays(text: str) -> None:
    assert clean(text) == text


def test_the_soft_hyphen_is_left_to_whoever_joins_lines() -> None:
    assert clean(f"sam{SOFT_HYPHEN}arbejde") == f"sam{SOFT_HYPHEN}arbejde"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_cleaned_text_is_composed_and_holds_no_controls(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t\f"]


@pytest.mark.parametrize(
    ("wide", "closed"),
    [
        ("V i r k s o m h e d s c e n t r e", "Virksomhedscentre"),
        ("N o t a t 2013", "Notat 2013"),
        ("i a b c", "i a b c"),  # four letters may be four words
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
        ("svar A B C D E", "svar A B C D E"),
        ("en bus og to", "en bus og to"),
    ],
)
def test_letter_spacing_is_closed_from_five_letters(wide: str, closed: str) -> None:
    assert close_letter_spacing(wide) == closed
