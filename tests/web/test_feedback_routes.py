"""Claims about reading and erasing feedback over HTTP, with the app running."""

from collections.abc import Iterator

import httpx
import pytest

from assistant.feedback import Feedback, FeedbackStore
from evals.case import read_cases
from tests.web.serving import Served, served

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
SAID = Feedback("Hvad koster bogbussen?", ("wrong",), "Det er for lidt.", kind="number")
REQUESTS = (
    ("POST", "/melding/liste"), ("POST", "/melding/eksport/csv"),
    ("POST", "/melding/eksport/jsonl"), ("POST", "/melding/poster/ID/testspoergsmaal"),
    ("DELETE", "/melding/poster/ID"), ("DELETE", "/melding/poster"),
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("app"), key="hemmelig") as app:
        yield app


@pytest.fixture
def kept(app: Served) -> Feedback:
    """The one piece that is there."""
    store = FeedbackStore(app.index)
    store.erase()
    kept = store.add(SAID)
    assert kept
    return kept


@pytest.fixture
def http(app: Served) -> Iterator[httpx.Client]:
    """Requests of whoever holds the key."""
    headers = {"x-holdepunkt-noegle": "hemmelig", "origin": app.address}
    with httpx.Client(base_url=app.address, headers=headers, timeout=60) as client:
        yield client


@pytest.mark.parametrize(("method", "address"), REQUESTS)
@pytest.mark.parametrize("key", ["", "forkert"])
def test_without_the_key_feedback_is_neither_read_nor_erased(
    app: Served, kept: Feedback, method: str, address: str, key: str
) -> None:
    with httpx.Client(base_url=app.address, headers={"x-holdepunkt-noegle": key}) as client:
        answer = client.request(method, address.replace("ID", kept.id))
    assert answer.status_code == 403
    assert "lidt" not in answer.text
    assert FeedbackStore(app.index).all() == (kept,)
    assert not (app.index / "cases" / f"melding-{kept.id}.jsonl").exists()


@pytest.mark.parametrize("address", ["/melding/liste", "/melding/eksport/csv", "/melding/poster"])
def test_no_address_shows_feedback_to_whoever_opens_it(http: httpx.Client, address: str) -> None:
    answer = http.get(address)
    assert answer.status_code in (404, 405)


def test_the_list_holds_what_was_said(http: httpx.Client, kept: Feedback) -> None:
    assert "Det er for lidt." in http.post("/melding/liste").json()["html"]


def test_it_is_taken_out_as_a_file(http: httpx.Client, kept: Feedback) -> None:
    answer = http.post("/melding/eksport/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="meldinger.csv"'
    assert kept.id in answer.text
    assert http.post("/melding/eksport/jsonl").json()["id"] == kept.id
    assert http.post("/melding/eksport/exe").status_code == 404


def test_a_case_is_written_beside_the_index(
    app: Served, http: httpx.Client, kept: Feedback
) -> None:
    said = http.post(f"/melding/poster/{kept.id}/testspoergsmaal").json()
    (case,) = read_cases(app.index / "cases" / said["navn"])
    assert (case.question, said["udfyldt"]) == (SAID.question, False)
    assert "Hent testspørgsmål" in http.post("/melding/liste").json()["html"]


@pytest.mark.parametrize("name", ["x", "..%2F..%2Fx", "' OR 1=1 --", "æ" * 300])
def test_a_piece_that_is_not_there_is_not_found(
    app: Served, http: httpx.Client, kept: Feedback, name: str
) -> None:
    assert http.post(f"/melding/poster/{name}/testspoergsmaal").status_code == 404
    assert http.delete(f"/melding/poster/{name}").status_code == 404
    assert FeedbackStore(app.index).all() == (kept,)


def test_one_is_erased_and_all_are(app: Served, http: httpx.Client, kept: Feedback) -> None:
    FeedbackStore(app.index).add(SAID)
    assert http.delete(f"/melding/poster/{kept.id}").status_code == 204
    assert kept not in FeedbackStore(app.index).all()
    assert len(FeedbackStore(app.index).all()) == 1
    assert http.delete("/melding/poster").status_code == 204
    assert FeedbackStore(app.index).all() == ()


def test_a_file_that_cannot_be_used_is_told_apart(
    app: Served, http: httpx.Client, kept: Feedback
) -> None:
    file = app.index / "feedback.sqlite"
    before = file.read_bytes()
    file.write_bytes(b"Det er ingen database." * 100)
    try:
        assert http.post("/melding/liste").status_code == 503
    finally:
        file.write_bytes(before)
