"""What a reply looks like: every kind of reply in its own way, and all foreign text escaped."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.render import plain_text
from assistant.reply import Answer, Progress, Reason, Statement
from assistant.web.conversation import conversation, waiting
from assistant.web.copying import as_html, as_text
from assistant.web.examples import Example, Examples
from assistant.web.visit import Turn, Visit
from tests.web.building import LEAD, ROW, RULE, SCOPE, answer, refused, turn

NONE = Examples()


def drawn(helper: Assistant, visit: Visit) -> str:
    return conversation(visit, helper.library.sources(), NONE)


def test_the_start_page_offers_the_examples(helper: Assistant) -> None:
    examples = Examples("Velkommen.", (Example("Find et tal", 'Hvad koster "bussen"?'),))
    html = conversation(Visit(), helper.library.sources(), examples)
    assert 'data-spoerg="Hvad koster &quot;bussen&quot;?"' in html


def test_an_example_whose_document_the_library_lacks_is_not_offered(helper: Assistant) -> None:
    here = Example("Find et tal", "Hvad koster bussen?", "bogbus")
    gone = Example("Find en regel", "Hvad koster færgen?", "faerge")
    sources = helper.library.sources()
    html = conversation(Visit(), sources, Examples("Om bussen.", (here, gone)))
    assert "Om bussen." in html
    assert "Hvad koster bussen?" in html
    assert "Hvad koster færgen?" not in html
    html = conversation(Visit(), sources, Examples("Om færgen.", (gone,)))
    assert "Om færgen." not in html
    assert NONE.lead in html
    assert "Prøv for eksempel" not in html


def test_an_empty_library_says_so() -> None:
    assert "Biblioteket er tomt." in conversation(Visit(), (), NONE)


def test_each_statement_carries_the_number_of_its_source(helper: Assistant) -> None:
    html = drawn(helper, Visit((turn(helper.library, ("bogbus", LEAD), ("bogbus", SCOPE)),)))
    assert html.count('class="hp-cite" data-turn="1"') == 2
    title = "Bogbussen – drift &amp; økonomi &lt;2013&gt;"
    assert f'data-turn="1" data-n="2" aria-label="Kilde 2: {title}, side 2">2<' in html


def test_the_amount_stands_out_in_an_answer_that_is_a_number(helper: Assistant) -> None:
    html = drawn(helper, Visit((turn(helper.library, ("bogbus", LEAD)),)))
    assert "Bogbussen koster <strong>4.750 kr.</strong> om ugen" in html


def test_sources_are_grouped_by_document(helper: Assistant) -> None:
    quotes = (("bogbus", LEAD), ("laesecirkel", RULE), ("bogbus", SCOPE))
    html = drawn(helper, Visit((turn(helper.library, *quotes),)))
    assert html.count('class="hp-kilde-gruppe"') == 2
    assert "Bibliotekerne · dateret 1. marts 2013 · historisk" in html


def test_a_quote_without_pages_stands_under_its_heading(helper: Assistant) -> None:
    html = drawn(helper, Visit((turn(helper.library, ("laesecirkel", RULE)),)))
    assert '<li class="hp-afsnit">Sådan melder du dig ind</li>' in html
    assert "Side 1" not in html


def test_a_row_is_shown_under_the_heads_of_its_table(helper: Assistant) -> None:
    html = drawn(helper, Visit((turn(helper.library, ("laesecirkel", ROW)),)))
    assert '<th scope="col">Gruppe</th><th scope="col">Antal medlemmer</th>' in html
    assert '<td data-navn="Antal medlemmer">30</td>' in html


def test_a_list_of_statements_is_a_list(helper: Assistant) -> None:
    html = drawn(
        helper, Visit((turn(helper.library, ("bogbus", LEAD), ("bogbus", SCOPE), kind="list"),))
    )
    assert html.count("<li>Beløbet") == 1
    assert '<ul class="hp-liste">' in html


def labelled(helper: Assistant) -> Turn:
    shown = turn(helper.library, ("bogbus", LEAD), ("laesecirkel", RULE))
    assert isinstance(shown.reply, Answer)
    first, second = shown.reply.statements
    of_both = (replace(first, label="Bus & bog"), replace(second, label="Cirkel"))
    return replace(shown, reply=replace(shown.reply, statements=of_both, introduction="To steder:"))


def test_what_each_document_says_stands_under_its_name(helper: Assistant) -> None:
    html = drawn(helper, Visit((labelled(helper),)))
    assert "<div><dt>Bus &amp; bog</dt><dd><p>Bogbussen koster" in html
    assert html.count("<dt>") == 2


def test_what_is_copied_keeps_the_names_of_the_documents(helper: Assistant) -> None:
    shown = labelled(helper)
    assert isinstance(shown.reply, Answer)
    assert "To steder:\nBus & bog: Bogbussen koster" in as_text(shown.reply, shown.places)


def test_hostile_text_stays_text(helper: Assistant) -> None:
    reply = answer(helper.library, ("bogbus", LEAD))
    evil = "<img src=x onerror=alert(1)>${alert(1)}{{alert(1)}}"
    hostile = replace(reply, question=evil, understood=evil, statements=(Statement(evil, (1,)),))
    shown = turn(helper.library, ("bogbus", LEAD))
    html = drawn(helper, Visit((Turn(1, evil, hostile, shown.places),)))
    assert "<img" not in html
    assert "${" not in html
    assert "{{" not in html


def test_how_a_follow_up_was_understood_is_said(helper: Assistant) -> None:
    first = turn(helper.library, ("bogbus", LEAD))
    assert first.reply
    again = replace(first, reply=replace(first.reply, understood="Hvad koster bussen?"))
    assert "<b>Forstået som:</b> Hvad koster bussen?" in drawn(helper, Visit((again,)))


@pytest.mark.parametrize("reason", list(Reason))
def test_page_and_command_line_refuse_in_the_same_words(helper: Assistant, reason: Reason) -> None:
    visit = refused(helper.library, reason)
    reply = visit.turns[0].reply
    assert reply
    # The source's own words stand where it lost something; a greeting is answered with a hint.
    if reason not in (Reason.LOST_IN_SOURCE, Reason.OUTSIDE):
        assert plain_text(reply) in drawn(helper, visit)


def test_a_greeting_is_answered_with_what_to_write(helper: Assistant) -> None:
    html = drawn(helper, refused(helper.library, Reason.OUTSIDE))
    assert "Skriv et spørgsmål" in html
    assert "Der er søgt i" not in html


def test_not_found_says_what_was_searched_and_shows_the_nearest(helper: Assistant) -> None:
    html = drawn(helper, refused(helper.library, Reason.NOTHING_SUPPORTED, ("bogbus", SCOPE)))
    assert "Det fremgår ikke af dokumenterne." in html
    assert "Der er søgt i 2 dokumenter." in html
    assert 'data-turn="1" data-n="1"' in html


def test_a_declined_question_is_not_called_unfound(helper: Assistant) -> None:
    html = drawn(helper, refused(helper.library, Reason.DECISION_ABOUT_A_PERSON))
    assert "kan ikke vurdere en bestemt borgers sag" in html
    assert "hp-intet" not in html


def test_a_failure_gives_the_code_of_the_log(helper: Assistant) -> None:
    html = drawn(helper, Visit((Turn(1, "Hvad?", None, code="3FA9C1"),)))
    assert "koden 3FA9C1" in html


def test_waiting_shows_which_steps_are_done(helper: Assistant) -> None:
    html = waiting("Hvad?", 1, 2)
    assert html.count("hp-faerdig") == 1
    assert "Søger i 2 dokumenter …" in html


def test_what_a_model_has_written_so_far_is_shown(helper: Assistant) -> None:
    html = waiting("Hvad?", Progress((Statement("Fire <b>busser</b>.", (1,)),)), 2)
    assert "Skriver svaret" in html
    assert "<p>Fire &lt;b&gt;busser&lt;/b&gt;.</p>" in html


def worded(helper: Assistant) -> Turn:
    shown = turn(helper.library, ("bogbus", LEAD))
    reply = replace(
        answer(helper.library, ("bogbus", LEAD)), worded_by="m<1>", notes=("Noget <er> udeladt.",)
    )
    return replace(shown, reply=reply)


def test_an_answer_says_which_model_worded_it(helper: Assistant) -> None:
    html = drawn(helper, Visit((worded(helper),)))
    assert "<p>Noget &lt;er&gt; udeladt.</p>" in html
    assert "Formuleret af m&lt;1&gt;; hvert citat er kontrolleret." in html


def test_an_answer_of_quotes_names_no_model(helper: Assistant) -> None:
    assert "Formuleret" not in drawn(helper, Visit((turn(helper.library, ("bogbus", LEAD)),)))


def test_what_is_copied_says_which_model_worded_it(helper: Assistant) -> None:
    shown = worded(helper)
    assert isinstance(shown.reply, Answer)
    copied = as_text(shown.reply, shown.places) + as_html(shown.reply, shown.places)
    assert copied.count("hvert citat er kontrolleret") == 2


def test_what_is_copied_carries_its_sources(helper: Assistant) -> None:
    shown = turn(helper.library, ("bogbus", LEAD))
    text = as_text(answer(helper.library, ("bogbus", LEAD)), shown.places)
    title = "Bogbussen – drift & økonomi <2013>"
    assert f"{LEAD} [1]\n\nKilder:\n[1] Bibliotekerne (2013): {title}, side 2: »{LEAD}«" in text


def test_a_copied_table_is_a_table(helper: Assistant) -> None:
    shown = turn(helper.library, ("laesecirkel", ROW))
    html = as_html(answer(helper.library, ("laesecirkel", ROW)), shown.places)
    assert "Børn&nbsp;[1]</span></td>" in html
