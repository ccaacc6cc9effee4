"""What a file may cost at most before it is set aside, so that one file cannot stop the rest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Each is a setting with the prefix HOLDEPUNKT_."""

    most_bytes: int = 200_000_000  # of a file
    most_pages: int = 5_000  # of a file
    most_characters: int = 300_000  # of the text of a page; of a file without pages, 100 times that
    most_pixels: int = 16_000_000  # of the picture of a page
    most_seconds: float = 300.0  # for reading a file, and for each scanned page of it
    most_memory: int = 3_000_000_000  # bytes of a process that reads files
