"""The field's language: a person's words lead to the documents' words."""

from pathlib import Path

import pytest

from assistant.concepts import (
    Concepts,
    load_concepts,
    load_everyday,
    no_concepts,
    watched_concepts,
)
from ingest.errors import SettingsError
from ingest.settings import PROJECT

FERRY = """
[[concept]]
term = "færge"
inflections = ["færgerne"]
synonyms = ["overfartsskib"]
everyday = ["båd", "stor båd"]
narrower = ["bilfærge"]
related = ["havn"]
english = ["ferry"]
"""


@pytest.fixture
def concepts(tmp_path: Path) -> Concepts:
    (tmp_path / "concepts.toml").write_text(FERRY, encoding="utf-8")
    return load_concepts(tmp_path / "concepts.toml")


@pytest.mark.parametrize("said", ["båd", "overfartsskib", "ferry"])
def test_an_everyday_word_leads_to_the_term(concepts: Concepts, said: str) -> None:
    assert concepts.alternatives(f"Hvad koster en {said}?")[said]["færge"] == 1.0


def test_a_kind_of_it_lends_less(concepts: Concepts) -> None:
    assert concepts.alternatives("Hvor er færgen?")["færgen"]["bilfærge"] == 0.6


def test_what_is_only_related_is_not_looked_for(concepts: Concepts) -> None:
    assert "havn" not in concepts.alternatives("Hvor er en båd?")["båd"]


def test_an_everyday_word_is_not_looked_for_in_the_documents(concepts: Concepts) -> None:
    assert "båd" not in concepts.alternatives("Hvor er færgen?")["færgen"]


def test_a_phrase_needs_all_its_words(tmp_path: Path) -> None:
    phrase = '[[concept]]\nterm = "færge"\neveryday = ["skib med biler"]\n'
    (tmp_path / "c.toml").write_text(phrase, encoding="utf-8")
    concepts = load_concepts(tmp_path / "c.toml")
    assert concepts.alternatives("Er der biler?") == {}
    assert "færge" in concepts.alternatives("Et skib med mange biler?")["biler"]


def test_a_word_that_is_already_asked_for_is_not_added(concepts: Concepts) -> None:
    assert "færge" not in concepts.alternatives("Er færgen en båd?")["båd"]


def test_a_question_about_something_else_stays_as_it_is(concepts: Concepts) -> None:
    assert concepts.alternatives("Hvad koster en is?") == {}


def test_without_a_list_nothing_is_added() -> None:
    assert no_concepts().alternatives("Hvor er en båd?") == {}


@pytest.mark.parametrize("content", ["[[concept]\n", '[[concept]]\nsynonyms = ["båd"]\n'])
def test_an_invalid_list_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "concepts.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"concepts\.toml"):
        load_concepts(tmp_path / "concepts.toml")


def test_a_list_that_staff_edit_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text('[[concept]]\nterm = "mentor"\nsynonyms = ["støtteperson"]\n', encoding="utf-8")
    current = watched_concepts(file)
    assert "cykel" not in current().alternatives("cykel")
    file.write_text('[[concept]]\nterm = "cykel"\nsynonyms = ["tohjuler"]\n', encoding="utf-8")
    assert current().alternatives("cykel") == {"cykel": {"tohjuler": 1.0}}


def test_a_list_that_breaks_leaves_the_entries_that_were_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text('[[concept]]\nterm = "cykel"\nsynonyms = ["tohjuler"]\n', encoding="utf-8")
    current = watched_concepts(file)
    file.write_text("[[concept", encoding="utf-8")
    assert current().alternatives("cykel") == {"cykel": {"tohjuler": 1.0}}
    assert "stays as it was" in caplog.text


def test_a_term_keeps_its_other_words_and_its_definition(tmp_path: Path) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text(
        '[[concept]]\nterm = "mentor"\ndefinition = "En, der støtter."\nsource = "Notatet, s. 2"\n'
        'abbreviations = ["m."]\nsynonyms = ["støtteperson"]\neveryday = ["makker"]\n'
        'narrower = ["central mentor"]\n\n[[concept]]\nterm = "uge"\n',
        encoding="utf-8",
    )
    mentor, week = load_concepts(file).terms
    assert mentor.other_words == ("m.", "støtteperson")
    assert mentor.everyday == ("makker",)
    assert (mentor.definition, mentor.source) == ("En, der støtter.", "Notatet, s. 2")
    assert (week.other_words, week.definition) == ((), None)


def everyday(tmp_path: Path, content: str) -> Concepts:
    (tmp_path / "everyday.toml").write_text(content, encoding="utf-8")
    return Concepts({}, everyday=load_everyday(tmp_path / "everyday.toml"))


def test_an_everyday_turn_of_speech_leads_to_the_documents_word(tmp_path: Path) -> None:
    words = everyday(tmp_path, '"rengøring" = ["gøre rent"]\n')
    assert words.alternatives("Hvem skal gøre rent?") == {"rent": {"rengøring": 0.8}}


def test_another_form_of_an_everyday_word_leads_there_too(tmp_path: Path) -> None:
    words = everyday(tmp_path, '"ophøre" = ["stoppe", "slippe"]\n')
    assert "ophøre" in words.alternatives("Hvornår stoppede de?")["stoppede"]
    assert "ophøre" in words.alternatives("Hvornår slap de?")["slap"]


def test_words_of_a_phrase_that_stand_far_apart_are_no_phrase(tmp_path: Path) -> None:
    words = everyday(tmp_path, '"fremmøde" = ["dukke op til tiden"]\n')
    assert words.alternatives("Dukker de op til tiden?")
    apart = "Dukker der nye kandidater op i projektet hvert år, og hvor lang tid går der?"
    assert words.alternatives(apart) == {}


@pytest.mark.parametrize("content", ['rengøring = "gøre rent"\n', "rengøring = [1]\n", "[[["])
def test_an_invalid_list_of_everyday_words_is_refused_with_its_name(
    tmp_path: Path, content: str
) -> None:
    with pytest.raises(SettingsError, match=r"everyday\.toml"):
        everyday(tmp_path, content)


def test_both_lists_are_read_again_when_they_change(tmp_path: Path) -> None:
    terms, words = tmp_path / "concepts.toml", tmp_path / "everyday.toml"
    terms.write_text('[[concept]]\nterm = "cykel"\nsynonyms = ["tohjuler"]\n', encoding="utf-8")
    words.write_text('reparere = ["lappe"]\n', encoding="utf-8")
    current = watched_concepts(terms, words)
    assert current().alternatives("lappe tohjuler") == {
        "lappe": {"reparere": 0.8}, "tohjuler": {"cykel": 1.0},
    }  # fmt: skip
    words.write_text('reparere = ["fikse op", "ordne"]\n', encoding="utf-8")
    assert set(current().alternatives("ordne lappe tohjuler")) == {"ordne", "tohjuler"}


def test_the_shipped_list_of_everyday_words_is_valid() -> None:
    assert len(load_everyday(PROJECT / "corpus" / "everyday.toml")) > 1_000
