"""Claims about a writer that is killed: the last good state or the new one is left, never half."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assemble import assemble
from ingest.library import Library
from ingest.settings import Settings
from ingest.snapshot import Snapshot
from tests.making import write
from tests.programme import said

KILLS = 50
PLACES = ("Anemonen", "Bregnen", "Cypressen", "Dadlen", "Egen", "Fyrren", "Granen", "Hasselen")


class Victim:
    """A process that ingests on command, and is killed on command."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killed"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._read() == "ready"

    def run(self, documents: Path, index: Path, kill_after: float | None = None) -> float:
        """Seconds that the run took; it is killed `kill_after` seconds in, if it lives so long."""
        assert self._process.stdin
        self._process.stdin.write(f"{documents}\t{index}\n")
        self._process.stdin.flush()
        child, started = int(self._read()), time.perf_counter()
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # it was done already
                os.kill(child, signal.SIGKILL)
        assert self._read() == "over"
        return time.perf_counter() - started

    def end(self) -> None:
        self._process.communicate()

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@pytest.fixture
def victim() -> Iterator[Victim]:
    victim = Victim()
    yield victim
    victim.end()


def write_prices(folder: Path, price: int) -> None:
    note = "# {0}\n\nEn plads i {0} koster {1} kr. om ugen.\n\n{2}"
    more = "\n\n".join(f"Afsnit {n} handler om hverdagen i huset." for n in range(40))
    files = {f"{place.lower()}.md": note.format(place, price, more) for place in PLACES}
    write(folder, files)


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_every_document_whole(
    victim: Victim, tmp_path: Path
) -> None:
    documents, index = tmp_path / "documents", tmp_path / "index"
    write_prices(documents, 1_000)
    takes = victim.run(documents, index)
    moments, prices = random.Random(4), {1_000}
    for kill in range(1, KILLS + 1):
        price = 1_000 + kill
        write_prices(documents, price)
        prices.add(price)
        victim.run(documents, index, kill_after=moments.uniform(0, takes))
        helper = assemble(Settings(index=index))
        place = PLACES[kill % len(PLACES)]
        answer = said(helper.ask(f"Hvad koster en plads i {place} om ugen?"))
        assert any(f"koster {one} kr." in answer for one in prices), (kill, answer)
        library, snapshot = Library(index), Snapshot.open(Library(index))
        assert snapshot.lexical.ids() == snapshot.vectors.ids() == library.chunk_ids()
        for source in library.sources():
            document = library.document(source.id)
            assert "".join(c.text for c in library.chunks_of(source.id)) == document.text
        assert len(library.sources()) == len(PLACES)
    victim.run(documents, index)
    answer = said(
        assemble(Settings(index=index)).ask(f"Hvad koster en plads i {PLACES[0]} om ugen?")
    )
    assert f"koster {1_000 + KILLS} kr." in answer
