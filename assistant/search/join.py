"""From chunks, which are short to rank, to passages, which are long enough to read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.reply import Passage
from ingest.library import Library
from ingest.rows import Place

_REACH = 6  # chunks either side that a passage may be joined from


def join(
    library: Library,
    places: Mapping[str, Place],
    scores: Mapping[str, float],
    order: Iterable[str],
    k: int,
    size: int,
) -> list[Passage]:
    """The best `k` chunks of `order`, each joined with its best neighbours to `size` characters.

    What is already shown takes no second place. `places` holds those of `order` at least.
    """
    runs: dict[str, list[str]] = {}
    shown: set[str] = set()
    for chunk_id in order:
        if chunk_id in shown:
            continue
        near = library.round(places[chunk_id], _REACH)
        runs[chunk_id] = _grown(near, chunk_id, scores, shown, size)
        shown.update(runs[chunk_id])
        if len(runs) == k:
            break
    chunks = library.chunks(shown)  # only of these is the text wanted
    passages: list[Passage] = []
    for chunk_id, ids in runs.items():
        run = [chunks[i] for i in ids]
        joined = replace(
            chunks[chunk_id],
            text="".join(chunk.text for chunk in run),
            reading="".join(chunk.reading or chunk.text for chunk in run),
            start=run[0].start,
            end=run[-1].end,
        )
        # Where documents take turns, a score may be above the one before it; none is shown so.
        score = min(scores[chunk_id], passages[-1].score) if passages else scores[chunk_id]
        passages.append(Passage(len(passages) + 1, score, joined))
    return passages


def _grown(
    near: Sequence[Place], chunk_id: str, scores: Mapping[str, float], shown: set[str], most: int
) -> list[str]:
    """The chunk and the neighbours that score best, in reading order, up to `most` characters."""
    first = last = next(i for i, place in enumerate(near) if place.id == chunk_id)
    while True:
        size = near[last].end - near[first].start
        sides = [
            (scores.get(near[i].id, 0.0), i)
            for i in (first - 1, last + 1)
            if 0 <= i < len(near)
            and near[i].id not in shown
            and size + near[i].end - near[i].start <= most
        ]
        if not sides:
            return [place.id for place in near[first : last + 1]]
        _, best = max(sides)
        first, last = min(first, best), max(last, best)
