"""Claims about changes that the app asks for: what is kept, what is undone, what nothing loses."""

from functools import partial
from pathlib import Path

import pytest

from ingest.library import Library
from ingest.pipeline import ingest
from ingest.receive import Order, receive
from ingest.snapshot import Snapshot
from ingest.uploads import begin, incoming, is_unfinished, uploads
from tests.making import HashEmbedder, indexed

SWANS, DUCKS = "# Svaner\n\nSvanen er hvid.", "# Ænder\n\nAnden er grøn."
CPR = "# Borgeren\n\nCPR-nummeret er 010190-1234."
BROKEN = "%PDF-1.7\nher er ingenting"


class Desk:
    """An index with one document of another folder, and a person who sends files to it."""

    def __init__(self, index: Path) -> None:
        self.index, self.embedder = index, HashEmbedder()
        self._run = partial(
            ingest, folder=index, embedder=self.embedder, refuse_cpr=True, processes=0
        )

    def add(self, **files: str) -> dict[str, str]:
        """Each file with what became of it."""
        incoming(self.index).mkdir(parents=True, exist_ok=True)
        names = {}
        for number, (name, text) in enumerate(files.items()):
            waiting = incoming(self.index) / str(number)
            waiting.write_text(text, encoding="utf-8")
            names[name.replace("_", ".")] = str(waiting)
        return self.order(Order(add=names))

    def order(self, order: Order) -> dict[str, str]:
        reports = receive(order, self.index, self.embedder, self._run)
        return {Path(report.path).name: report.status for report in reports}

    def path(self, name: str) -> str:
        return str(uploads(self.index) / name)

    def kept(self) -> set[str]:
        return {file.name for file in uploads(self.index).iterdir() if file.is_file()}

    def recorded(self) -> set[str]:
        return {Path(record.path).name for record in Library(self.index).files()}

    def searched(self) -> dict[str, str]:
        """The documents that are searched now, with their texts."""
        library = Snapshot.open(Library(self.index)).library
        return {source.id: library.document(source.id).text for source in library.sources()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(indexed(tmp_path, {"gaas.md": "# Gæs\n\nGåsen er grå."}))


def test_a_file_is_kept_and_searched(desk: Desk) -> None:
    assert desk.add(svaner_md=SWANS) == {"svaner.md": "indexed"}
    assert desk.kept() == {"svaner.md"}
    assert set(desk.searched()) == {"gaas", "svaner"}


def test_a_new_file_of_the_same_name_takes_its_place(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    assert desk.add(svaner_md="# Svaner\n\nSvanen er sort.") == {"svaner.md": "updated"}
    assert desk.searched()["svaner"] == "Svaner\n\nSvanen er sort."


def test_a_file_that_cannot_be_read_is_set_aside(desk: Desk) -> None:
    assert desk.add(svaner_pdf=BROKEN) == {"svaner.pdf": "quarantined"}
    assert desk.kept() == {"svaner.pdf"}
    assert set(desk.searched()) == {"gaas"}


def test_a_broken_file_does_not_take_the_place_of_a_good_one(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    before = desk.searched(), Library(desk.index).files()
    assert desk.add(svaner_md="") == {"svaner.md": "quarantined"}
    assert (uploads(desk.index) / "svaner.md").read_text(encoding="utf-8") == SWANS
    assert (desk.searched(), Library(desk.index).files()) == before


def test_a_file_with_cpr_numbers_leaves_nothing(desk: Desk) -> None:
    assert desk.add(borger_md=CPR) == {"borger.md": "quarantined"}
    assert desk.kept() == set()
    assert desk.recorded() == {"gaas.md"}
    stored = [file for file in desk.index.rglob("*") if file.is_file()]
    assert not any(b"010190" in file.read_bytes() for file in stored)


def test_a_repetition_is_not_kept(desk: Desk) -> None:
    assert desk.add(igen_md="# Gæs\n\nGåsen er grå!") == {"igen.md": "duplicate"}
    assert (desk.kept(), desk.recorded()) == (set(), {"gaas.md"})


def test_a_repetition_does_not_take_the_place_of_a_document(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    assert desk.add(svaner_md="# Gæs\n\nGåsen er grå!") == {"svaner.md": "duplicate"}
    assert desk.searched()["svaner"] == "Svaner\n\nSvanen er hvid."


def test_a_document_belongs_to_one_file_whatever_is_undone(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    desk.add(svaner_md="# Gæs\n\nGåsen er grå!", omdoebt_md=SWANS)
    owned = [record.document_id for record in Library(desk.index).files() if record.document_id]
    assert sorted(owned) == ["gaas", "svaner"]


def test_the_others_are_read_though_one_is_broken(desk: Desk) -> None:
    assert desk.add(tom_md="", svaner_md=SWANS, aender_md=DUCKS) == {
        "tom.md": "quarantined", "svaner.md": "indexed", "aender.md": "indexed",
    }  # fmt: skip
    assert set(desk.searched()) == {"gaas", "svaner", "aender"}


def test_a_file_that_was_given_is_removed_with_its_document(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    desk.order(Order(remove=desk.path("svaner.md")))
    assert (desk.kept(), set(desk.searched())) == (set(), {"gaas"})


def test_a_file_that_was_set_aside_can_be_removed(desk: Desk) -> None:
    desk.add(tom_md="")
    desk.order(Order(remove=desk.path("tom.md")))
    assert desk.recorded() == {"gaas.md"}


def test_a_document_of_another_folder_leaves_and_its_file_stays(desk: Desk) -> None:
    file = desk.index.parent / "documents" / "gaas.md"
    desk.order(Order(remove=str(file)))
    assert file.is_file()
    assert desk.searched() == {}


def test_a_file_is_read_again_though_nothing_changed(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    assert desk.order(Order(again=desk.path("svaner.md"))) == {"svaner.md": "updated"}


def test_what_a_killed_change_began_is_undone_by_the_next(desk: Desk) -> None:
    desk.add(svaner_md=SWANS)
    begin(desk.index, ["svaner.md", "aender.md"])
    for name in ("svaner.md", "aender.md"):
        (uploads(desk.index) / name).write_text("# Halvt\n\nEn halv fil.", encoding="utf-8")
    ingest([uploads(desk.index) / "svaner.md"], desk.index, desk.embedder, processes=0)
    desk.order(Order())
    assert desk.searched()["svaner"] == "Svaner\n\nSvanen er hvid."
    assert desk.kept() == {"svaner.md"}


def test_a_change_ends(desk: Desk) -> None:
    desk.add(svaner_md=SWANS, tom_md="")
    assert not is_unfinished(desk.index)


def test_a_folder_is_ingested_with_cpr_numbers_masked_as_ever(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"borger.md": CPR})
    assert Library(index).document("borger").text.endswith("[CPR fjernet].")
