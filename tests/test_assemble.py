"""Claims about putting the real parts together, as the settings say."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.assemble import Settings, assemble, read_settings
from ingest.embed import Embedder, load_embedder
from ingest.errors import IndexMismatch, IndexMissing, ModelError, SettingsError
from ingest.library import Library
from ingest.pipeline import ingest
from tests.making import HashEmbedder, write
from tests.programme import FILES, said

PRICE = "Hvad koster en plads i Fyrtårnet om ugen?"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Path:
    ingest([write(tmp_path / "documents", FILES)], tmp_path / "index", embedder, processes=0)
    return tmp_path / "index"


def snapshots(index: Path) -> list[str]:
    return [folder.name for folder in index.glob("snapshot-*")]


def lose_snapshots(index: Path) -> None:
    for name in snapshots(index):
        shutil.rmtree(index / name)


def test_an_assembled_assistant_answers_from_its_index(index: Path) -> None:
    assert "745 kr." in said(assemble(Settings(index=index)).ask(PRICE))


def test_the_index_is_the_one_that_the_environment_names(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_INDEX", str(index))
    assert assemble(read_settings()).library.folder == index


def test_a_folder_without_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"there is no index in .*run `python -m ingest"):
        assemble(Settings(index=tmp_path))


def test_nothing_is_made_in_a_folder_without_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        assemble(Settings(index=tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []


def test_an_index_of_another_model_is_refused(tmp_path: Path) -> None:
    ingest([write(tmp_path / "documents", FILES)], tmp_path / "index", HashEmbedder(), processes=0)
    with pytest.raises(IndexMismatch, match=r"built with the model 'hash'"):
        assemble(Settings(index=tmp_path / "index"))


def test_a_folder_without_model_is_refused(index: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"there is no model folder"):
        assemble(Settings(index=index, model=tmp_path / "none"))


def test_a_snapshot_that_a_killed_writer_left_undone_is_finished(index: Path) -> None:
    Library(index).touch()
    lose_snapshots(index)
    assert "745 kr." in said(assemble(Settings(index=index)).ask(PRICE))


def test_while_another_process_writes_the_last_snapshot_serves(index: Path) -> None:
    before = snapshots(index)
    Library(index).touch()
    with FileLock(index / "lock"):
        assert assemble(Settings(index=index)).retriever.snapshot.name == before[0]


def test_while_another_process_writes_an_index_without_snapshot_is_refused(index: Path) -> None:
    lose_snapshots(index)
    with FileLock(index / "lock"), pytest.raises(IndexMissing, match=r"was never finished"):
        assemble(Settings(index=index))


def test_a_port_that_is_no_number_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDEPUNKT_PORT", "mange")
    with pytest.raises(SettingsError, match=r"HOLDEPUNKT_PORT is 'mange'"):
        read_settings()
