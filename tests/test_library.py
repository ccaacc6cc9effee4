"""Claims about the library: what is put in comes out the same, all of it or nothing."""

import json
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Block, Box, Document, Origin, Page, Repair, Word
from ingest.errors import (
    IndexMismatch,
    IndexMissing,
    IndexUnwritable,
    LibraryError,
    UnknownDocument,
)
from ingest.library import FILE_NAME, Library
from ingest.rows import FileRecord, Place, rows_of
from ingest.split import split
from tests.making import SOURCE

BOX = Box(1, 72.0, 100.0, 99.5, 111.0)
PAGES = (
    Page(1, "i", "Svanen ", 595.0, 842.0, "text", (Word(0, 6, (BOX,)),)),
    Page(2, None, "svømmer.", 595.0, 842.0, "ocr", (Word(7, 15, ()),)),
)
DOCUMENT = Document(
    SOURCE,
    PAGES,
    (Block("heading", 2, 0, 6),),
    (Origin(0, 6, "Fuglebogen, s. 4"),),
    tables=3,
    repairs=(Repair(7, 15, "svømmede"),),
)

LONG = replace(
    DOCUMENT,
    pages=(Page(1, None, "Svanen svømmer over søen hver morgen. " * 120, 0, 0, "text"),),
    blocks=(),
    origins=(),
    repairs=(),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path, create=True)


def record(document: Document, path: str = "svaner.md") -> FileRecord:
    return FileRecord(path, "abc", "entry", document.id, None, "{}")


def put(library: Library, document: Document = DOCUMENT) -> None:
    rows = rows_of(document, split(document))
    library.put(document.source, rows, record(document), "print")


def test_a_document_comes_out_as_it_was_put_in(library: Library) -> None:
    put(library)
    assert library.document("svaner") == DOCUMENT


def test_words_and_boxes_come_out_as_they_were_put_in(library: Library) -> None:
    put(library)
    assert [page.words for page in library.document("svaner").pages] == [p.words for p in PAGES]


def test_chunks_come_out_in_reading_order(library: Library) -> None:
    put(library)
    assert library.chunks_of("svaner") == split(DOCUMENT)


def test_chunks_are_found_by_id_and_unknown_ids_left_out(library: Library) -> None:
    put(library)
    (chunk,) = split(DOCUMENT)
    assert library.chunks([chunk.id, "nobody"]) == {chunk.id: chunk}


def test_a_place_tells_where_a_chunk_stands_and_unknown_ids_are_left_out(library: Library) -> None:
    put(library)
    (chunk,) = split(DOCUMENT)
    place = Place(chunk.id, "svaner", 0, chunk.start, chunk.end)
    assert library.places([chunk.id, "nobody"]) == {chunk.id: place}


def test_round_a_chunk_are_its_neighbours_in_reading_order(library: Library) -> None:
    put(library, LONG)
    places = sorted(library.places(library.chunk_ids()).values(), key=lambda place: place.start)
    assert len(places) > 5
    assert library.round(places[2], 1) == tuple(places[1:4])
    assert library.round(places[0], 2) == tuple(places[:3])


def test_no_neighbour_is_of_another_document(library: Library) -> None:
    put(library, LONG)
    other = replace(LONG, source=replace(SOURCE, id="ænder"))
    library.put(other.source, rows_of(other, split(other)), record(other, "ænder.md"), "another")
    (first,) = [p for p in library.places(library.chunk_ids()).values() if p.start == 0][:1]
    assert {near.document_id for near in library.round(first, 3)} == {first.document_id}


def test_a_new_version_takes_the_place_of_the_old(library: Library) -> None:
    put(library)
    newer = replace(DOCUMENT, pages=(Page(1, None, "Ænder.", 0, 0, "text"),), blocks=(), origins=())
    put(library, newer)
    assert library.document("svaner").text == "Ænder."
    assert library.chunk_ids() == {chunk.id for chunk in split(newer)}


def test_a_removed_document_leaves_nothing(library: Library) -> None:
    put(library)
    library.remove("svaner")
    assert (library.sources(), library.files(), library.chunk_ids()) == ((), (), set())


def test_a_removed_document_is_unknown_even_where_it_was_read_before(library: Library) -> None:
    put(library)
    library.document("svaner")
    library.remove("svaner")
    with pytest.raises(UnknownDocument, match=r"no document 'svaner' in .*ingest list"):
        library.document("svaner")


def test_a_write_that_fails_leaves_the_old_version(library: Library) -> None:
    put(library)
    (chunk,) = split(DOCUMENT)
    with pytest.raises(sqlite3.IntegrityError):
        library.put(SOURCE, rows_of(DOCUMENT, (chunk, chunk)), record(DOCUMENT), "print")
    assert library.document("svaner") == DOCUMENT


def test_a_files_record_is_found_by_its_path(library: Library) -> None:
    put(library)
    assert library.file("svaner.md") == record(DOCUMENT)
    assert library.file("other.md") is None


def test_a_file_without_a_document_is_remembered(library: Library) -> None:
    refused = FileRecord("a.pdf", "", "entry", None, None, json.dumps({"reason": "tom"}))
    library.put_file(refused)
    assert library.files() == (refused,)


def test_files_that_repeat_a_document_are_to_be_read_again_when_it_changes(
    library: Library,
) -> None:
    put(library)
    library.put_file(FileRecord("twin.md", "abc", "entry", None, "svaner", "{}"))
    put(library)
    assert [one.sha256 for one in library.files() if one.path == "twin.md"] == [""]


def test_every_change_of_a_document_counts(library: Library) -> None:
    counts = []
    for change in (put, put, lambda library: library.remove("svaner")):
        change(library)
        counts.append(library.meta("generation"))
    assert counts == ["1", "2", "3"]


def test_what_changes_no_document_does_not_count(library: Library) -> None:
    library.put_file(FileRecord("a.pdf", "", "entry", None, None, "{}"))
    library.remove(None, "a.pdf")
    assert library.meta("generation") is None


def test_a_reader_sees_what_another_connection_wrote(library: Library) -> None:
    reader = Library(library.folder)
    put(library)
    before = reader.document("svaner")
    put(library, replace(DOCUMENT, tables=9))
    assert (before.tables, reader.document("svaner").tables) == (3, 9)


def test_a_reader_never_sees_half_a_document(library: Library) -> None:
    texts = ["a" * 4000, "b" * 4000]
    versions = [replace(DOCUMENT, pages=(Page(1, None, t, 0, 0, "text"),)) for t in texts]
    put(library, versions[0])
    done = threading.Event()
    seen: set[str] = set()

    def look() -> None:
        while not done.is_set():
            seen.add(library.document("svaner").text)

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(20):
        put(library, versions[n % 2])
    done.set()
    reader.join()
    assert seen <= set(texts)


def test_a_folder_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"there is no index in .*python -m ingest --index"):
        Library(tmp_path)


def test_a_path_that_can_be_no_folder_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(IndexUnwritable, match="choose another folder with --index"):
        Library(tmp_path / "file" / "index", create=True)


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """The folder of a library that another version wrote."""
    Library(tmp_path, create=True).set_meta(version="0")
    return tmp_path


def test_a_library_of_another_version_is_refused_with_both(strange: Path) -> None:
    with pytest.raises(IndexMismatch, match=r"has version '0', this program reads '2'.*--rebuild"):
        Library(strange)


def test_a_library_of_another_version_can_be_replaced(strange: Path) -> None:
    assert Library(strange, create=True, anew=True).meta("version") == "2"


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"rubbish" * 1000)
    with pytest.raises(LibraryError, match=r"is no library \(file is not a database\).*--rebuild"):
        Library(tmp_path)


def test_a_file_that_is_no_library_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"rubbish" * 1000)
    assert Library(tmp_path, create=True, anew=True).sources() == ()


def test_the_original_is_kept_by_its_content(library: Library) -> None:
    put(library, replace(DOCUMENT, source=replace(SOURCE, path="/x/Svaner.PDF", sha256="cafe")))
    assert library.original("svaner") == library.folder / "originals" / "cafe.pdf"
