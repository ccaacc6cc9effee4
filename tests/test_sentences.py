"""Claims about where Danish sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences

PIECES = st.sampled_from(
    [
        " ",
        "\n",
        ". ",
        "… ",
        "! ",
        ": \n",
        "bl.a. ",
        "kr. ",
        "1. ",
        "marts ",
        "A",
        "ord",
        "”",
        ")",
        "3",
    ]
)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Borgeren får bl.a. Mentorstøtte og jf. § 12 et tilbud.",
        "Det koster ca. 5.000 kr. pr. måned for en plads.",
        "Forløbet begynder den 1. marts 2013 og varer et år.",
        "Møderne ligger i 2. kvartal og 3. uge.",
        "H. C. Andersen skrev det.",
        "Se stk. 3 og kap. 4, jfr. nr. 7 m.v. i loven.",
        "Han sagde ... og gik.",
        "Der er 13 uger i alt, dvs. et kvartal, f.eks. foråret.",
        "Prisen er 4 mio. kr. om året.",
        "1. Virksomheden udpeger en mentor.",
    ],
)
def test_no_sentence_ends_here(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Det var 41.", "Det gik."),
        ("Vi er på.", "Næste punkt er å."),
        ("Hvad koster det?", "Det er gratis!"),
        ("Prisen er 500 kr.", "Beløbet betales bagud."),
        ("Det gælder kurser, møder m.v.", "Resten er frit."),
        ("”Det er godt.”", "Sådan sagde hun."),
        ("(Se bilag.)", "Vi går videre."),
        ("Man kan:", "\nVente og se"),
        ("Han ventede…", "Så gik han."),
    ],
)
def test_a_sentence_ends_here(first: str, second: str) -> None:
    assert pieces(f"{first} {second}") == [first, second.strip()]


@given(st.text() | st.lists(PIECES).map("".join))
def test_sentences_hold_every_character_that_is_not_white_space(text: str) -> None:
    kept = "".join("".join(piece.split()) for piece in pieces(text))
    assert kept == "".join(text.split())


@given(st.text() | st.lists(PIECES).map("".join))
def test_sentences_follow_each_other(text: str) -> None:
    edges = [edge for span in sentences(text) for edge in span]
    assert edges == sorted(set(edges))


@given(st.lists(PIECES).map("".join), st.data())
def test_a_stretch_of_a_text_has_the_sentences_it_has_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    moved = [(a - start, b - start) for a, b in sentences(text, start, end)]
    assert [text[start:end][a:b] for a, b in moved] == [
        text[a:b] for a, b in sentences(text, start, end)
    ]
    assert all(start <= a < b <= end for a, b in sentences(text, start, end))


def test_a_word_that_only_ends_like_an_abbreviation_ends_its_sentence() -> None:
    assert pieces("Se kraf.eks. Den er ny.") == ["Se kraf.eks.", "Den er ny."]
