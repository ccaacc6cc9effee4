"""Claims about sums over the corpus that ships, with its register and its list of concepts."""

import pytest

from assistant.ask import Assistant
from assistant.assemble import Settings, assemble
from assistant.reply import Answer
from ingest.embed import load_embedder
from ingest.pipeline import ingest
from ingest.settings import CORPUS

pytestmark = pytest.mark.slow
MOST = 700  # characters of a whole reply


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    index = tmp_path_factory.mktemp("sums")
    ingest([CORPUS], index, load_embedder(), processes=0)
    return assemble(Settings(index=index))


SUMS = {
    "Hvad koster 10 pladser i et virksomhedscenter om året?": "301.600",
    "Hvor meget mere koster 20 pladser i kommunal aktivering end i virksomhedscentre på et år?": (
        "540.800"
    ),
    "Hvad koster en mentor 15 timer om ugen i et kvartal?": "33.150",
    "Hvor mange pladser mangler Assens for at nå de 80?": "40",
    "Hvor mange procent steg antallet af virksomhedspraktikker i Assens fra 2009 til 2010?": "83,8",
    "Hvor mange samtaler holdt Falck, ISS og Lemvig-Müller tilsammen?": "67",
    "Stemmer det, at udnyttelsen af løntilskudskvoten var 102,3 procent?": "102,1",
}


def worked_out(assistant: Assistant, question: str) -> Answer:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert reply.kind == "calculation"
    return reply


@pytest.mark.parametrize(("question", "result"), SUMS.items())
def test_the_result_stands_in_the_first_statement(
    assistant: Assistant, question: str, result: str
) -> None:
    assert result in worked_out(assistant, question).statements[0].text


@pytest.mark.parametrize("question", SUMS)
def test_a_sum_is_short(assistant: Assistant, question: str) -> None:
    reply = worked_out(assistant, question)
    assert sum(map(len, [*(s.text for s in reply.statements), *reply.notes])) <= MOST


def test_a_price_says_what_it_leaves_out(assistant: Assistant) -> None:
    reply = worked_out(assistant, "Hvad koster 10 pladser i et virksomhedscenter om året?")
    assert any(note.startswith("Ikke med i 580 kr.: husleje") for note in reply.notes)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster en plads i et virksomhedscenter om ugen?",
        "Hvad er prisen for en mentortime?",
        "Hvor mange procent af de ansatte i FleksPilot var mænd?",
        "Hvor mange virksomheder deltog i FleksPilot?",
        "Hvorfor er virksomhedscentre billigere end kommunal aktivering?",
        "Hvor stor er fleksjobbonussen?",
    ],
)
def test_a_plain_question_is_answered_in_quotes(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert not any("Beregnet" in note for note in getattr(reply, "notes", ()))
