"""Claims about ingest as a whole: what becomes of files, run after run."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pymupdf
import pytest
from filelock import FileLock

from ingest import snapshot
from ingest.analyze import stem_weights
from ingest.bounds import Bounds
from ingest.embed import Embedder, Vectors
from ingest.errors import IndexLocked, IndexMismatch, IndexUnwritable, UnknownDocument, UnknownPath
from ingest.library import FILE_NAME, Library
from ingest.load import READERS
from ingest.pipeline import Step, ingest, remove
from ingest.readers.tesseract import ocr_available
from ingest.report import FileReport
from ingest.report_page import ADVICE, REPORT_PAGE
from ingest.snapshot import Snapshot
from tests.making import HashEmbedder, markdown, pdf, write

SWANS, DUCKS = "# Svaner\n\nSvanen er hvid.", "# Ænder\n\nAnden er grøn."
CPR = "010190-1234"


class House:
    """A folder of documents, its index, and the runs of ingest over them."""

    def __init__(self, root: Path) -> None:
        self.documents, self.index = root / "documents", root / "index"

    def write(self, **files: str) -> None:
        write(self.documents, {name.replace("_", "."): text for name, text in files.items()})

    def run(
        self,
        *paths: Path,
        rebuild: bool = False,
        model: str = "hash",
        bounds: Bounds | None = None,
    ) -> list[FileReport]:
        return ingest(
            paths or [self.documents], self.index, HashEmbedder(model), rebuild=rebuild,
            bounds=bounds, processes=0,
        )  # fmt: skip

    def statuses(self, *paths: Path, rebuild: bool = False) -> dict[str, str]:
        return {Path(line.path).name: line.status for line in self.run(*paths, rebuild=rebuild)}

    def texts(self) -> dict[str, str]:
        library = Library(self.index)
        return {source.id: library.document(source.id).text for source in library.sources()}

    def snapshot(self) -> str | None:
        return Library(self.index).meta("snapshot")

    def found(self) -> set[str]:
        """The documents that both indexes hold chunks of."""
        snapshot = Snapshot.open(Library(self.index))
        lexical, vectors = snapshot.lexical.ids(), snapshot.vectors.ids()
        assert lexical == vectors
        return {chunk_id.split(":")[0] for chunk_id in lexical}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def swans(house: House) -> House:
    """A house with one document in its index."""
    house.write(svaner_md=SWANS)
    house.run()
    return house


def test_a_new_file_is_indexed(house: House) -> None:
    house.write(svaner_md=SWANS)
    (line,) = house.run()
    assert (line.status, line.document, line.pages, line.chunks) == ("indexed", "svaner", 1, 1)
    assert house.found() == {"svaner"}


def test_a_second_run_does_nothing(swans: House) -> None:
    before = swans.snapshot(), (swans.index / FILE_NAME).read_bytes()
    assert swans.statuses() == {"svaner.md": "unchanged"}
    assert (swans.snapshot(), (swans.index / FILE_NAME).read_bytes()) == before


def test_an_unchanged_file_is_reported_with_its_figures(swans: House) -> None:
    (line,) = swans.run()
    assert (line.document, line.pages, line.chunks) == ("svaner", 1, 1)


def test_an_edited_file_is_updated(swans: House) -> None:
    swans.write(svaner_md="# Svaner\n\nSvanen er sort.")
    assert swans.statuses() == {"svaner.md": "updated"}
    assert swans.texts() == {"svaner": "Svaner\n\nSvanen er sort."}


def test_a_file_that_is_gone_leaves(swans: House) -> None:
    swans.write(aender_md=DUCKS)
    (swans.documents / "svaner.md").unlink()
    assert swans.statuses() == {"svaner.md": "removed", "aender.md": "indexed"}
    assert swans.found() == {"aender"}


def test_a_file_that_is_gone_may_be_named_itself(swans: House) -> None:
    (swans.documents / "svaner.md").unlink()
    assert swans.statuses(swans.documents / "svaner.md") == {"svaner.md": "removed"}


def test_a_renamed_file_is_not_read_again(swans: House) -> None:
    before = swans.snapshot()
    (swans.documents / "svaner.md").rename(swans.documents / "fugle.md")
    (line,) = swans.run()
    assert (Path(line.path).name, line.status, line.document) == ("fugle.md", "unchanged", "svaner")
    assert swans.snapshot() == before


def test_a_renamed_file_is_known_by_its_new_name(swans: House) -> None:
    (swans.documents / "svaner.md").rename(swans.documents / "fugle.md")
    swans.run()
    assert swans.statuses() == {"fugle.md": "unchanged"}
    (swans.documents / "fugle.md").unlink()
    assert swans.statuses() == {"fugle.md": "removed"}


def test_a_file_that_moved_to_another_root_is_not_read_again(swans: House) -> None:
    other = swans.documents.parent / "other"
    other.mkdir()
    (swans.documents / "svaner.md").rename(other / "svaner.md")
    assert swans.statuses(other) == {"svaner.md": "unchanged"}
    assert swans.statuses() == {}


def test_a_new_file_may_take_the_name_of_a_renamed_one(swans: House) -> None:
    (swans.documents / "svaner.md").rename(swans.documents / "fugle.md")
    swans.write(svaner_md=DUCKS)
    assert swans.statuses() == {"fugle.md": "unchanged", "svaner.md": "indexed"}
    assert swans.texts() == {
        "svaner": "Svaner\n\nSvanen er hvid.",
        "svaner-md": "Ænder\n\nAnden er grøn.",
    }


def test_a_renamed_file_that_the_register_names_takes_its_new_entry(swans: House) -> None:
    write(swans.documents, {"sources.toml": '[[document]]\nid = "fugle"\ntitle = "Fuglebogen"'})
    (swans.documents / "svaner.md").rename(swans.documents / "fugle.md")
    swans.run()
    assert [source.title for source in Library(swans.index).sources()] == ["Fuglebogen"]


def test_other_roots_are_left_alone(swans: House) -> None:
    other = write(swans.documents.parent / "other", {"aender.md": DUCKS})
    (swans.documents / "svaner.md").unlink()
    assert swans.statuses(other) == {"aender.md": "indexed"}
    assert set(swans.texts()) == {"svaner", "aender"}


def test_a_root_that_is_gone_takes_its_documents_along(swans: House) -> None:
    (swans.documents / "svaner.md").unlink()
    swans.documents.rmdir()
    assert swans.statuses() == {"svaner.md": "removed"}


def test_the_same_text_under_another_name_is_a_duplicate(house: House) -> None:
    house.write(a_md=SWANS, b_txt="Svaner\n\nSvanen er hvid.")
    first, second = house.run()
    assert (first.status, second.status) == ("indexed", "duplicate")
    assert (second.document, second.reason) == (None, "has the same text as 'a'")


def test_a_duplicate_that_is_read_first_is_still_the_duplicate(swans: House) -> None:
    swans.write(a_md=SWANS)
    assert swans.statuses() == {"a.md": "duplicate", "svaner.md": "unchanged"}


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_duplicate_stays_one_in_every_run(house: House, rebuild: bool) -> None:
    house.write(a_md=SWANS, b_md=SWANS)
    house.run()
    expected = ("updated", "duplicate") if rebuild else ("unchanged", "unchanged")
    assert house.statuses(rebuild=rebuild) == dict(zip(("a.md", "b.md"), expected, strict=True))


def test_a_duplicate_takes_over_when_the_other_is_gone(house: House) -> None:
    house.write(a_md=SWANS, b_md=SWANS)
    house.run()
    (house.documents / "a.md").unlink()
    assert house.statuses() == {"a.md": "removed", "b.md": "indexed"}


@pytest.mark.parametrize("edited", ["a.md", "b.md"])
def test_a_duplicate_becomes_a_document_when_the_other_is_edited(house: House, edited: str) -> None:
    first, second = ("a.md", "b.md") if edited == "a.md" else ("b.md", "a.md")
    house.write(**{first.replace(".", "_"): SWANS})
    house.run()
    house.write(**{second.replace(".", "_"): SWANS})
    house.run()
    markdown(house.documents / edited, DUCKS)
    assert house.statuses() == {first: "updated", second: "indexed"}
    assert sorted(house.texts().values()) == [
        "Svaner\n\nSvanen er hvid.",
        "Ænder\n\nAnden er grøn.",
    ]


def test_a_document_that_becomes_the_same_as_another_is_a_duplicate(swans: House) -> None:
    swans.write(aender_md=DUCKS)
    swans.run()
    swans.write(aender_md=SWANS)
    assert swans.statuses() == {"svaner.md": "unchanged", "aender.md": "duplicate"}
    assert set(swans.texts()) == {"svaner"}


def test_a_broken_file_does_not_stop_the_others(house: House) -> None:
    house.write(a_pdf="# Svaner\nSvanen.", b_md=DUCKS)
    (house.documents / "a.pdf").write_bytes(b"%PDF-1.7 rubbish")
    assert house.statuses() == {"a.pdf": "quarantined", "b.md": "indexed"}


def test_a_broken_file_changes_no_snapshot(swans: House) -> None:
    before = swans.snapshot()
    (swans.documents / "tom.pdf").touch()
    swans.run()
    assert swans.snapshot() == before


def test_a_broken_new_version_keeps_the_earlier(house: House) -> None:
    file = pdf(house.documents / "svaner.pdf", ["Svanen er hvid."])
    house.run()
    file.write_bytes(b"")
    (line,) = house.run()
    assert line.status == "quarantined"
    assert (
        line.reason == "'svaner.pdf' is empty (0 bytes); the version read before stays in the index"
    )
    assert house.texts() == {"svaner": "Svanen er hvid."}


def test_the_original_of_a_kept_version_is_kept(house: House) -> None:
    file = pdf(house.documents / "svaner.pdf", ["Svanen er hvid."])
    content = file.read_bytes()
    house.run()
    file.write_bytes(b"")
    house.run()
    assert Library(house.index).original("svaner").read_bytes() == content


def test_a_broken_file_is_tried_again(house: House) -> None:
    house.documents.mkdir()
    (house.documents / "svaner.pdf").touch()
    house.run()
    assert house.statuses() == {"svaner.pdf": "quarantined"}


def test_a_mended_file_is_indexed(house: House) -> None:
    house.documents.mkdir()
    (house.documents / "svaner.pdf").touch()
    house.run()
    pdf(house.documents / "svaner.pdf", ["Svanen er hvid."])
    assert house.statuses() == {"svaner.pdf": "indexed"}


def test_a_second_file_of_a_stem_gets_its_ending_then_a_number(house: House) -> None:
    write(
        house.documents,
        {"svaner.md": "Et.", "svaner.txt": "To.", "x/svaner.md": "Tre.", "y/svaner.md": "Fire."},
    )
    assert [line.document for line in house.run()] == [
        "svaner",
        "svaner-txt",
        "svaner-md",
        "svaner-2",
    ]


def test_a_document_keeps_its_id_when_another_of_its_stem_goes(house: House) -> None:
    house.write(svaner_md="Et.", svaner_txt="To.")
    house.run()
    (house.documents / "svaner.md").unlink()
    house.run()
    assert house.texts() == {"svaner-txt": "To."}


@pytest.mark.parametrize("name", ["README.md", "readme.md", "sources.toml", ".skjult.md", "~$a.md"])
def test_what_is_no_document_is_passed_over(house: House, name: str) -> None:
    write(house.documents, {name: ""})
    assert house.run() == []


def test_a_kind_that_is_not_read_is_quarantined_with_the_kinds_that_are(house: House) -> None:
    house.write(a_xlsx="x")
    (line,) = house.run()
    known = " ".join(READERS)
    assert line.reason == f"'a.xlsx' is of a kind that is not read; these are: {known}"


def test_a_change_in_the_register_updates_the_document(swans: House) -> None:
    write(swans.documents, {"sources.toml": '[[document]]\nid = "svaner"\ntitle = "Fuglebogen"'})
    assert swans.statuses() == {"svaner.md": "updated"}
    assert [source.title for source in Library(swans.index).sources()] == ["Fuglebogen"]


def test_personal_numbers_are_masked_everywhere(house: House) -> None:
    house.write(a_md=f"# Sag {CPR}\n\nBorger {CPR}.")
    (line,) = house.run()
    assert line.masked == 2
    library = Library(house.index)
    assert CPR not in library.document("a").text + library.sources()[0].title


def test_a_personal_number_in_a_files_name_is_shown_nowhere(house: House) -> None:
    write(house.documents, {f"sag {CPR}.md": "Et notat."})
    (line,) = house.run()
    (source,) = Library(house.index).sources()
    page = (house.index / REPORT_PAGE).read_text(encoding="utf-8")
    assert CPR not in f"{line.as_dict()} {source} {page}"
    assert house.statuses() == {"sag [CPR fjernet].md": "unchanged"}


def test_contacts_are_masked_where_that_is_asked_for(house: House) -> None:
    house.write(a_md="Ring på tlf. 12 34 56 78.")
    house.run()
    (line,) = ingest([house.documents], house.index, HashEmbedder(), contacts=True, processes=0)
    assert (line.status, line.masked) == ("updated", 1)
    assert "12 34" not in house.texts()["a"]


def test_a_file_over_the_bound_of_bytes_is_set_aside(house: House) -> None:
    house.write(a_md="x" * 50, b_md=DUCKS)
    lines = house.run(bounds=Bounds(most_bytes=40))
    assert [(line.status, line.cause) for line in lines] == [
        ("quarantined", "too_large"),
        ("indexed", None),
    ]


def test_a_file_over_the_bound_of_text_is_set_aside_until_the_bound_is_raised(house: House) -> None:
    house.write(a_md="ord " * 100)
    (line,) = house.run(bounds=Bounds(most_characters=2))
    assert (line.status, line.cause) == ("quarantined", "too_much_text")
    assert house.statuses() == {"a.md": "indexed"}


def test_a_file_is_read_in_a_process_of_its_own(house: House) -> None:
    house.write(svaner_md=SWANS, aender_md=DUCKS)
    reports = ingest([house.documents], house.index, HashEmbedder(), processes=1)
    assert [line.status for line in reports] == ["indexed", "indexed"]


def test_a_file_that_takes_too_long_is_set_aside(house: House) -> None:
    house.write(a_md=SWANS)
    pdf(house.documents / "b.pdf", [f"Svane {n} er hvid." for n in range(2_400)])
    lines = ingest(
        [house.documents], house.index, HashEmbedder(), processes=1,
        bounds=Bounds(most_seconds=0.1),
    )  # fmt: skip
    assert ("quarantined", "too_slow") in [(line.status, line.cause) for line in lines]


def test_the_report_for_people_says_what_is_wrong_and_what_to_do(house: House) -> None:
    house.write(svaner_md=SWANS, x_md=SWANS)
    (house.documents / "tom.pdf").touch()
    house.run()
    page = (house.index / REPORT_PAGE).read_text(encoding="utf-8")
    for words in ("<b>1</b> dokument kan", "tom.pdf", *ADVICE["empty"], "Samme tekst som"):
        assert words in page


def test_markup_in_a_files_name_is_shown_not_run(house: House) -> None:
    write(house.documents, {"<img src=x onerror=alert(1)>.md": SWANS})
    house.run()
    page = (house.index / REPORT_PAGE).read_text(encoding="utf-8")
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_name_that_is_not_utf8_is_quarantined(house: House) -> None:
    house.write(svaner_md=SWANS)
    with open(os.fsencode(house.documents) + b"/p\xe5.md", "wb") as file:
        file.write(b"tekst")
    lines = {line.status: line for line in house.run()}
    assert set(lines) == {"indexed", "quarantined"}
    assert lines["quarantined"].reason == "its name is not UTF-8: rename the file"


def test_uploads_stay_when_the_folder_round_the_index_is_ingested(swans: House) -> None:
    uploads = write(swans.index / "uploads", {"upload.md": DUCKS})
    swans.run(uploads)
    assert swans.statuses(swans.index.parent) == {"svaner.md": "unchanged"}
    assert set(swans.texts()) == {"svaner", "upload"}


def test_one_folder_is_the_same_however_it_is_named(swans: House) -> None:
    roundabout = swans.documents / ".." / "documents"
    assert swans.statuses(roundabout) == {"svaner.md": "unchanged"}


def test_a_file_under_two_given_paths_is_read_once(swans: House) -> None:
    assert len(swans.run(swans.documents, swans.documents / "svaner.md")) == 1


def test_a_path_that_leads_nowhere_is_named(house: House) -> None:
    with pytest.raises(UnknownPath, match=r"there is no file or folder '.*nowhere'"):
        house.run(house.documents / "nowhere")


def test_an_index_that_another_process_writes_is_locked(swans: House) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys, filelock\nwith filelock.FileLock(sys.argv[1]):\n"
         " print('held', flush=True)\n sys.stdin.read()", str(swans.index / "lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexLocked, match=r"another process \(.*\) is writing to the index in"):
            swans.run()
        holder.communicate()


def test_the_lock_is_let_go_after_an_error(swans: House) -> None:
    with pytest.raises(UnknownPath) as kept:
        swans.run(swans.documents / "nowhere")
    with FileLock(swans.index / "lock").acquire(timeout=0):
        assert kept.traceback  # still at hand, and with it the frames that held the lock


def test_a_folder_that_cannot_be_written_is_named(house: House) -> None:
    house.write(svaner_md=SWANS)
    house.index.write_text("a file", encoding="utf-8")
    with pytest.raises(IndexUnwritable, match=r"cannot write the index to '.*index'"):
        house.run()


def test_another_model_is_refused_with_both_names(swans: House) -> None:
    with pytest.raises(IndexMismatch, match="built with the model 'hash', the settings name 'new'"):
        swans.run(model="new")


def test_a_rebuild_takes_another_model(swans: House) -> None:
    swans.run(rebuild=True, model="new")
    assert [line.status for line in swans.run(model="new")] == ["unchanged"]


def test_a_rebuild_that_is_cut_short_leaves_the_old_model_in_force(swans: House) -> None:
    class Broken(HashEmbedder):
        def embed(self, texts: object, *, query: bool = False) -> object:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([swans.documents], swans.index, Broken("new"), rebuild=True, processes=0)
    with pytest.raises(IndexMismatch, match="built with the model 'hash'"):
        swans.run(model="new")
    assert swans.found() == {"svaner"}


def test_a_rebuild_makes_a_new_snapshot_of_the_same_chunks(swans: House) -> None:
    before, held = swans.snapshot(), swans.found()
    swans.run(rebuild=True)
    assert swans.snapshot() != before
    assert swans.found() == held


def test_a_rebuild_heals_a_library_of_another_version(swans: House) -> None:
    Library(swans.index).set_meta(version="0")
    assert swans.statuses(rebuild=True) == {"svaner.md": "indexed"}
    assert swans.found() == {"svaner"}


def test_a_document_is_removed_by_its_id(swans: House) -> None:
    remove("svaner", swans.index, HashEmbedder())
    assert (swans.texts(), swans.found()) == ({}, set())
    assert not list((swans.index / "originals").iterdir())


def test_a_removed_document_comes_back_with_its_file(swans: House) -> None:
    remove("svaner", swans.index, HashEmbedder())
    assert swans.statuses() == {"svaner.md": "indexed"}


def test_an_unknown_document_cannot_be_removed(swans: House) -> None:
    with pytest.raises(UnknownDocument, match="no document 'aender'"):
        remove("aender", swans.index, HashEmbedder())


def test_progress_counts_up_to_all_files(house: House) -> None:
    house.write(a_md=SWANS, b_md=DUCKS)
    seen: list[Step] = []
    ingest([house.documents], house.index, HashEmbedder(), processes=0, progress=seen.append)
    files = [step for step in seen if step.unit == "files"]
    assert files == [Step(0, 2, "a.md", 0), Step(1, 2, "b.md", 1), Step(2, 2, "", 2)]


def test_a_model_is_given_no_more_texts_at_once_than_suit_it(house: House) -> None:
    sizes, model = list[int](), HashEmbedder()

    def encode(texts: list[str]) -> Vectors:
        sizes.append(len(texts))
        return model.encode(texts)

    house.write(a_md=SWANS, b_md=DUCKS)
    sparing = Embedder("sparing", model.dimensions, encode, batch=1)
    ingest([house.documents], house.index, sparing, processes=0)
    assert sizes == [1, 1]


def test_progress_counts_vectors_where_they_take_longer_than_the_files(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model does nothing until it is told of."""
    monkeypatch.setattr(snapshot, "_TICK", 0.01)
    told, seen, hasty = Event(), list[Step](), HashEmbedder()

    def encode(texts: list[str]) -> Vectors:
        told.wait(60)
        return hasty.encode(texts)

    def progress(step: Step) -> None:
        seen.append(step)
        if step.unit == "passages":
            told.set()

    house.write(a_md=SWANS, b_md=DUCKS)
    slow = Embedder("slow", hasty.dimensions, encode)
    ingest([house.documents], house.index, slow, processes=0, progress=progress)
    assert seen[3] == Step(0, 2, "", 2, "passages")


DAMAGED = (
    "N&r borgeren f4r en plads p& virksomheden, bgr mentor veere til stede og hjeelpe. "
    "Det er ogsé vigtigt, at mélet er klart, og at forlgbet kan zendres undervejs. "
    "Kommunen stér for at fglge op, s& ingen g&r i st&, og alle bliver hgrt og stgttet. "
)


def test_a_damaged_text_is_searched_as_it_should_read_and_quoted_as_it_stands(house: House) -> None:
    house.write(a_txt=DAMAGED)
    (line,) = house.run()
    library = Library(house.index)
    (chunk,) = library.chunks_of("a")
    assert line.repaired == 17
    assert "N&r borgeren f4r" in library.document("a").text == chunk.text
    assert chunk.reading
    assert chunk.reading.startswith("Når borgeren får en plads på virksomheden, bør mentor være")
    snapshot = Snapshot.open(library)
    assert snapshot.lexical.search("stem", stem_weights("forløbet"), 5)


def scan(file: Path, *pages: str) -> Path:
    """A PDF of pictures of pages."""
    with pymupdf.open() as printed, pymupdf.open() as scanned:
        for text in pages:
            page = printed.new_page(width=420, height=300)
            page.insert_text((40, 80), text, fontsize=12)
            shown = scanned.new_page(width=420, height=300)
            shown.insert_image(shown.rect, pixmap=page.get_pixmap(dpi=200))
        scanned.save(file)
    return file


@pytest.mark.skipif(not ocr_available(), reason="Tesseract with Danish is missing")
@pytest.mark.parametrize("processes", [0, 2])
def test_a_scanned_page_is_read_and_marked_as_such(house: House, processes: int) -> None:
    house.documents.mkdir()
    scan(house.documents / "a.pdf", "Svanen er en stor fugl.", "Anden er en lille fugl.")
    (line,) = ingest([house.documents], house.index, HashEmbedder(), processes=processes)
    assert (line.status, line.pages, line.pages_ocr) == ("indexed", 2, 2)
    document = Library(house.index).document("a")
    assert [page.read_by for page in document.pages] == ["ocr", "ocr"]
    assert [" ".join(page.text.split()) for page in document.pages] == [
        "Svanen er en stor fugl.",
        "Anden er en lille fugl.",
    ]


def test_without_ocr_a_scan_is_set_aside_until_it_can_be_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.documents.mkdir()
    scan(house.documents / "a.pdf", "Svanen er en stor fugl.")
    monkeypatch.setenv("PATH", str(house.documents))
    ocr_available.cache_clear()
    (line,) = house.run()
    assert (line.status, line.cause) == ("quarantined", "scan")
    monkeypatch.undo()
    ocr_available.cache_clear()
    if ocr_available():
        assert house.statuses() == {"a.pdf": "indexed"}
