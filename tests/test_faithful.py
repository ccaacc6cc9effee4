"""Claims about words that are not the document's own: what they add or turn falls."""

from dataclasses import replace

import pytest

from assistant.reply import Claim, Quote
from assistant.verify import verify
from tests.programme import citation, document, passage

PRICE = "En plads koster ca. 745 kr. om ugen, men husleje er ikke medregnet."
RULE = "Hver deltager kan tale med Ole Lind i Sandbjerg om mandagen."
OVEN = "Værkstedet købte en ovn for 3 mio. kr. på auktion."
ITEM = "mad til deltagerne og deres gæster"
ROW = "Østkajen i byen\t14"
NOTE = document(
    ("heading", "Priser i Fyrtårnet fra marts 2014"),
    ("paragraph", f"{PRICE} {RULE} {OVEN}"),
    ("paragraph", "Ordningen er ikke brugt i Nibe by."),
    ("paragraph", "Disse udgifter er ikke omfattet:"),
    ("list_item", ITEM),
    ("paragraph", "Ruterne står her."),
    ("table_row", "Sted\tUger"),
    ("table_row", ROW),
    name="værkstedet",
)


def stands(said: str, quote: str, asked: str = "") -> bool:
    """Whether a statement stands that leans on words of the note."""
    start = NOTE.text.index(quote)
    found = replace(citation(quote), start=start, end=start + len(quote))
    claim = Claim(said, (Quote(quote, passage(NOTE)),))
    return bool(verify([(claim, [found])], asked, document_of=lambda _: NOTE)[0])


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        (PRICE, PRICE),
        ("Prisen for en plads er ca. 745 kroner ugentligt.", PRICE),
        ("Husleje er ikke medregnet i prisen for en plads.", PRICE),
        ("Værkstedet købte ovnen for 3 millioner kroner.", OVEN),
        ("I Fyrtårnet købte værkstedet en ovn.", OVEN),
        ("Værkstedets ovn blev købt på auktion i marts.", OVEN),
        ("Om mandagen kan deltagere tale med Ole Linds folk.", RULE),
        ("Mad til deltagernes gæster er ikke omfattet.", ITEM),
        ("Østkajen i byen: 14 uger.", ROW),
    ],
)
def test_what_the_place_says_stands_in_other_words(said: str, quote: str) -> None:
    assert stands(said, quote)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        pytest.param("En plads koster 745 kr. om ugen.", PRICE, id="reservation left out"),
        pytest.param("En plads koster mindst 745 kr. om ugen.", PRICE, id="other reservation"),
        pytest.param("En plads koster ca. 745 kr. om måneden.", PRICE, id="other period"),
        pytest.param("Værkstedet købte en ovn for 3 kr. på auktion.", OVEN, id="without mio."),
        pytest.param("Husleje er medregnet i ca. 745 kr.", PRICE, id="no longer denied"),
        pytest.param("En plads koster ikke ca. 745 kr. om ugen.", PRICE, id="denied"),
        pytest.param("Deltageren kan ikke tale med Ole Lind.", RULE, id="denied out of nothing"),
        pytest.param("Deltageren skal tale med Ole Lind om mandagen.", RULE, id="can is no must"),
        pytest.param("Deltageren kan altid tale med Ole Lind.", RULE, id="always"),
        pytest.param("Deltageren kan tale med Per Lind i Sandbjerg.", RULE, id="other name"),
        pytest.param("Bent kan tale med Ole Lind i Sandbjerg om mandagen.", RULE, id="name first"),
        pytest.param("Deltageren kan tale med Ole Lind om fredagen.", RULE, id="other day"),
        pytest.param("Deltageren kan tale med Ole Lind i maj.", RULE, id="other month"),
        pytest.param("Deltageren kan tale med Ole Lind på www.lind.dk.", RULE, id="address"),
        pytest.param("Borgmesteren åbner en festival ved søen.", RULE, id="other subject"),
        pytest.param("Mad til deltagerne og deres gæster er omfattet.", ITEM, id="denied list"),
        pytest.param("Østkajen i byen: 14 dage.", ROW, id="other column"),
    ],
)
def test_what_the_place_does_not_say_falls(said: str, quote: str) -> None:
    assert not stands(said, quote)


def test_a_denial_that_the_quote_leaves_out_denies_all_the_same() -> None:
    assert not stands("Ordningen er brugt i Nibe by.", "brugt i Nibe by")


def test_a_quote_shorter_than_a_few_words_bears_nothing() -> None:
    assert not stands("En plads koster ca. 745 kr. om ugen.", "ca. 745 kr.")


def test_a_name_of_the_question_may_come_from_elsewhere_in_the_document() -> None:
    assert stands("Værkstedet i Nibe købte en ovn.", OVEN, "Hvad købte værkstedet i Nibe?")


def test_a_name_of_the_question_that_the_document_has_not_falls() -> None:
    assert not stands("Værkstedet i Ribe købte en ovn.", OVEN, "Hvad købte værkstedet i Ribe?")


def test_a_name_that_only_the_document_has_falls() -> None:
    assert not stands("Værkstedet i Nibe købte en ovn.", OVEN)
