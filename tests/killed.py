"""Runs ingest again and again in children that a test may kill; reads commands on stdin.

A command is a documents folder and an index folder, parted by a tab. Each run is a fork, since
loading the libraries anew would take longer than all the rest.
"""

import os
import sys
from pathlib import Path

from ingest.embed import load_embedder
from ingest.pipeline import ingest


def main() -> None:
    embedder = load_embedder()
    print("ready", flush=True)
    for line in sys.stdin:
        documents, index = map(Path, line.rstrip("\n").split("\t"))
        if (child := os.fork()) == 0:
            ingest([documents], index, embedder, processes=0)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)


if __name__ == "__main__":
    main()
