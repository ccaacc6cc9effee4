"""The weights that models of one's own were found to deserve; the index keeps them.

Those of the search were set with the model that ships. `python -m evals calibrate` finds others.
"""

import json
from dataclasses import asdict, dataclass

from ingest.embed import Embedder
from ingest.library import Library

_KEY = "calibration"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights for an embedding model, and for the cross-encoder that was set with it."""

    model: str
    dense: float | None = None  # None: as for the model that ships
    floor: float = 0.0  # cosine that counts as nothing
    cross_encoder: str = ""  # none where it is empty
    cross: float = 0.0


def store(library: Library, found: Calibration) -> None:
    """Keeps what was found, in place of anything found before; the caller holds the lock."""
    library.set_meta(**{_KEY: json.dumps(asdict(found))})


def stored(library: Library, embedder: Embedder) -> Calibration:
    """What was found for this model; the usual weights where it was never calibrated."""
    kept = library.meta(_KEY)
    found = Calibration(**json.loads(kept)) if kept else Calibration("")
    return found if found.model == embedder.name else Calibration("")
