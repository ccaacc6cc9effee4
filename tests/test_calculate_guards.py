"""Claims about sums that are not made: what does not cancel, is not clear, or is said already."""

import pytest

from assistant.ask import Assistant
from assistant.calculation.calculate import calculate
from assistant.calculation.evidence import Evidence, gathered
from assistant.question import understand
from assistant.selection.match import Query
from assistant.selection.units import units_between
from tests.making import indexed
from tests.programme import assistant_over, document, passage

PIER = """# Molen i Sandbjerg

En bådplads koster 90 kr. om ugen.

Vagtordning: kr. 35 mdl. pr. bådplads i havnen.

Tovværk koster 20 kr. om ugen pr. mast.

En kajak koster 100 kr. om ugen. For 12 kajakker betaler klubben 900 kr. om ugen.

Havnen sparer 400 kr. om året, når en gæst sejler selv.

I havnen ligger 40 skibe. De 40 skibe fordeler sig mellem 25 kuttere og 15 jagter.

Havnen har 50 fiskere, heraf 11 unge fiskere. 21 % af fiskerne er unge.

De 6 kajer har 18 kraner. Det er i gennemsnit 3 kraner pr. kaj.

| Rederi | Ture | Fangster |
|---|---|---|
| Krabben | 20 | 5 |
| Rejen | 12 | 6 |

Krabben havde 7 fangster.
"""
QUAYS = """# Kajerne

En kajplads ved Nord koster 50 kr. om ugen.

En kajplads ved Syd koster 70 kr. om ugen.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"mole.md": PIER, "kajer.md": QUAYS}
    return assistant_over(indexed(tmp_path_factory.mktemp("mole"), files))


def worked_out(assistant: Assistant, question: str) -> list[str]:
    """What is said of the sum that a question asks for; nothing where none is made."""
    found = calculate(understand(question), assistant.passages(question), assistant.library)
    return [claim.text for draft in found.values() for claim in draft.claims]


@pytest.mark.parametrize(
    ("question", "because"),
    [
        ("Hvad koster en bådplads 5 timer om ugen i et kvartal?", "the price is for no hour"),
        ("Hvad koster 10 ture fra en bådplads om året?", "it is for a place, not for a trip"),
        ("Hvad koster 7 gæster om året, når de sejler selv?", "a saving is no price"),
        ("Hvad koster 3 kajpladser om året?", "two prices fit as well"),
        ("Hvad koster 12 kajakker?", "the text gives the amount"),
        ("Hvad koster tovværk om året?", "it is for a mast, and none is named"),
        ("Hvor mange procent af fiskerne er unge?", "the text gives the percentage"),
        ("Hvor mange procent af de 40 skibe er blå kuttere?", "no blue ones are counted"),
        ("Hvor mange kraner er der i gennemsnit pr. kaj?", "the text gives the average"),
        ("Hvor mange fangster har Krabben og Rejen tilsammen?", "the text gives two numbers"),
    ],
)
def test_no_sum_is_made_where(assistant: Assistant, question: str, because: str) -> None:
    assert worked_out(assistant, question) == [], because


def test_the_price_of_another_thing_beside_it_is_not_taken(assistant: Assistant) -> None:
    said = worked_out(assistant, "Hvad koster 10 bådpladser om året?")
    assert "46.800 kr." in " ".join(said)


@pytest.mark.parametrize("asked", ["{} bådpladser om året", "10 bådpladser i {} uger"])
def test_more_digits_than_are_reckoned_with_give_no_sum(assistant: Assistant, asked: str) -> None:
    assert worked_out(assistant, f"Hvad koster {asked.format('9' * 40)}?") == []


def test_a_row_of_a_table_is_not_said_beside_the_sum_of_it(assistant: Assistant) -> None:
    said = worked_out(assistant, "Hvor mange ture har Krabben og Rejen tilsammen?")
    assert said == ["Tilsammen er det 32 ture: 20 + 12."]


@pytest.mark.parametrize(
    ("noun", "found", "same"),
    [
        ("skibe", "skibene", True),
        ("kontrakter", "havnekontrakter", True),
        ("virksomhederne", "virksomhedspraktikker", False),
    ],
)
def test_a_compound_is_a_kind_of_its_last_part(noun: str, found: str, *, same: bool) -> None:
    evidence = Evidence(Query("calculation", "", {}), (), ())
    assert evidence.is_noun(noun, [found]) is same


def test_of_a_long_table_the_first_figures_are_held_against_each_other() -> None:
    log = document(*(("table_row", f"Tur {n}\t{n + 2} sild") for n in range(400)))
    rows = units_between(log, 0, len(log.text), passage(log))
    figures = gathered(Query("calculation", "", {}), rows, (), ()).figures
    assert [figure.low for figure in figures] == [n + 2 for n in range(250)]


def test_words_are_said_by_two_texts_as_by_both_in_one() -> None:
    evidence = Evidence(Query("calculation", "", {}), (), ())
    one, other = "Kuttere med sild", "Havnens skibe"
    words = ("sild", "skibe", "kraner", "fiskere")
    assert evidence.share_of(words, one, other) == evidence.share_of(words, f"{one} {other}") > 0
