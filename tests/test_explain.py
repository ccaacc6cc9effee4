"""Claims about saying what brought a passage."""

from assistant.reply import Why
from assistant.search.explain import explain
from ingest.document import Chunk


def why(question: str, text: str) -> Why:
    return explain(question, {}, Chunk("a:1", "a", text, 0, len(text), ()), {}, [])


def test_a_word_within_a_compound_is_told_with_the_compound() -> None:
    found = why("Hvor længe varer praktik?", "Forløbet begynder med virksomhedspraktik.")
    assert found.words == ("praktik",)
    assert found.compounds == (("praktik", "virksomhedspraktik"),)


def test_of_several_compounds_the_first_is_told() -> None:
    found = why("Hvem giver støtte?", "Der er mentorstøtte, og der er virksomhedsstøtte.")
    assert found.compounds == (("støtte", "mentorstøtte"),)


def test_a_word_that_stands_by_itself_is_told_so() -> None:
    assert why("praktik", "En praktik er ikke en virksomhedspraktik.").compounds == ()


def test_another_form_of_a_word_is_no_compound() -> None:
    assert why("konsulent", "Konsulenterne ringer.").compounds == ()
