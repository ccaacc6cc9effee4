"""Claims about a search of some documents only: nothing of the others is found, said or counted."""

import gc
from itertools import combinations
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.assemble import Settings, assemble
from assistant.reply import Answer, NoAnswer, Reply
from ingest.embed import SHIPPED, load_embedder
from ingest.errors import UnknownDocument
from ingest.narrowed import narrowed
from ingest.pipeline import ingest
from ingest.settings import CORPUS
from ingest.snapshot import refresh
from tests.making import indexed, opened_in
from tests.programme import assistant_over

QUESTIONS = (
    "Hvad koster en plads i et virksomhedscenter?",  # a figure of the register
    "Hvad koster 10 pladser i et virksomhedscenter i 26 uger?",  # a sum
    "Hvad er forskellen på et virtuelt center og åben sideproduktion?",  # sides, compared
    "Hvor mange pladser er der i Assens Kommune og i FleksPilot?",  # several documents
    "Hvilke dokumenter nævner mentorer?",  # the whole library
    "Hvilke kommuner nævnes på tværs af dokumenterne?",  # all of a kind
    "Hvem kan søge om midler i STV?",  # a document that is named
    "Hvad siger Københavns Kommune om integration?",
)
NOTES = {
    "bog+bus (2013).md": "# Bogbussen\n\nBogbussen koster 4.750 kr. om ugen at holde kørende.",
    "bog.md": "# Bogen\n\nBogen koster 120 kr. at låne ud til bogbussen om ugen.",
    "kutter.md": "# Kutteren\n\nKutteren koster 9.100 kr. om ugen at holde sejlende.",
}
PRICE = "Hvad koster det om ugen at holde bogbussen kørende?"


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant that ships, over the corpus."""
    if not SHIPPED.is_dir():
        pytest.skip("the model that ships is not in ingest/embedder")
    index = tmp_path_factory.mktemp("narrowed")
    ingest([CORPUS], index, load_embedder(), processes=0)
    return assemble(Settings(index=index))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Three notes, whose ids hold what a pattern would read in its own way."""
    return assistant_over(indexed(tmp_path_factory.mktemp("notes"), NOTES))


def of(reply: Reply) -> set[str]:
    """The documents that a reply has anything from."""
    cited = {citation.document_id for citation in reply.citations}
    return cited | {passage.chunk.document_id for passage in reply.passages}


def said(reply: Reply) -> str:
    """All that is said beside the quotes."""
    labels = [statement.label or "" for statement in reply.statements]
    if isinstance(reply, NoAnswer):
        return "\n".join(labels)
    return "\n".join([*labels, reply.introduction or "", *reply.notes])


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_but_the_chosen_document_is_cited_or_named(
    helper: Assistant, question: str
) -> None:
    titles = {source.id: source.title for source in helper.library.sources()}
    for chosen in titles:
        reply = helper.ask(question, within=frozenset({chosen}))
        assert of(reply) <= {chosen}
        assert not [i for i, title in titles.items() if i != chosen and f"»{title}«" in said(reply)]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_all_documents_chosen_are_as_good_as_none(helper: Assistant, question: str) -> None:
    every = frozenset(source.id for source in helper.library.sources())
    assert helper.ask(question, within=every) == helper.ask(question)


@pytest.mark.slow
def test_a_question_of_the_whole_library_counts_the_chosen_documents(helper: Assistant) -> None:
    chosen = frozenset({"de-fire-centermodeller", "assens-ny-strategi", "stv-tre-spor"})
    reply = helper.ask("Hvilke dokumenter nævner virksomhedscenter?", within=chosen)
    assert isinstance(reply, Answer)
    assert "af 3 dokumenter" in (reply.introduction or "")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_choice_of_documents_finds_those_alone(small: Assistant, count: int) -> None:
    every = [source.id for source in small.library.sources()]
    for chosen in combinations(every, count):
        assert of(small.ask(PRICE, within=frozenset(chosen))) == set(chosen)


def test_a_score_is_what_it_is_in_the_whole(small: Assistant) -> None:
    search = small.retriever.snapshot
    alone = narrowed(search, frozenset({"bog"}))
    of_all = dict(search.lexical.search("stem", {"koster": 1.0}, 9))
    found = alone.lexical.search("stem", {"koster": 1.0}, 9)
    assert [(chunk, of_all[chunk]) for chunk, _ in found] == found


def test_the_nearest_vectors_are_those_of_the_chosen(small: Assistant) -> None:
    search = small.retriever.snapshot
    vector = small.retriever.embedder.embed([PRICE], query=True)[0]
    found = narrowed(search, frozenset({"kutter"})).vectors.search(vector, 1)
    assert [chunk.split(":")[0] for chunk, _ in found] == ["kutter"]


def test_an_earlier_answer_is_looked_for_among_the_chosen_too(small: Assistant) -> None:
    reply = small.ask("Og i alt?", [PRICE], within=frozenset({"kutter"}))
    assert of(reply) <= {"kutter"}


@pytest.mark.parametrize("none", [frozenset[str](), frozenset({"gone"})])
def test_where_no_document_is_chosen_nothing_is_found(
    small: Assistant, none: frozenset[str]
) -> None:
    reply = small.ask(PRICE, within=none)
    assert isinstance(reply, NoAnswer)
    assert reply.passages == ()


def test_a_narrowed_library_knows_of_no_other_document(small: Assistant) -> None:
    library = narrowed(small.retriever.snapshot, frozenset({"bog", "gone"})).library
    assert [source.id for source in library.sources()] == ["bog"]
    assert not library.has("kutter")
    assert {file.document_id for file in library.files()} == {"bog"}
    for read in (library.document, library.chunks_of, library.original):
        with pytest.raises(UnknownDocument):
            read("kutter")


def test_the_whole_library_is_searched_afterwards_as_before(small: Assistant) -> None:
    before = small.ask(PRICE)
    small.ask(PRICE, within=frozenset({"kutter"}))
    assert small.ask(PRICE) == before


def test_the_same_choice_is_kept_at_hand(small: Assistant) -> None:
    search, chosen = small.retriever.snapshot, frozenset({"bog"})
    assert narrowed(search, chosen) is narrowed(search, chosen)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed on Linux")
def test_no_file_of_an_older_library_stays_open(tmp_path: Path) -> None:
    assistant = assistant_over(indexed(tmp_path, NOTES))
    for chosen in (frozenset({"bog"}), frozenset({"kutter"})):
        before = assistant.retriever.snapshot.name
        assistant.ask(PRICE, within=chosen)
        assert opened_in(tmp_path / "index" / before)
        assistant.index.touch()
        refresh(assistant.index, assistant.retriever.embedder)
        assistant.ask(PRICE, within=chosen)
        gc.collect()
        assert opened_in(tmp_path / "index" / before) == []
