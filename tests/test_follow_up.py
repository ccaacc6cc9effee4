"""Claims about follow-ups: what leans on the question before it, and how it stands alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.understanding.follow_up import leans, stand_alone
from assistant.understanding.ordinals import items_of, names_an_item
from ingest import analyze
from ingest.danish import STOPWORDS
from tests.tables import DATA

LINES = (DATA / "follow_ups.txt").read_text(encoding="utf-8").splitlines()
CASES = [
    tuple(map(str.strip, line.split("|"))) for line in LINES if line and not line.startswith("#")
]
TRACKS = "Hvilke tre spor er der?"
TABLE = ["De tre spor står her.", "Spor\tFormål", "Spor 1: Kultur\tA", "Spor 2: Plads\tB"]
TASKS = ["Lederen har to opgaver:", "føre logbog over fremmødet", "tale med forældrene hver måned"]


@pytest.mark.parametrize(("earlier", "question", "wording"), CASES, ids=[c[1] for c in CASES])
def test_a_follow_up_is_understood_in_the_light_of_the_one_before(
    earlier: str, question: str, wording: str
) -> None:
    expected = {"-": None, "+": f"{earlier} – {question}"}.get(wording, wording)
    assert understand(question, [earlier]).wording == expected


@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_no_word_of_a_follow_up_is_lost(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assume(not names_an_item(one[1]))
    understood = understand(one[1], [other[0]])
    searched = analyze.words(" ".join([*understood.context, understood.question]))
    said = set(analyze.words(one[1])) - STOPWORDS - {"about"}
    assert said <= set(searched)


@given(st.sampled_from(CASES))
def test_no_word_of_the_earlier_question_is_lost_where_one_leans(case: tuple[str, ...]) -> None:
    understood = understand(case[1], [case[0]])
    assert understood.context == ((case[0],) if leans(case[1]) else ())


def test_follow_ups_of_follow_ups_are_understood_one_by_one() -> None:
    history = ["Hvor mange deltog i Skive i 2011?", "og i 2012?"]
    assert (
        understand("hvad med Randers?", history).question == "Hvor mange deltog i Randers i 2012?"
    )


def test_an_item_is_named_by_the_words_of_the_answer_before() -> None:
    said = stand_alone("hvad går det andet ud på?", TRACKS, lambda earlier: TABLE)
    assert said == "Hvad går Spor 2: Plads ud på?"


def test_an_item_asked_for_alone_is_asked_about() -> None:
    assert stand_alone("og det første?", TRACKS, lambda earlier: TABLE) == "Hvad er Spor 1: Kultur?"


def test_the_last_item_is_the_last_of_the_answer() -> None:
    said = stand_alone("og den sidste?", "Hvilke opgaver har lederen?", lambda earlier: TASKS)
    assert said == "Hvad er »tale med forældrene hver måned«?"


def test_a_long_item_is_quoted() -> None:
    items = ["Opgaver:", "at støtte den unge i at komme op om morgenen hver dag"]
    said = stand_alone("nummer et?", "Hvilke opgaver er der?", lambda earlier: items)
    assert said == "Hvad er »at støtte den unge i at komme op om morgenen hver dag«?"


@pytest.mark.parametrize("empty", ["", " . "])
def test_an_item_without_words_is_none(empty: str) -> None:
    rows = ["Opgave\tTid", "Rapport\t2 timer", f"{empty}\t3 timer"]
    assert stand_alone("og det andet?", "Hvor lang tid tager det?", lambda earlier: rows) is None


def test_an_item_that_the_answer_lacks_is_named_by_its_number_in_the_family() -> None:
    assert stand_alone("og det tredje?", TRACKS, lambda earlier: TABLE) == "Hvad er spor 3?"


@pytest.mark.parametrize(
    ("several", "one"), [("modeller", "model"), ("opgaver", "opgave"), ("tilbud", "tilbud")]
)
def test_one_of_a_family_is_called_what_danes_call_one(several: str, one: str) -> None:
    assert stand_alone("og det andet?", f"Hvilke {several} er der?") == f"Hvad er {one} 2?"


def test_more_items_than_the_question_counts_are_not_named() -> None:
    assert stand_alone("og det fjerde?", TRACKS) is None


def test_the_answer_is_asked_for_only_where_an_item_is_meant() -> None:
    def refused(earlier: str) -> list[str]:
        raise AssertionError(earlier)

    assert stand_alone("og i 2012?", "Hvor mange deltog i 2011?", refused) is not None


def test_the_items_of_a_table_are_its_first_column() -> None:
    assert items_of(TABLE) == ["Spor 1: Kultur", "Spor 2: Plads"]


def test_the_items_of_a_list_stand_behind_its_introduction() -> None:
    assert items_of(TASKS) == TASKS[1:]


def test_sentences_are_no_list() -> None:
    assert items_of(["Prisen er 10 kr.", "Beløbet dækker løn."]) == []


@pytest.mark.parametrize(
    "question",
    [
        "Hvad sker der i den første måned?",
        "Hvem får det nye tilbud om hjælp?",
        "Må en borger holde fri, når han er syg?",
    ],
)
def test_a_word_that_points_forward_leans_on_nothing(question: str) -> None:
    assert not leans(question)


def test_what_somebody_gets_for_it_is_asked_of_the_one_who_was_named() -> None:
    earlier = "Hvor mange timer skal mentoren bruge om ugen?"
    assert stand_alone("Og hvad får de for det?", earlier) == "Hvad får mentoren for det?"


def test_what_has_risen_is_the_number_that_was_asked_for_between_the_two_years() -> None:
    earlier = ["Hvor mange både byggede Assens i 2009?", "Og i 2010?"]
    risen = understand("hvor mange procent er det steget?", earlier)
    assert risen.wording == (
        "Hvor mange procent er antallet af både steget fra 2009 til 2010 i Assens?"
    )


def test_of_one_year_nothing_is_known_to_have_risen() -> None:
    earlier = ["Hvor mange både byggede Assens i 2009?"]
    risen = understand("hvor mange procent er det steget?", earlier)
    assert risen.wording == f"{earlier[0]} – hvor mange procent er det steget?"
