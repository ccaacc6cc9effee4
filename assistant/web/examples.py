"""The questions that the start page offers; staff edit them in `corpus/examples.toml`."""

import tomllib
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import SettingsError

FILE = Path(__file__).parents[2] / "corpus" / "examples.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try, what kind of task it shows, and the document that holds its answer."""

    kind: str
    question: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """What the start page says of the library."""

    lead: str = "Du får et kort svar, og hvert udsagn viser stedet, det står på."
    examples: tuple[Example, ...] = ()

    def over(self, documents: Container[str]) -> "Examples":
        """Those whose document is among these ids; where none is left, the lead says no subject."""
        left = tuple(
            one for one in self.examples if one.document is None or one.document in documents
        )
        return replace(self, examples=left) if left or not self.examples else Examples()


def read_examples(file: Path = FILE) -> Examples:
    """The examples; none where the file is missing.

    Raises:
        SettingsError: the file is not valid.
    """
    if not file.is_file():
        return Examples()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        found = tuple(
            Example(one["kind"], one["question"], one.get("document"))
            for one in data.get("example", [])
        )
        return Examples(str(data.get("lead", Examples().lead)), found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as exc:
        raise SettingsError(
            f"{file} is not valid ({exc}): every [[example]] needs a kind and a question",
            f"{file} er ikke gyldig. Hvert [[example]] skal have kind og question.",
        ) from exc
