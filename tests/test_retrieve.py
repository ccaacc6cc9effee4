"""Claims about passages: which are found, how they are joined, and in which order they come."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reply import Passage
from assistant.retrieve import Retriever, Weights
from assistant.search.cross_encoder import CrossEncoder
from tests.making import indexed
from tests.programme import FILES, assistant_over

SENTENCE = "Vandløbet ved mølle nummer {} renses af lauget i uge {}."
LONG = "# Møllelauget\n\n" + " ".join(SENTENCE.format(n, n % 52) for n in range(120))
TWIN = "Ostehandleren på torvet sælger gammel ost fra øen."
TWINS = {"nord.md": f"# Nord\n\n{TWIN}\n", "syd.md": f"# Syd\n\n{TWIN}\n"}
NESTED = "Ordet vandmølle står her alene, og intet andet ord ved siden af det siger noget."
WORDS = sorted({word for text in FILES.values() for word in text.split()})


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    files = {**FILES, "moelle.md": LONG, **TWINS, "ord.md": NESTED}
    return assistant_over(indexed(tmp_path_factory.mktemp("retrieve"), files)).retriever


def chunks_under(retriever: Retriever, passage: Passage) -> list[str]:
    """Ids of the chunks that a passage is made of."""
    chunks = retriever.snapshot.library.chunks_of(passage.chunk.document_id)
    return [c.id for c in chunks if c.start < passage.chunk.end and c.end > passage.chunk.start]


questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def test_the_passage_that_says_it_comes_first(retriever: Retriever) -> None:
    first = retriever.retrieve("Hvor mange måltider serverer kantinen?")[0]
    assert "serverer 120 måltider om dagen" in first.chunk.text


def test_a_misspelt_word_finds_its_passage(retriever: Retriever) -> None:
    assert retriever.retrieve("ostehandlren")[0].chunk.text.endswith(TWIN)


def test_a_word_within_a_compound_finds_its_passage(retriever: Retriever) -> None:
    assert retriever.retrieve("ordet mølle alene")[0].chunk.document_id == "ord"


@settings(max_examples=25, deadline=None)
@given(questions)
def test_passages_are_ranked_from_one_by_falling_score(retriever: Retriever, question: str) -> None:
    passages = retriever.retrieve(question)
    assert [p.rank for p in passages] == list(range(1, len(passages) + 1))
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)


@settings(max_examples=25, deadline=None)
@given(questions)
def test_a_passage_is_a_slice_of_its_document(retriever: Retriever, question: str) -> None:
    for passage in retriever.retrieve(question):
        chunk = passage.chunk
        text = retriever.snapshot.library.document(chunk.document_id).text
        assert chunk.text == text[chunk.start : chunk.end]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 119), st.integers(0, 119))
def test_no_two_passages_stand_over_the_same_chunk(
    retriever: Retriever, one: int, other: int
) -> None:
    passages = retriever.retrieve(f"mølle nummer {one} eller {other}", 50)
    under = [chunk for passage in passages for chunk in chunks_under(retriever, passage)]
    assert sorted(under) == sorted(set(under))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 119))
def test_a_joined_passage_has_at_most_the_size_of_one(retriever: Retriever, number: int) -> None:
    passages = retriever.retrieve(f"mølle nummer {number}", 50)
    assert all(len(passage.chunk.text) <= Weights().joined for passage in passages)


def test_a_passage_is_joined_from_as_many_chunks_as_there_is_room_for(
    retriever: Retriever,
) -> None:
    assert len(chunks_under(retriever, retriever.retrieve("mølle nummer 60")[0])) == 2


def test_a_joined_passage_is_1600_characters_at_most() -> None:
    assert Weights().joined == 1_600


def test_all_of_a_short_document_is_one_passage(retriever: Retriever) -> None:
    passage = retriever.retrieve("billet voksne")[0]
    assert passage.chunk.text == retriever.snapshot.library.document("faerge").text


def test_identical_passages_of_two_documents_are_both_kept(retriever: Retriever) -> None:
    passages = retriever.retrieve("gammel ost på torvet")
    assert {p.chunk.document_id for p in passages[:2]} == {"nord", "syd"}


def test_at_most_as_many_passages_come_as_are_asked_for(retriever: Retriever) -> None:
    assert len(retriever.retrieve("mølle", 3)) == 3


def test_an_index_without_documents_gives_no_passages(tmp_path: Path) -> None:
    empty = assistant_over(indexed(tmp_path, {})).retriever
    assert empty.retrieve("Hvad koster en plads?") == []


def weights_of(
    retriever: Retriever, question: str, context: Sequence[str] = ()
) -> dict[str, float]:
    """The best score of each document that is found."""
    found: dict[str, float] = {}
    for passage in retriever.retrieve(question, 50, context=context):
        found.setdefault(passage.chunk.document_id, passage.score)
    return found


def test_a_question_outweighs_the_one_before_it(retriever: Retriever) -> None:
    found = weights_of(retriever, "gammel ost på torvet", ["billet over fjorden"])
    assert found["nord"] > found["faerge"]


def test_the_question_before_brings_its_passages_too(retriever: Retriever) -> None:
    alone = weights_of(retriever, "gammel ost på torvet")
    found = weights_of(retriever, "gammel ost på torvet", ["billet over fjorden"])
    assert found["faerge"] > alone.get("faerge", 0.0)


@pytest.fixture(scope="module")
def wood(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """Two notes that differ in one word of nine letters."""
    files = {"a.md": "Skoven har kastanjer nu.\n", "b.md": "Skoven har hasselnød nu.\n"}
    made = assistant_over(indexed(tmp_path_factory.mktemp("wood"), files)).retriever
    return replace(made, weights=Weights(rerank=0.0))  # the sum of the legs alone


@pytest.mark.parametrize("earlier", ["hasselnød", "kastanjer hasselnød"])
def test_only_terms_that_an_earlier_question_alone_has_weigh_half(
    wood: Retriever, earlier: str
) -> None:
    found = weights_of(wood, "kastanjer", [earlier])
    assert found["b"] / found["a"] == pytest.approx(Weights().context, abs=0.05)


def test_half_is_a_half() -> None:
    assert Weights().context == 0.5


def test_a_passage_beside_another_good_one_scores_more_than_it_could_alone(
    retriever: Retriever,
) -> None:
    alone = Weights().gram + Weights().stem + Weights().dense
    assert retriever.retrieve("mølle nummer 60")[0].score > alone


def test_a_chunk_gains_a_share_of_the_better_of_its_two_neighbours(retriever: Retriever) -> None:
    def scores(share: float) -> dict[str, float]:
        weights = Weights(neighbour=share, rerank=0.0, named=0.0, joined=0)  # each chunk alone
        found = replace(retriever, weights=weights).retrieve("mølle nummer 7 i uge 9", 1_000)
        return {passage.chunk.id: passage.score for passage in found}

    own, near = scores(0.0), scores(0.15)
    ids = [chunk.id for chunk in retriever.snapshot.library.chunks_of("moelle")]
    expected = {
        chunk: own[chunk] + 0.15 * max(own.get(before, 0.0), own.get(after, 0.0))
        for before, chunk, after in zip(["", *ids], ids, [*ids[1:], ""], strict=False)
        if chunk in own
    }
    assert len(expected) > 3
    assert {chunk: near[chunk] for chunk in expected} == pytest.approx(expected)


@settings(max_examples=25, deadline=None)
@given(questions)
def test_a_question_is_answered_alike_each_time(retriever: Retriever, question: str) -> None:
    assert retriever.retrieve(question) == retriever.retrieve(question)


def test_a_cosine_up_to_the_floor_counts_as_nothing(retriever: Retriever) -> None:
    high = replace(retriever, weights=Weights(floor=1.0))
    why = high.retrieve("gammel ost på torvet", why=True)[0].why
    assert why
    assert dict(why.legs)["dense"] == 0


def fond_of(title: str) -> CrossEncoder:
    return CrossEncoder("fond", lambda pairs: [float(title in passage) for _, passage in pairs])


@pytest.mark.parametrize("title", ["Nord", "Syd"])
def test_of_equal_passages_the_one_that_a_cross_encoder_likes_comes_first(
    retriever: Retriever, title: str
) -> None:
    passages = replace(retriever, cross_encoder=fond_of(title)).retrieve("gammel ost på torvet")
    assert passages[0].chunk.document_id == title.lower()


def test_what_a_cross_encoder_likes_best_gains_half_of_the_best_score(
    retriever: Retriever,
) -> None:
    crossed = replace(retriever, cross_encoder=fond_of("Syd"))
    found = weights_of(crossed, "gammel ost på torvet")
    assert found["syd"] / found["nord"] == pytest.approx(1.5, abs=0.02)


def test_a_cross_encoder_without_weight_is_not_asked(retriever: Retriever) -> None:
    def refuse(pairs: list[tuple[str, str]]) -> list[float]:
        raise AssertionError("it was asked")

    idle = replace(
        retriever, cross_encoder=CrossEncoder("idle", refuse), weights=Weights(cross=0.0)
    )
    assert idle.retrieve("gammel ost") == retriever.retrieve("gammel ost")


def test_a_cross_encoder_reads_twenty_chunks_under_their_titles(retriever: Retriever) -> None:
    seen: list[tuple[str, str]] = []

    def score(pairs: list[tuple[str, str]]) -> list[float]:
        seen.extend(pairs)
        return [1.0 for _ in pairs]

    replace(retriever, cross_encoder=CrossEncoder("reader", score)).retrieve(
        "mølle nummer 7", context=["Hvem renser vandløbet?"]
    )
    assert len(seen) == 20
    assert seen[0][0] == "Hvem renser vandløbet? mølle nummer 7"
    assert seen[0][1].startswith("Møllelauget\n")
