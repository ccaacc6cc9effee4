"""Claims about Holdepunkt as a retriever of LlamaIndex."""

import pytest

from assistant.llama_index import HoldepunktRetriever
from tests.making import indexed
from tests.programme import FILES, assistant_over


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> HoldepunktRetriever:
    index = indexed(tmp_path_factory.mktemp("retriever"), FILES)
    return HoldepunktRetriever(assistant_over(index), passages=3)


def test_the_best_passage_comes_first_with_its_place(retriever: HoldepunktRetriever) -> None:
    best, *others = retriever.retrieve("Hvad koster en billet til færgen?")
    assert "38 kr. for voksne" in best.text
    assert best.metadata["document"] == "faerge"
    assert best.metadata["page"] == 1
    assert all(other.score <= best.score for other in others)


def test_no_more_passages_come_than_are_asked_for(retriever: HoldepunktRetriever) -> None:
    assert len(retriever.retrieve("færge fyrtårn kantine")) <= 3


def test_a_question_with_personal_data_is_not_searched_for(retriever: HoldepunktRetriever) -> None:
    assert retriever.retrieve("Må 010190-1234 få en plads?") == []
