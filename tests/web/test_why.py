"""Claims about why a source was found: the words that brought it, in plain Danish."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.reply import Passage, Why
from assistant.web.places import place_of
from assistant.web.why import why_these
from ingest.document import Chunk
from tests.web.building import LEAD, SCOPE, turn

FOUND = Why(
    words=("bogbussen", "uge", "løn"),
    concepts=(("koster", "pris"), ("koster", "beløb"), ("bussen", "bog<bus>")),
    legs=(("gram", 0.4), ("stem", 0.0), ("dense", 0.1)),
    named=True,
    compounds=(("løn", "lønudgift"),),
)


def passage(helper: Assistant, why: Why | None) -> Passage:
    """All of the PDF as one passage."""
    text = helper.library.document("bogbus").text
    return Passage(1, 1.0, Chunk("bogbus:x", "bogbus", text, 0, len(text), ()), why)


def told(helper: Assistant, why: Why | None, *quotes: str) -> str:
    places = turn(helper.library, *(("bogbus", quote) for quote in quotes or (LEAD,))).places
    return why_these(places, [passage(helper, why)])


@pytest.mark.parametrize(
    "sentence",
    [
        "Ord fra spørgsmålet: bogbussen, uge.",
        "Som del af et længere ord: løn (i lønudgift).",
        "For »koster« står der også: pris, beløb.",
        "For »bussen« står der også: bog&lt;bus&gt;.",
        "Spørgsmålet nævner dokumentet.",
        "Fundet på ord, der skrives ens eller næsten ens og tekst med beslægtet betydning.",
    ],
)
def test_each_thing_that_brought_a_passage_is_said(helper: Assistant, sentence: str) -> None:
    assert f"<li>{sentence}</li>" in told(helper, FOUND)


def test_many_other_words_are_counted(helper: Assistant) -> None:
    many = replace(FOUND, concepts=tuple(("koster", f"ord{n}") for n in range(7)))
    assert "står der også: ord0, ord1, ord2, ord3 og 3\u00a0til." in told(helper, many)


def test_quotes_of_one_passage_are_told_of_once(helper: Assistant) -> None:
    html = told(helper, FOUND, LEAD, SCOPE)
    assert html.count("<dt>") == 1
    assert html.count('class="hp-cite"') == 2


def test_what_has_no_words_of_the_question_stands_beside_one_that_has(helper: Assistant) -> None:
    nothing = Why((), (), (("gram", 0.0),), False)
    assert "lige ved siden af et, der passer" in told(helper, nothing)


def test_what_the_search_did_not_bring_was_looked_for_everywhere(helper: Assistant) -> None:
    note = helper.library.document("laesecirkel")
    other = place_of(note, 2, 0, 10)
    html = why_these([other], [passage(helper, FOUND)])
    assert "ved at gennemgå alle dokumenterne" in html


def test_where_nothing_is_known_nothing_is_said(helper: Assistant) -> None:
    assert why_these((), ()) == ""
    assert why_these(turn(helper.library, ("bogbus", LEAD)).places, ()) == ""
