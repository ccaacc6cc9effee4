"""What every page of the app is drawn from."""

from dataclasses import dataclass, field
from pathlib import Path

from assistant.ask import Assistant
from assistant.feedback import FeedbackStore
from assistant.guide import Guides
from assistant.web.downloads import Downloads
from assistant.web.examples import Examples


@dataclass(frozen=True, slots=True)
class Site:
    """The assistant, what the start page offers, feedback, the last report and the guide.

    Downloads are the answers that visitors may fetch as files.
    """

    assistant: Assistant
    examples: Examples
    feedback: FeedbackStore
    report: Path | None
    guide: Guides
    downloads: Downloads = field(default_factory=Downloads)
