"""What the browser sends with an event: read with care, since anything may be sent."""

from collections.abc import Iterable
from typing import Any

import gradio as gr

# For the events that only draw: no queue, no English timer, not in the API.
QUIET: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "api_visibility": "private",
}


def sent(event: gr.EventData, name: str) -> object:
    """What was sent under that name; None where nothing was."""
    data = getattr(event, "_data", None)
    return data.get(name) if isinstance(data, dict) else None


def number(event: gr.EventData, name: str) -> int:
    """A whole number from the browser; 0 for anything else it may have sent."""
    value = sent(event, name)
    try:
        return int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0


def texts(event: gr.EventData, name: str, longest: int) -> dict[str, str]:
    """Short texts by name, each cut after `longest` characters."""
    found = sent(event, name)
    if not isinstance(found, dict):
        return {}
    return {k: v[:longest] for k, v in found.items() if isinstance(k, str) and isinstance(v, str)}


def choices(event: gr.EventData, names: Iterable[str], most: int) -> dict[str, frozenset[str]]:
    """The texts chosen under each of these names, at most so many of each."""
    found = {name: sent(event, name) for name in names}
    return {
        name: frozenset(value for value in values[:most] if isinstance(value, str))
        for name, values in found.items()
        if isinstance(values, list)
    }
