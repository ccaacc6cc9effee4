"""Models of one's own over the project's corpus: the weights they deserve, and what they cost."""

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import fmean, median, stdev
from tempfile import TemporaryDirectory

import numpy as np

from assistant.ask import Assistant
from assistant.assemble import weights_from
from assistant.concepts import Concepts, load_concepts
from assistant.retrieve import Retriever, Weights
from assistant.search.cross_encoder import CrossEncoder, load_cross_encoder
from evals.case import Case, read_cases
from evals.measures import discounted_gain, evidence_recall, stands_in
from ingest import snapshot
from ingest.calibration import Calibration, store
from ingest.embed import SHIPPED, Embedder, Vectors, load_embedder
from ingest.errors import SettingsError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import CORPUS, Settings
from ingest.snapshot import Snapshot, index_texts
from ingest.writing import check_model, opened_for_writing

CASES = Path(__file__).with_name("evidence-corpus.jsonl")
GRID = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.5)
_READ, _LISTED = 5, 10  # the k of recall@k, and of nDCG@k
_SAMPLE = 128  # passages that tell a model's pace, and what cosine it gives to any pair


@dataclass(frozen=True, slots=True)
class Trial:
    """The search with one weight."""

    weight: float
    recalls: tuple[float, ...]  # of each question: of its evidence, in the first five passages
    gains: tuple[float, ...]  # of each question: nDCG@10, each quote for itself

    @property
    def recall(self) -> float:
        """Mean recall@5."""
        return fmean(self.recalls)

    @property
    def gain(self) -> float:
        """Mean nDCG@10."""
        return fmean(self.gains)

    @property
    def values(self) -> tuple[float, ...]:
        """Of each question, the mean of both."""
        return tuple(map(fmean, zip(self.recalls, self.gains, strict=True)))


@dataclass(frozen=True, slots=True)
class Model:
    """What an embedding model finds at the weights it deserves, and what it takes."""

    calibration: Calibration
    trials: tuple[Trial, ...]  # of the weights that were tried
    crossed: tuple[Trial, ...]  # of the cross-encoder's, after those
    milliseconds: float  # of a question, search included; half of them take no longer
    passages: float  # embedded in a second
    size: int  # bytes of the folder

    @property
    def taken(self) -> Trial:
        """With the weights that were found."""
        return taken(self.crossed or self.trials)


def tuning_cases(file: Path = CASES) -> list[Case]:
    """The questions over the corpus that may be worked on."""
    return [case for case in read_cases(file) if case.evidence and case.part == "tune"]


@contextmanager
def throw_away_index(documents: Path = CORPUS) -> Iterator[Path]:
    """An index of the corpus, with the model that ships."""
    with TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        ingest([documents], index, load_embedder())
        yield index


def compare_models(folders: Iterable[Path], concepts: Path) -> list[Model]:
    """The model that ships, then each of the others."""
    cases = tuning_cases()
    with throw_away_index() as scratch:
        return [measured(scratch, folder, cases, concepts) for folder in (None, *folders)]


def calibrate(settings: Settings) -> tuple[Model, Model]:
    """The model that ships and the one of the settings, whose weights the index then keeps.

    Raises:
        SettingsError: the settings name no model, or a cross-encoder that is none.
        IndexMissing, IndexMismatch: there is no index, or one of another model.
    """
    if not (settings.model or settings.cross_encoder):
        raise SettingsError(
            "neither HOLDEPUNKT_MODEL nor HOLDEPUNKT_CROSS_ENCODER is set: the model that ships "
            "has its weight, so set one of them to the folder of a model of your own"
        )
    embedder = load_embedder(settings.model)
    check_model(Library(settings.index), embedder)  # before what may take an hour
    crossing = load_cross_encoder(settings.cross_encoder) if settings.cross_encoder else None
    cases = tuning_cases()
    with throw_away_index() as scratch:
        shipped = measured(scratch, None, cases, settings.concepts)
        own = measured(scratch, settings.model, cases, settings.concepts, cross_encoder=crossing)
    with opened_for_writing(settings.index, embedder) as library:
        store(library, own.calibration)
    return shipped, own


def measured(
    index: Path,
    folder: Path | None,
    cases: Sequence[Case],
    concepts: Path,
    *,
    cross_encoder: CrossEncoder | None = None,
) -> Model:
    """A model over an index, which is given its vectors.

    The one that ships, where `folder` is None, keeps the weight it was given by hand.
    """
    embedder = load_embedder(folder)
    with opened_for_writing(index, embedder, rebuild=True) as library:
        snapshot.refresh(library, embedder, rebuild=True)
    known = load_concepts(concepts)
    pace, floor = _sampled(library, embedder, cases)
    quick = _helper(library, _kept(embedder), known)
    usual, found, crossed = Weights(), Calibration(embedder.name), list[Trial]()
    trials = [_trial(quick, cases, usual, usual.dense)]
    if folder:
        trials = [_trial(quick, cases, replace(usual, dense=w, floor=floor), w) for w in GRID]
        found = replace(found, dense=taken(trials).weight, floor=floor)
    if cross_encoder:
        quick = _helper(library, _kept(embedder), known, _kept_scores(cross_encoder))
        usual = weights_from(found, None)
        crossed = [_trial(quick, cases, replace(usual, cross=weight), weight) for weight in GRID]
        found = replace(found, cross_encoder=cross_encoder.name, cross=taken(crossed).weight)
    helper = _helper(library, embedder, known, cross_encoder, found)
    size = sum(file.stat().st_size for file in (folder or SHIPPED).rglob("*") if file.is_file())
    return Model(found, tuple(trials), tuple(crossed), 1_000 * _seconds(helper, cases), pace, size)


def taken(trials: Sequence[Trial]) -> Trial:
    """The trial of the smallest weight that is as good as the best, for so few questions.

    Good is the mean of recall@5 and nDCG@10; as good, at most one standard error of the difference
    less. Else a model of chance numbers would get a weight for a question that it happens to turn.
    """
    best = max(trials, key=lambda trial: fmean(trial.values))
    return min((t for t in trials if _is_as_good(t, best)), key=lambda trial: trial.weight)


def _is_as_good(trial: Trial, best: Trial) -> bool:
    less = [a - b for a, b in zip(best.values, trial.values, strict=True)]
    return fmean(less) <= stdev(less) / math.sqrt(len(less))


def gain(quotes: Sequence[str], passages: Sequence[str]) -> float:
    """Mean over the quotes of nDCG@10, where the first passage that holds one is its right one."""
    ranks = [
        next((rank for rank, text in enumerate(passages, 1) if stands_in(quote, text)), None)
        for quote in quotes
    ]
    return fmean(discounted_gain(rank, _LISTED) for rank in ranks)


def _helper(
    library: Library,
    embedder: Embedder,
    concepts: Concepts,
    cross_encoder: CrossEncoder | None = None,
    found: Calibration | None = None,
) -> Assistant:
    weights = weights_from(found, cross_encoder) if found else Weights()
    retriever = Retriever(Snapshot.open(library), embedder, weights, cross_encoder)
    return Assistant(library, retriever, lambda: concepts)


def _trial(helper: Assistant, cases: Sequence[Case], weights: Weights, weight: float) -> Trial:
    searching = replace(helper, retriever=replace(helper.retriever, weights=weights))
    recalls, gains = [], []
    for case in cases:
        found = searching.passages(case.question, _LISTED, history=case.context)
        texts = [passage.chunk.text for passage in found]
        quotes = [evidence.quote for evidence in case.evidence]
        recalls.append(evidence_recall(quotes, texts, _READ))
        gains.append(gain(quotes, texts))
    return Trial(weight, tuple(recalls), tuple(gains))


def _sampled(library: Library, embedder: Embedder, cases: Sequence[Case]) -> tuple[float, float]:
    """Passages embedded in a second; the cosine that half of all pairs do not exceed."""
    texts = [
        item.text
        for source in library.sources()
        for item in index_texts(source.title, library.chunks_of(source.id))
    ]
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    embedder.embed(sample[:4])  # the first time, torch prepares itself
    started = time.perf_counter()
    passages = embedder.embed(sample)
    seconds = time.perf_counter() - started
    questions = embedder.embed([case.question for case in cases], query=True)
    return len(sample) / seconds, float(np.median(questions @ passages.T))


def _seconds(helper: Assistant, cases: Sequence[Case]) -> float:
    """Of a search, the median."""
    seconds = []
    for case in cases:
        started = time.perf_counter()
        helper.passages(case.question, _LISTED, history=case.context)
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def _kept(embedder: Embedder) -> Embedder:
    """The same, where a question is embedded once, whatever weights it is asked with."""
    one = cache(lambda text: embedder.encode([text])[0])

    def encode(texts: list[str]) -> Vectors:
        return np.array([one(text) for text in texts])

    return replace(embedder, encode=encode)


def _kept_scores(cross_encoder: CrossEncoder) -> CrossEncoder:
    """The same, where a pair is judged once."""
    one = cache(lambda pair: cross_encoder.score([pair])[0])
    return replace(cross_encoder, score=lambda pairs: [one(pair) for pair in pairs])
