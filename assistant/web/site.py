"""What every page of the app is drawn from."""

from dataclasses import dataclass

from assistant.ask import Assistant
from assistant.web.examples import Examples


@dataclass(frozen=True, slots=True)
class Site:
    """The assistant that answers, and what the start page offers."""

    assistant: Assistant
    examples: Examples
