"""The page Kom godt i gang as it is drawn: nothing without its source, and nothing of it runs."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.concepts import Term
from assistant.guide import Guide, Part, Question, Quote, Said, Step, Table
from assistant.guide_file import FILE, load_guide
from assistant.web.guide_frame import frame
from assistant.web.guide_quiz import Attempt, answered
from assistant.web.guide_views import GLOSSARY, QUIZ, question_turn, said_of, views
from ingest.library import Library
from tests.making import indexed
from tests.web.guiding import teacher

EVIL = "<img src=x onerror=alert(1)>${alert(1)}"
NOTE = "# Færgen\n\nEn billet koster 38 kr. for voksne.\n"
SIGN = f"På skiltet står {EVIL} med rødt.\n"
PRICE = Quote("faerge", "En billet koster 38 kr.")
SHOWN = Said("Billetten koster 38 kr.", (PRICE,))
LOST = Said("Cyklen er gratis.", (Quote("faerge", "Cykler er gratis."),))
ASKED = Question("pris", "billet", "number", "Hvad koster den?", "38", SHOWN, unit="kr.")
GUIDE = Guide(
    {"faerge": "Færgen"},
    (
        Step(
            "billet", "Billetten", "Prisen.", (Part("Pris", (SHOWN, LOST)),), ("Hvad koster den?",)
        ),
    ),
    (Table("rute", "Ruten", "Kort.", ("Pris",), ("Øst", "Vest"), {("Pris", "Øst"): SHOWN}),),
    (ASKED,),
    {"billet": PRICE},
)
TERMS = (Term("billet", ("kort",)), Term("åre", (), "Til at ro med."), Term("uge"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(
        indexed(tmp_path_factory.mktemp("ferry"), {"faerge.md": NOTE, "skilt.txt": SIGN})
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An index that lacks what the guide quotes."""
    return Library(indexed(tmp_path_factory.mktemp("bus"), {"bus.md": "# Bussen\n\nDen kører."}))


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return teacher(tmp_path_factory.mktemp("corpus"))


def drawn(library: Library, name: str = "", attempt: Attempt | None = None) -> str:
    return frame(GUIDE, name, attempt or Attempt(), TERMS, library)


def test_a_statement_has_its_citation_and_one_that_does_not_stand_is_left_out(
    library: Library,
) -> None:
    page = drawn(library)
    assert 'data-turn="1" data-n="1" aria-label="Kilde 1: Færgen' in page
    assert "Cyklen er gratis" not in page
    assert "1 udsagn er udeladt, fordi citatet bag det ikke står i bibliotekets" in page


def test_an_unknown_page_is_the_first(library: Library) -> None:
    assert drawn(library, "findes-ikke") == drawn(library)


def test_the_numbers_of_a_page_open_the_places_of_that_page(library: Library) -> None:
    pages = views(GUIDE)
    assert said_of(GUIDE, pages[0].turn) == (SHOWN, LOST)
    assert said_of(GUIDE, question_turn(GUIDE, "pris")) == (SHOWN,)
    assert [said_of(GUIDE, turn) for turn in (-1, 0, 99)] == [(), (), ()]


def test_a_cell_without_words_says_so(library: Library) -> None:
    page = drawn(library, "rute")
    assert page.count('role="cell" data-navn="Vest">–<span class="hp-kun-oplaest"> ikke') == 1
    assert 'data-navn="Øst">Billetten koster 38 ' in page


def test_an_index_without_the_documents_is_told_so_and_keeps_the_glossary(empty: Library) -> None:
    page = drawn(empty)
    assert "Der er ingen trin at vise" in page
    assert 'href="?side=dokumenter"' in page
    assert "<li>Færgen</li>" in page
    assert page == drawn(empty, GLOSSARY) == drawn(empty, QUIZ)
    assert "Til at ro med." in page
    assert [words for words in ("38", "Billetten", "Ruten", "0 af", "læst") if words in page] == []


def test_a_page_of_which_nothing_stands_is_not_on_the_path(library: Library) -> None:
    lost = Step("cykel", "Cyklen", "Gratis.", (Part("Pris", (LOST,)),))
    where = replace(GUIDE.steps[0], id="bus", title="Bussen")
    guide = replace(GUIDE, steps=(lost, *GUIDE.steps, where), questions=())
    page = frame(guide, "", Attempt(), TERMS, library)
    assert "Cyklen" not in page
    assert "Trin 1 af 2" in page
    assert "Prøv dig selv" not in page
    assert "Der er ingen trin" not in page
    # The number that opens its sources is the one that it has among all pages.
    assert 'data-turn="2" data-n="1"' in page
    assert said_of(guide, 2) == (SHOWN, LOST)


def test_a_wrong_answer_leads_to_no_step_that_is_not_shown(library: Library) -> None:
    lost = Step("cykel", "Cyklen", "Gratis.", (Part("Pris", (LOST,)),))
    asked = replace(ASKED, step="cykel")
    guide = replace(GUIDE, steps=(lost,), questions=(asked,))
    wrong = answered(Attempt(), guide, {"handling": "svar", "id": "pris", "svar": "7"})
    page = frame(guide, QUIZ, replace(wrong, told=False), (), library)
    assert "Læs igen" in page
    assert "Læs trinnet" not in page


def test_an_index_with_some_of_the_documents_names_those_it_lacks(library: Library) -> None:
    guide = replace(GUIDE, documents={"faerge": "Færgen", "bro": "Broen"})
    page = frame(guide, "", Attempt(), (), library)
    assert "Biblioteket mangler nogle af de dokumenter" in page
    assert "Se det dokument, der mangler" in page
    assert "<li>Broen</li>" in page
    assert "<li>Færgen</li>" not in page


def test_a_term_is_explained_by_the_documents_or_by_the_list(library: Library) -> None:
    page = drawn(library, GLOSSARY)
    assert "»En billet koster 38 " in page
    assert "Også: kort" in page
    assert "Til at ro med. <span" in page
    assert "<dt>uge</dt>" not in page
    assert page.index("<dt>billet") < page.index("<dt>åre")


def test_a_term_shows_few_other_words_and_is_found_by_all(library: Library) -> None:
    others = ("rejsekort", "klippekort", "pas", "adgangskort")
    term = Term("billet", others, everyday=("lap papir", 'den "lille"'))
    page = frame(GUIDE, GLOSSARY, Attempt(), (term,), library)
    assert "Også: rejsekort, klippekort, pas</dd>" in page
    assert 'data-soeg="adgangskort · lap papir · den &quot;lille&quot;"' in page


def test_nothing_of_the_guide_or_the_documents_is_syntax(library: Library) -> None:
    said = Said(EVIL, (Quote("skilt", EVIL),))
    evil = Guide(
        {"faerge": EVIL, "x": EVIL},
        (Step("a", EVIL, EVIL, (Part(EVIL, (said, replace(said, listed=True))),), (EVIL,)),),
        (Table("b", EVIL, EVIL, (EVIL,), (EVIL,), {(EVIL, EVIL): said}, "a"),),
        (Question("c", "a", "one", EVIL, "1", said, (EVIL, EVIL), EVIL),),
        {EVIL: said.quotes[0]},
    )
    terms = (Term(EVIL, (EVIL,), EVIL, EVIL), Term(f"b{EVIL}", (), EVIL, EVIL))
    told = answered(Attempt(), evil, {"handling": "svar", "id": "c", "svar": "2"})
    assert told.told
    for name in ("a", GLOSSARY, QUIZ):
        for attempt in (Attempt(), told, replace(told, told=False)):
            page = frame(evil, name, attempt, terms, library)
            assert "&lt;img src=x" in page.partition("</nav>")[2]
            assert "<img" not in page
            assert "${" not in page


def test_the_right_answer_is_not_on_the_page_before_the_answer(helper: Assistant) -> None:
    guide, attempt = load_guide(FILE), Attempt()
    other = replace(guide, questions=tuple(replace(q, right="7") for q in guide.questions))
    for question in guide.questions:
        page = frame(guide, QUIZ, attempt, (), helper.library)
        assert f'data-id="{question.id}"' in page
        assert question.why.text.rpartition(" ")[0] not in page
        assert page == frame(other, QUIZ, attempt, (), helper.library)
        fields = {"handling": "svar", "id": question.id, "svar": question.right}
        attempt = answered(attempt, guide, fields)
        told = frame(guide, QUIZ, attempt, (), helper.library)
        assert "Rigtigt</h3>" in told
        assert "<blockquote>»" in told
        attempt = answered(attempt, guide, {"handling": "naeste"})
    result = frame(guide, QUIZ, attempt, (), helper.library)
    every = len(guide.questions)
    assert f"Du svarede rigtigt på {every} af {every} spørgsmål." in result
    assert "Læs igen" not in result


def test_a_wrong_answer_is_told_with_the_right_one_and_the_step_to_read(library: Library) -> None:
    attempt = answered(Attempt(), GUIDE, {"handling": "svar", "id": "pris", "svar": "40"})
    told = drawn(library, QUIZ, attempt)
    assert "Ikke rigtigt</h3><p>Du svarede: 40 kr.</p>" in told
    assert "Det rigtige svar: <b>38 kr.</b>" in told
    result = drawn(library, QUIZ, answered(attempt, GUIDE, {"handling": "naeste"}))
    assert "Du svarede rigtigt på 0 af 1 spørgsmål." in result
    assert "Læs trinnet Billetten" in result


@pytest.mark.parametrize(
    "fields",
    [
        {"handling": "svar", "id": "pris", "svar": "dyrt"},
        {"handling": "svar", "id": "findes-ikke", "svar": "38"},
        {"handling": "svar", "svar": "38"},
        {"handling": "noget"},
        {},
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(fields: dict[str, str]) -> None:
    assert answered(Attempt(), GUIDE, fields).given == ()


def test_a_question_is_answered_once_until_one_begins_again() -> None:
    answer = {"handling": "svar", "id": "pris", "svar": "40"}
    first = answered(Attempt(), GUIDE, answer)
    assert answered(first, GUIDE, {**answer, "svar": "38"}).given == first.given
    assert answered(first, GUIDE, {"handling": "forfra"}) == Attempt()


def test_every_page_of_the_shipped_guide_shows_all_that_it_says(helper: Assistant) -> None:
    guide = load_guide(FILE)
    for view in views(guide):
        page = frame(guide, view.name, Attempt(), helper.concepts().terms, helper.library)
        assert "udeladt" not in page
        assert "mangler" not in page


def test_a_step_is_read_in_minutes(helper: Assistant) -> None:
    page = frame(load_guide(FILE), "modeller", Attempt(), (), helper.library)
    assert page.count(" min.<span data-maerke hidden>") == 7
