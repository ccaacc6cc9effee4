"""Claims about changing the library over HTTP, with the app running."""

from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from assistant.reply import Answer
from assistant.web.wanted_files import ENDINGS
from ingest.bounds import Bounds
from ingest.load import READERS
from ingest.report_page import ADVICE
from ingest.uploads import uploads
from tests.web.serving import Sender, Served, served

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
CIRCLE = "# Læsecirklen\n\nLæsecirklen optager nye medlemmer hver torsdag.".encode()
CHANGES = (
    ("POST", "/bibliotek/filer"), ("PUT", "/bibliotek/filer/x/0"), ("POST", "/bibliotek/filer/x"),
    ("DELETE", "/bibliotek/filer/x"), ("POST", "/bibliotek/poster/x/fjern"),
    ("POST", "/bibliotek/adgang"),
)  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("app"), bounds=Bounds(most_bytes=100_000)) as app:
        yield app


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("keyed"), key="hemmelig") as app:
        yield app


@pytest.fixture
def sender(app: Served) -> Sender:
    return Sender(app.address)


def test_a_file_can_be_asked_about_without_a_new_start(app: Served, sender: Sender) -> None:
    report = sender.add({"laesecirkel.md": CIRCLE})
    assert "Lagt i biblioteket. Titel: »Læsecirklen«." in report
    reply = app.assistant.ask("Hvornår optager læsecirklen nye medlemmer?")
    assert isinstance(reply, Answer)
    assert reply.citations[0].document_id == "laesecirkel"


def test_two_changes_are_carried_out_one_after_the_other(app: Served, sender: Sender) -> None:
    first = sender.begin({"en.md": b"# Kanoen\n\nKanoen er gul."})
    second = sender.begin({"to.md": b"# Jollen\n\nJollen er hvid."})
    assert "Venter" in sender.http.get(f"/bibliotek/filer/{second}").json()["html"]
    assert "Kanoen" in sender.ended(first)
    assert "Jollen" in sender.ended(second)
    assert {"Kanoen", "Jollen"} <= app.titles()


def test_a_killed_change_leaves_the_library_as_it_was(app: Served, sender: Sender) -> None:
    before = app.titles()
    token = sender.begin({"aldrig.md": b"# Aldrig\n\nDet sker aldrig."})
    while app.intake.change(token).state != "reading":  # type: ignore[union-attr]
        pass
    sender.http.delete(f"/bibliotek/filer/{token}")
    assert "biblioteket er, som det var" in sender.ended(token)
    sender.add({"derefter.md": b"# Derefter\n\nDet sker bagefter."})
    assert app.titles() == before | {"Derefter"}
    assert not (uploads(app.index) / "aldrig.md").exists()


def test_the_files_of_a_name_ask_to_replace(sender: Sender) -> None:
    sender.add({"skib.md": b"# Skibet\n\nSkibet er sort."})
    (file,) = sender.offer("SKIB.md").json()["filer"]
    assert file["erstatter"] == "Skibet"


def test_a_document_is_read_again_and_removed_by_its_key(app: Served, sender: Sender) -> None:
    from assistant.web.holdings import holdings

    sender.add({"hest.md": "# Hesten\n\nHesten er rød.".encode()})
    (key,) = (held.key for held in holdings(app.assistant) if held.title == "Hesten")
    again = sender.http.post(f"/bibliotek/poster/{key}/laes-igen").json()["token"]
    assert "Den nye udgave er læst." in sender.ended(again)
    gone = sender.http.post(f"/bibliotek/poster/{key}/fjern").json()["token"]
    assert "Fjernet fra biblioteket." in sender.ended(gone)
    assert "Hesten" not in app.titles()


def test_no_file_is_written_elsewhere(app: Served, sender: Sender) -> None:
    sender.add({"../../../flugt.md": b"# Flugt\n\nFlugten mislykkes."})
    assert list(app.index.parent.rglob("flugt.md")) == [uploads(app.index) / "flugt.md"]


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("billede.png", 1, ADVICE["unknown_kind"][0]),
        ("stor.pdf", 100_001, ADVICE["too_large"][0]),
        ("README.md", 1, "En fil med det navn kan ikke indlæses."),
        ("sources.toml", 1, "En fil med det navn kan ikke indlæses."),
    ],
)
def test_what_cannot_come_is_said_before_it_is_sent(
    sender: Sender, name: str, size: int, said: str
) -> None:
    (file,) = sender.offer(name, size=size).json()["filer"]
    assert file["afvist"].startswith(said)


def test_a_refused_file_is_not_taken(sender: Sender) -> None:
    token = sender.offer("billede.png").json()["token"]
    assert sender.http.put(f"/bibliotek/filer/{token}/0", content=b"x").status_code == 409


def test_a_file_that_grows_beyond_the_bound_is_not_kept(app: Served, sender: Sender) -> None:
    token = sender.offer("vokser.md").json()["token"]
    reply = sender.http.put(f"/bibliotek/filer/{token}/0", content=b"x" * 100_001)
    assert reply.status_code == 413
    assert not list(app.index.rglob("*.partial"))


def test_two_files_of_one_name_are_told_apart(sender: Sender) -> None:
    first, second = sender.offer("a/tvilling.md", "b/tvilling.md").json()["filer"]
    assert (first["afvist"], second["afvist"] != "") == ("", True)


def test_a_change_is_known_by_its_token_alone(sender: Sender) -> None:
    assert sender.http.get("/bibliotek/filer/nogens-andens").status_code == 404


def test_nobody_sends_a_file_to_gradio(sender: Sender) -> None:
    reply = sender.http.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
    assert reply.status_code == 404


def test_markup_in_a_name_is_told_and_never_run(sender: Sender) -> None:
    name = "<img src=x onerror=alert(1)>.md"
    html = sender.add({name: b"# Navnet\n\nNavnet er sjovt."})
    assert "<img" not in html
    assert name in unescape(html)


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_nothing_is_changed_without_the_key(keyed: Served, method: str, path: str) -> None:
    for headers in ({}, {"x-holdepunkt-noegle": "forkert"}):
        sender = Sender(keyed.address, **headers)
        assert sender.http.request(method, path, json={}).status_code == 403


def test_the_key_opens(keyed: Served) -> None:
    sender = Sender(keyed.address, **{"x-holdepunkt-noegle": "hemmelig"})
    assert sender.http.get("/bibliotek/adgang").json()["adgang"] == "key"
    assert sender.http.post("/bibliotek/adgang").status_code == 204
    assert "Lagt i biblioteket." in sender.add({"ny.md": CIRCLE})


def test_without_a_key_another_page_changes_nothing(app: Served) -> None:
    reply = httpx.post(f"{app.address}/bibliotek/filer", json={"filer": []})
    assert reply.status_code == 403


def test_the_kinds_that_are_offered_are_those_that_are_read() -> None:
    assert set(ENDINGS) == set(READERS)
