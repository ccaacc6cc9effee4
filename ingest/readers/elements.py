"""What the readers of marked-up files ask of an element, whichever parser made it."""

from collections.abc import Iterator
from typing import Any, Protocol


class Element(Protocol):
    """An element of a parsed page or Word part, as lxml gives it."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """Its child elements."""

    def find(self, path: str, /) -> "Element | None":
        """The first element that the path leads to."""

    def get(self, name: str, /) -> str | None:
        """The attribute's value."""

    def getparent(self) -> "Element | None":
        """The element it stands in."""

    def iter(self, *tags: str) -> Iterator["Element"]:
        """Itself and all within it, of these tags."""

    def iterchildren(self, *tags: str) -> Iterator["Element"]:
        """Its child elements of these tags."""

    def itersiblings(self, tag: str, *, preceding: bool = False) -> Iterator["Element"]:
        """Those beside it, of this tag."""

    def itertext(self) -> Iterator[str]:
        """All pieces of text within it."""

    def xpath(self, path: str) -> list[Any]:
        """What the path leads to."""
