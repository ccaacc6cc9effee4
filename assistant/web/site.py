"""What every page of the app is drawn from."""

from dataclasses import dataclass
from pathlib import Path

from assistant.ask import Assistant
from assistant.feedback import FeedbackStore
from assistant.web.examples import Examples


@dataclass(frozen=True, slots=True)
class Site:
    """The assistant that answers, what the start page offers, feedback, and the last report."""

    assistant: Assistant
    examples: Examples
    feedback: FeedbackStore
    report: Path | None
