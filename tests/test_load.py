"""Claims about picking a reader."""

import hashlib
import re
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.load import READERS, load, sha256_of
from tests.making import pdf


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.txt", "a.MD", "a.TXT"])
def test_a_text_is_read_by_its_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("En svane.", encoding="utf-8")
    (block,) = load(tmp_path / name).blocks
    assert [token.text for token in block.tokens] == ["En", "svane."]


def test_a_pdf_is_read_by_its_ending(tmp_path: Path) -> None:
    assert len(load(pdf(tmp_path / "a.PDF", ["En svane.", "To."])).pages) == 2


@pytest.mark.parametrize("name", ["a.xlsx", "a.mp3", "a"])
def test_another_kind_is_refused_with_the_kinds_that_are_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"'{name}' .*: {re.escape(' '.join(READERS))}$"):
        load(tmp_path / name)


@pytest.mark.parametrize("text", ["", " \n\t", "<!-- intet -->", "![](billede.png)"])
def test_a_file_without_words_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"'a\.md' holds no text"):
        load(tmp_path / "a.md")


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"'a\.md' cannot be opened: No such file"):
        load(tmp_path / "a.md")


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"svane")
    assert sha256_of(tmp_path / "a.md") == hashlib.sha256(b"svane").hexdigest()


def test_the_hash_of_a_file_that_is_gone_is_that_of_nothing(tmp_path: Path) -> None:
    assert sha256_of(tmp_path / "a.md") == hashlib.sha256(b"").hexdigest()
