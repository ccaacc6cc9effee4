"""The questions that the start page offers; staff edit them in `corpus/examples.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SettingsError

FILE = Path(__file__).parents[2] / "corpus" / "examples.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try, and what kind of task it shows."""

    kind: str
    question: str


@dataclass(frozen=True, slots=True)
class Examples:
    """What the start page says of the library."""

    lead: str = "Du får et kort svar, og hvert udsagn viser stedet, det står på."
    examples: tuple[Example, ...] = ()


def read_examples(file: Path = FILE) -> Examples:
    """The examples; none where the file is missing.

    Raises:
        SettingsError: the file is not valid.
    """
    if not file.is_file():
        return Examples()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        found = tuple(Example(e["kind"], e["question"]) for e in data.get("example", []))
        return Examples(str(data.get("lead", Examples().lead)), found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as exc:
        raise SettingsError(
            f"{file} is not valid ({exc}): every [[example]] needs a kind and a question"
        ) from exc
