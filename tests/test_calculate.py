"""Claims about sums: what is worked out of the documents' figures, and what is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.economics import load_figures
from assistant.reply import Answer
from tests.making import indexed
from tests.programme import assistant_over

HARBOUR = """# Havnen i Sandbjerg

## Pris for en bådplads

En bådplads koster ca. 90 kr. om ugen. I denne pris er medregnet vand og strøm.

## Pris for en vinterplads

En vinterplads på land koster 60 kr. om ugen. Der er ikke medregnet vand og strøm.

## Lodsen

Prisen for en lodstime er mellem 200 og 300 kr.

## Skibene

I havnen ligger 40 skibe. Heraf sejler 30 skibe med fisk. De 40 skibe fordeler sig mellem 25 \
kuttere og 15 jagter.

| Rederi | Ture | Fangster |
|---|---|---|
| Krabben | 20 | 5 |
| Rejen | 12 | 6 |

Målet er 16 bassiner med i alt 100 bolværker inden udgangen af 2015. Der er bygget 10 bassiner med \
i alt 60 bolværker. Endnu 2 bassiner med 8 bolværker er på vej.

I 2013 var der 500 anløb. I 2014 var tallet steget til 650 anløb.

Havnen sparer 400 kr. om året, når en gæst sejler selv.
"""
REGISTER = """
[[figure]]
id = "plads"
name = "Bådplads"
value = 90
unit = "kr."
per = "plads pr. uge"
period = "2013"
place = "Sandbjerg"
included = ["vand", "strøm"]
left_out = ["vinteropbevaring"]
source = "Takster"
page = 1
document = "havn"
quote = "En bådplads koster ca. 90 kr. om ugen."
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("havn"), {"havn.md": HARBOUR}))


def first(assistant: Assistant, question: str) -> str:
    """The first statement of a reply that was calculated."""
    reply = assistant.ask(question)
    return reply.statements[0].text if is_sum(reply) else ""


def is_sum(reply: object) -> bool:
    return isinstance(reply, Answer) and any("Beregnet" in note for note in reply.notes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Hvad koster 10 bådpladser om året?",
            "10 bådpladser koster ca. 46.800 kr. om året: 10 bådpladser × 90 kr. × 52 uger.",
        ),
        ("Hvad koster en bådplads pr. måned?", "90 kr. × 52 uger / 12 måneder"),
        ("Hvad koster 3 bådpladser i 4 uger?", "ca. 1.080 kr. for 4 uger"),
        ("Hvad koster lodsen 5 timer om ugen i et kvartal?", "mindst 13.000 kr. i kvartalet"),
        ("Hvor meget dyrere er en bådplads end en vinterplads om året?", "ca. 1.560 kr."),
        ("Hvor mange procent billigere er en vinterplads end en bådplads?", "ca. 33,3 % billigere"),
        (
            "Hvorfor er en vinterplads dyrere end en bådplads?",
            "Det er omvendt: en vinterplads er ca. 30 kr. billigere end en bådplads: "
            "90 kr. − 60 kr.",
        ),
        ("Er en vinterplads billigere end en bådplads?", "Ja: en vinterplads er ca. 30 kr. billig"),
        ("Er en vinterplads dyrere end en bådplads?", "Nej, det er omvendt: en vinterplads er ca."),
        (
            "Hvor mange procent af de 40 skibe er kuttere?",
            "25 kuttere af 40 skibe svarer til 62,5 %",
        ),
        ("Hvor mange procent af skibene sejler med fisk?", "30 af 40 skibe svarer til 75 %"),
        ("Passer det, at 60 procent af de 40 skibe er kuttere?", "Nej, det er ikke 60 %."),
        ("Passer det, at 63 procent af de 40 skibe er kuttere?", "Ja, det passer afrundet."),
        (
            "Hvor mange procent steg antallet af anløb fra 2013 til 2014?",
            "Stigningen er 30 %: (650 − 500) / 500 × 100.",
        ),
        (
            "Hvor mange bolværker mangler havnen i at nå målet?",
            "Der mangler 32 bolværker: 100 (mål) − 60 (nået) − 8 (på vej).",
        ),
        (
            "Hvor mange bolværker er der i gennemsnit pr. bassin?",
            "6 bolværker: 60 bolværker / 10 bassiner",
        ),
        ("Hvor mange ture har Krabben og Rejen tilsammen?", "Tilsammen er det 32 ture: 20 + 12."),
        ("Hvad sparer havnen om året, hvis 7 gæster sejler selv?", "2.800 kr. om året"),
        (
            "Hvor mange gæster skal sejle selv, før 2 bådpladser er tjent hjem?",
            "23,4 gæster til: 2 bådpladser × 90 kr. × 52 uger / 400 kr.",
        ),
    ],
)
def test_a_sum_is_said_with_its_result_first(
    assistant: Assistant, question: str, said: str
) -> None:
    assert said in first(assistant, question)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster en bådplads?",
        "Hvad koster en bådplads om ugen?",
        "Hvad er med i prisen for en bådplads?",
        "Hvad koster 10 heste om året?",
        "Hvor mange skibe ligger i havnen?",
        "Hvor mange procent af skibene er grønne?",
        "Hvor mange fangster mangler havnen i at nå målet?",
        "Hvor mange ture har Krabben og Østersen tilsammen?",
        "Hvorfor koster en bådplads 90 kr.?",
        "Hvorfor er en bådplads dyrere end en vinterplads?",
        "Hvorfor er en bådplads dyrere end et højskoleophold?",
    ],
)
def test_what_needs_no_sum_or_lacks_its_figures_is_left_to_quotes(
    assistant: Assistant, question: str
) -> None:
    assert not is_sum(assistant.ask(question))


def test_a_price_for_another_thing_is_not_multiplied(assistant: Assistant) -> None:
    assert "200 kr." not in first(assistant, "Hvad koster 4 bådpladser om året?")


def test_the_sentence_that_holds_the_price_is_quoted(assistant: Assistant) -> None:
    reply = assistant.ask("Hvad koster 10 bådpladser om året?")
    assert "En bådplads koster ca. 90 kr. om ugen." in [c.quote for c in reply.citations]


def test_what_the_price_covers_is_quoted(assistant: Assistant) -> None:
    reply = assistant.ask("Hvad koster 10 bådpladser om året?")
    assert "I denne pris er medregnet vand og strøm." in [s.text for s in reply.statements]


def test_a_reply_that_is_worked_out_says_so(assistant: Assistant) -> None:
    reply = assistant.ask("Hvad koster 10 bådpladser om året?")
    assert isinstance(reply, Answer)
    assert (reply.kind, reply.notes) == (
        "calculation",
        ("Beregnet af Holdepunkt.",),
    )


def test_both_parts_of_a_double_question_are_answered(assistant: Assistant) -> None:
    reply = assistant.ask("Hvad koster 10 bådpladser om året, og hvor mange skibe ligger i havnen?")
    said = " ".join(statement.text for statement in reply.statements)
    assert "46.800 kr." in said
    assert "40 skibe" in said


def test_the_register_tells_what_a_price_leaves_out(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "economics.toml").write_text(REGISTER, encoding="utf-8")
    figures = load_figures(tmp_path / "economics.toml")
    reply = replace(assistant, figures=lambda: figures).ask("Hvad koster 10 bådpladser om året?")
    assert isinstance(reply, Answer)
    assert reply.notes == (
        "Beregnet af Holdepunkt. Tallene er fra Sandbjerg, 2013.",
        "Med i 90 kr.: vand, strøm.",
        "Ikke med i 90 kr.: vinteropbevaring.",
    )


@given(
    st.integers(min_value=2, max_value=10_000),
    st.sampled_from(["om året", "pr. måned", "i 7 uger"]),
)
def test_whatever_is_worked_out_stands_when_it_is_done_again(
    assistant: Assistant, number: int, period: str
) -> None:
    assert first(assistant, f"Hvad koster {number} bådpladser {period}?").startswith(f"{number} ")


def test_a_side_in_other_words_is_the_only_other_price_of_its_kind(tmp_path: Path) -> None:
    camp = """# Lejrpladsen

En teltplads koster 90 kr. om ugen for hver gæst.

En hytte ved skoven koster 60 kr. om ugen for hver gæst.
"""
    assistant = assistant_over(indexed(tmp_path, {"lejr.md": camp}))
    said = first(assistant, "Hvorfor er træhytter ved skoven dyrere end en teltplads?")
    assert said.startswith("Det er omvendt: træhytter ved skoven er 30 kr. billigere")
    assert not first(assistant, "Hvorfor er højskoleophold dyrere end en teltplads?")
