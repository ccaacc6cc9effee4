"""Claims about the derived indexes: they hold what the library holds, and a kill loses nothing."""

from pathlib import Path

import pytest

from assistant.assemble import assemble
from ingest import snapshot
from ingest.document import Chunk, Document, Page
from ingest.embed import load_embedder
from ingest.errors import IndexMissing
from ingest.library import Library
from ingest.rows import FileRecord, rows_of
from ingest.settings import Settings
from ingest.snapshot import Snapshot
from ingest.split import split
from tests.making import SOURCE, HashEmbedder, indexed

EMBEDDER = HashEmbedder()


def put(library: Library, text: str) -> None:
    """A document in the library alone, as a writer leaves it that is killed before the snapshot."""
    document = Document(SOURCE, (Page(1, None, text, 0, 0, "text"),))
    record = FileRecord("svaner.md", "", "", "svaner", None, "")
    library.put(SOURCE, rows_of(document, split(document)), record, text)


def held(library: Library) -> tuple[set[str], set[str]]:
    opened = Snapshot.open(library)
    return opened.lexical.ids(), opened.vectors.ids()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of one document, with its snapshot."""
    return Library(indexed(tmp_path, {"aender.md": "Anden er grøn."}))


def test_a_snapshot_holds_the_chunks_of_the_library(library: Library) -> None:
    assert held(library) == (library.chunk_ids(), library.chunk_ids())


def test_a_library_that_changed_has_no_current_snapshot(library: Library) -> None:
    before = snapshot.is_current(library)
    put(library, "Svanen er hvid.")
    assert (before, snapshot.is_current(library)) == (True, False)


def test_a_refresh_catches_up_with_the_library(library: Library) -> None:
    put(library, "Svanen er hvid.")
    snapshot.refresh(library, EMBEDDER)
    assert held(library) == (library.chunk_ids(), library.chunk_ids())
    assert len(library.chunk_ids()) == 2


def test_a_refresh_lets_go_of_what_left_the_library(library: Library) -> None:
    library.remove("aender")
    snapshot.refresh(library, EMBEDDER)
    assert held(library) == (set(), set())


def test_a_refresh_of_a_current_snapshot_does_nothing(library: Library) -> None:
    before = library.meta("snapshot")
    snapshot.refresh(library, EMBEDDER)
    assert library.meta("snapshot") == before


def test_only_what_is_new_is_embedded(library: Library) -> None:
    seen: list[str] = []

    class Noting(HashEmbedder):
        def embed(self, texts: list[str], *, query: bool = False) -> object:
            seen.extend(texts)
            return super().embed(texts, query=query)

    put(library, "Svanen er hvid.")
    snapshot.refresh(library, Noting())
    assert seen == ["Om svaner\nSvanen er hvid."]


def test_the_last_snapshot_stays_for_readers_and_older_ones_go(library: Library) -> None:
    names = [library.meta("snapshot")]
    for text in ("Svanen er hvid.", "Svanen er sort."):
        put(library, text)
        snapshot.refresh(library, EMBEDDER)
        names.append(library.meta("snapshot"))
    assert sorted(path.name for path in library.folder.glob("snapshot-*")) == sorted(names[1:])


def test_an_open_snapshot_still_answers_while_the_next_is_made(library: Library) -> None:
    opened = Snapshot.open(library)
    put(library, "Svanen er hvid.")
    snapshot.refresh(library, EMBEDDER)
    assert len(opened.vectors.search(EMBEDDER.embed(["anden"])[0], 5)) == 1
    assert len(opened.lexical.search("stem", {"grøn": 1.0, "and": 1.0, "groen": 1.0}, 5)) == 1


def test_what_a_killed_writer_half_made_is_made_anew(library: Library) -> None:
    put(library, "Svanen er hvid.")
    half = library.folder / "snapshot-2" / "lexical"
    half.mkdir(parents=True)
    (half / "meta.json").write_text("{", encoding="utf-8")
    snapshot.refresh(library, EMBEDDER)
    assert held(library)[0] == library.chunk_ids()


def test_a_snapshot_of_other_search_terms_is_made_anew(library: Library) -> None:
    name = str(library.meta("snapshot"))
    library.set_meta(indexed=f"{library.meta('generation')}-0")
    (library.folder / name / "lexical" / "meta.json").write_text("{", encoding="utf-8")
    snapshot.refresh(library, EMBEDDER)
    assert library.meta("snapshot") != name
    assert held(library)[0] == library.chunk_ids()


def test_a_lost_snapshot_is_made_anew(library: Library) -> None:
    name = str(library.meta("snapshot"))
    (library.folder / name).rename(library.folder / "elsewhere")
    snapshot.refresh(library, EMBEDDER)
    assert held(library)[0] == library.chunk_ids()


def test_an_index_that_was_never_finished_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"was never finished: run `python -m ingest"):
        Snapshot.open(Library(tmp_path, create=True))


def test_the_assistant_catches_up_with_a_writer_that_was_killed(tmp_path: Path) -> None:
    library = Library(tmp_path, create=True)
    put(library, "Svanen er hvid.")
    snapshot.refresh(library, load_embedder())
    put(library, "Svanen er sort.")
    assemble(Settings(index=tmp_path))
    assert held(library) == (library.chunk_ids(), library.chunk_ids())


def test_title_and_headings_stand_before_the_text_that_is_indexed() -> None:
    chunk = Chunk("x", "svaner", "Pris\n\nSyv kroner.", 0, 17, ("Kapitel", "Pris"))
    assert snapshot.index_text("Om svaner", chunk) == "Om svaner\nKapitel\nPris\n\nSyv kroner."


def test_a_heading_that_is_the_title_is_not_indexed_twice() -> None:
    chunk = Chunk("x", "svaner", "Syv.", 0, 4, ("Om svaner", "Pris"))
    assert snapshot.index_text("Om svaner", chunk) == "Om svaner\nPris\nSyv."
