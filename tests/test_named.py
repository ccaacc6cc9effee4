"""Claims about the documents that a question names, and what that does to the search."""

import pytest

from assistant.retrieve import Retriever
from assistant.search.named import names_of
from tests.making import indexed
from tests.programme import assistant_over

MORE = " ".join(f"Sætning {n} handler om hverdagen og kommunens regler." for n in range(20))
FILES = {
    "sources.toml": """
[[document]]
id = "aarhus"
title = "Notat om Havblik"
publisher = "Søfartsrådet"
published = "2016"
[[document]]
id = "odense"
title = "Notat om Skovly i kommunen"
published = "2011"
""",
    "aarhus.md": f"# Priser\n\nEn plads koster 100 kr. om ugen. {MORE}",
    "odense.md": f"# Priser\n\nEn plads koster 200 kr. om ugen. {MORE}",
    "billund.md": f"# Priser\n\nEn plads koster 300 kr. om ugen. {MORE}",
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return assistant_over(indexed(tmp_path_factory.mktemp("named"), FILES)).retriever


def named(retriever: Retriever, question: str) -> list[list[str]]:
    found = names_of(retriever.snapshot).named(question, retriever.snapshot.lexical)
    return [sorted(documents) for documents in found]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Hvad koster en plads i Havblik?", [["aarhus"]]),
        ("Hvad koster en plads ifølge Søfartsrådet?", [["aarhus"]]),
        ("Hvad kostede en plads i notatet fra 2011?", [["odense"]]),
        ("hvad koster en plads i billund", [["billund"]]),
        ("Hvad koster en plads i Aarhus?", [["aarhus"]]),
        ("Hvad koster en plads i Skovly og i Havblik?", [["odense"], ["aarhus"]]),
        ("Hvad siger kommunen om priser?", []),
        ("Hvad står der i notatet?", []),
        ("Hvad koster en plads?", []),
    ],
)
def test_a_question_names_documents_by_their_own_words(
    retriever: Retriever, question: str, documents: list[list[str]]
) -> None:
    assert named(retriever, question) == documents


def test_the_document_that_is_named_comes_first_and_shuts_none_out(retriever: Retriever) -> None:
    passages = retriever.retrieve("Hvad koster en plads om ugen i Havblik?")
    assert passages[0].chunk.document_id == "aarhus"
    assert {passage.chunk.document_id for passage in passages} == {"aarhus", "odense", "billund"}


def test_documents_that_are_named_take_turns(retriever: Retriever) -> None:
    passages = retriever.retrieve("Hvad koster en plads om ugen i Skovly og i Havblik?")
    assert {p.chunk.document_id for p in passages[:2]} == {"aarhus", "odense"}


def test_a_passage_says_what_brought_it(retriever: Retriever) -> None:
    why = retriever.retrieve(
        "Hvad er prisen for en plads i Havblik?", alternatives={"prisen": {"koster": 1.0}}, why=True
    )[0].why
    assert why
    assert "plads" in why.words
    assert ("prisen", "koster") in why.concepts
    assert why.named
    assert dict(why.legs)["gram"] > 0


def test_a_word_that_a_passage_lacks_did_not_bring_it(retriever: Retriever) -> None:
    why = retriever.retrieve("Hvad koster en elefant?", why=True)[0].why
    assert why
    assert "elefant" not in why.words
