"""Claims about sections under a heading that asks: they are one unit, and said whole."""

import pytest

from assistant.ask import Assistant
from assistant.reply import Answer, NoAnswer, Reason
from assistant.selection.asked_heading import asks, is_answer, parts_of_answer, with_whole_answers
from assistant.selection.units import Unit, units
from tests.making import indexed
from tests.programme import assistant_over

ASKED = """# Spørgsmål og svar om svømmehallen

## Hvornår kan man svømme?

Hallen åbner klokken 7. Om søndagen er der lukket.

## Hvad skal man have med?

Svømmere skal have tre ting med:

- håndklæde
- badehætte
- mønt til skabet

## Priser

En billet koster 40 kr. Et klippekort koster 350 kr.

## Hvor mange badegæster kommer der?

I januar kom der 900 badegæster i hallen. Antallet af badegæster i maj er gået tabt i regnskabet.

## Kan hele familien svømme sammen?

Ja, der er familiesvømning om lørdagen.

## Hvor mange bademestre er der?

Der er to bademestre på vagt.

## Er der flere bademestre om sommeren?

Regnskabet oplyser ikke, om der er flere bademestre om sommeren.

## Hvilke regler gælder i hallen?

Hallen har disse ordensregler:

{rules}

## Hvor dybt er bassinet?

{deep}
"""
DEEP = " ".join(f"Bane {n} er {n} meter dyb i den fjerneste ende." for n in range(1, 30))
RULES = "\n".join(f"- ordensregel nummer {n} om god opførsel i omklædningen" for n in range(1, 16))
NOTE = """# Notat om svømmehallen

Hallen åbner klokken 7 hver dag undtagen søndag. Bademesteren hedder Asta Bro.
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    files = {"svar.md": ASKED.format(deep=DEEP, rules=RULES), "notat.md": NOTE}
    return assistant_over(indexed(tmp_path_factory.mktemp("hall"), files))


def found(hall: Assistant, question: str) -> list[Unit]:
    return with_whole_answers(units(hall.passages(question), hall.library))


def statements(hall: Assistant, question: str) -> list[str]:
    reply = hall.ask(question)
    return [s.text for s in reply.statements] if isinstance(reply, Answer) else []


def answer(hall: Assistant, heading: str) -> Unit:
    """The unit under a heading, among those found for it; it is the only one there."""
    (unit,) = (unit for unit in found(hall, heading) if unit.headings[-1] == heading)
    assert is_answer(unit)
    return unit


def test_what_stands_under_a_question_is_one_unit(hall: Assistant) -> None:
    opening = answer(hall, "Hvornår kan man svømme?")
    assert opening.text == "Hallen åbner klokken 7. Om søndagen er der lukket."


def test_its_parts_are_its_sentences_and_items(hall: Assistant) -> None:
    things = answer(hall, "Hvad skal man have med?")
    assert [part.text for part in parts_of_answer(things)] == [
        "Svømmere skal have tre ting med:", "håndklæde", "badehætte", "mønt til skabet",
    ]  # fmt: skip


def test_other_sections_stay_sentences(hall: Assistant) -> None:
    prices = [u for u in found(hall, "Hvad koster det?") if u.headings[-1:] == ("Priser",)]
    assert [unit.text for unit in prices] == [
        "En billet koster 40 kr.", "Et klippekort koster 350 kr.",
    ]  # fmt: skip
    assert not any(asks(unit) or is_answer(unit) for unit in prices)


def test_a_long_answer_is_weighed_sentence_by_sentence(hall: Assistant) -> None:
    lanes = [
        u for u in found(hall, "Hvor dyb er bane 7?") if u.headings[-1].startswith("Hvor dybt")
    ]
    assert len(lanes) > 20
    assert all(asks(unit) and not is_answer(unit) for unit in lanes)


def test_a_question_like_the_heading_gets_the_whole_answer(hall: Assistant) -> None:
    assert statements(hall, "Hvad skal jeg have med som svømmer?") == [
        "Svømmere skal have tre ting med:", "håndklæde", "badehætte", "mønt til skabet",
    ]  # fmt: skip


def test_the_answer_stands_first_and_its_sentences_together(hall: Assistant) -> None:
    said = statements(hall, "Hvornår kan man svømme?")
    assert said[0] == "Hallen åbner klokken 7. Om søndagen er der lukket."


def test_what_an_answer_says_is_lost_is_not_answered_with_the_rest_of_it(hall: Assistant) -> None:
    lost = hall.ask("Hvor mange badegæster kom der i hallen i maj?")
    assert isinstance(lost, NoAnswer)
    assert lost.reason == Reason.LOST_IN_SOURCE
    assert [s.text for s in lost.statements] == [
        "Antallet af badegæster i maj er gået tabt i regnskabet."
    ]
    assert isinstance(hall.ask("Hvor mange badegæster kom der i hallen i januar?"), Answer)


def test_a_yes_to_another_question_is_not_said(hall: Assistant) -> None:
    said = statements(hall, "Hvornår er der familiesvømning?")
    assert said[0] == "Der er familiesvømning om lørdagen."


def test_a_yes_or_no_is_said_to_a_question_that_asks_for_one(hall: Assistant) -> None:
    said = statements(hall, "Er der familiesvømning i hallen?")
    assert said[0] == "Ja, der er familiesvømning om lørdagen."


def test_a_later_part_is_answered_with_something_else_than_the_first(hall: Assistant) -> None:
    said = statements(hall, "Hvornår er der familiesvømning, og hvad skal man have med?")
    assert said[0].endswith("om lørdagen.")
    assert "badehætte" in said


def test_a_gap_that_is_told_elsewhere_does_not_stand_in_for_a_figure(hall: Assistant) -> None:
    assert statements(hall, "Hvor mange bademestre er der?")[0] == "Der er to bademestre på vagt."


def test_what_introduces_a_long_list_is_no_answer_without_it(hall: Assistant) -> None:
    rules = found(hall, "Hvilke ordensregler har hallen?")
    (introduction,) = (unit for unit in rules if unit.text == "Hallen har disse ordensregler:")
    assert asks(introduction)
    assert not is_answer(introduction)
