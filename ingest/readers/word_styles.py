"""What a Word document's styles and numbering say a paragraph is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.elements import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|overskrift) ?(\d)")
_LIST = re.compile(r"(?:list|opstilling)(?! paragraph| continue).*?(\d)?")
CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse) ?\d|table of figures")
_BODY_TEXT = 9  # the outline level of what is no heading
_DEEPEST = 8  # the last of the nine levels that Word has
_HIGHEST = 32767  # Word numbers no further
_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a style chain or a paragraph says, where it says it."""

    name: str = ""  # lower case, as Word names it in every language
    outline: int | None = None  # 0-based; 9 is body text
    numbering: str | None = None  # "0" takes the numbering away
    depth: int | None = None  # 0-based


@dataclass
class Styles:
    """Paragraph styles and list counters of one document; it counts as paragraphs are asked for."""

    styles: dict[str, Element]
    default: str
    lists: dict[str, "NumberedList"]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def chain(self, paragraph: Element) -> Iterator[Look]:
        """The paragraph's own look, its style's, and those of the styles that one is based on."""
        yield _look(paragraph.find(f"{W}pPr"), "")
        name = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            yield _look(style.find(f"{W}pPr"), value(style.find(f"{W}name")))
            name = value(style.find(f"{W}basedOn"))

    def heading_level(self, chain: list[Look]) -> int:
        """1 for the outermost, 0 for what is no heading."""
        for look in chain:
            if look.name == "toc heading":
                return 1
            if look.outline is not None:
                return 0 if look.outline >= _BODY_TEXT else look.outline + 1
            if match := _HEADING.fullmatch(look.name):
                return int(match[1])
            if look.name in ("title", "titel"):
                return 1
            if look.name in ("subtitle", "undertitel"):
                return 2
        return 0

    def list_depth(self, chain: list[Look], style: str) -> tuple[int, str]:
        """Depth from 1 and the number as printed ("2.1", "b)"); 0 for what is no list item."""
        numbering = next((look.numbering for look in chain if look.numbering is not None), None)
        match = next((m for look in chain if (m := _LIST.fullmatch(look.name))), None)
        named = int(match[1] or 1) if match else 0  # "List Bullet 2"
        if numbering in self.lists:
            numbered = self.lists[numbering]
            given = next((look.depth for look in chain if look.depth is not None), None)
            depth = min(numbered.depth_of(style) if given is None else given, _DEEPEST)
            return max(depth + 1, named), self._count(numbered, depth)
        return (named, "") if numbering is None else (0, "")

    def _count(self, numbered: "NumberedList", depth: int) -> str:
        key = numbered.counted_as
        for deeper in [at for of, at in self.counts if of == key and at > depth]:
            del self.counts[key, deeper]
        for at in range(depth + 1):
            if (key, at) not in self.counts:
                self.counts[key, at] = numbered.start(at) - (at == depth)
        self.counts[key, depth] += 1
        return numbered.label(depth, {at: self.counts[key, at] for at in range(depth + 1)})


@dataclass(frozen=True)
class NumberedList:
    """The levels of one list, by depth from 0."""

    counted_as: str
    levels: dict[int, Element]
    starts: dict[int, int]

    def depth_of(self, style: str) -> int:
        """The level that belongs to a paragraph style; 0 where none does."""
        return next(
            (n for n, at in self.levels.items() if value(at.find(f"{W}pStyle")) == style), 0
        )

    def start(self, depth: int) -> int:
        """The first number at a depth."""
        said = value(self.levels[depth].find(f"{W}start")) if depth in self.levels else ""
        return min(self.starts.get(depth, int(said) if said.isdecimal() else 1), _HIGHEST)

    def label(self, depth: int, counts: dict[int, int]) -> str:
        """The number as printed; empty for a bullet."""
        level = self.levels.get(depth)
        if level is None or value(level.find(f"{W}numFmt")) in ("bullet", "none"):
            return ""

        def printed(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            kind = value(self.levels[at].find(f"{W}numFmt")) if at in self.levels else "decimal"
            return _printed(counts.get(at, 1), kind)

        return _PLACE.sub(printed, value(level.find(f"{W}lvlText")))


def styles_of(styles: Element | None, numbering: Element | None) -> Styles:
    """Styles and lists from a document's parts, either of which may be missing."""
    found: dict[str, Element] = {}
    default = ""
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId") or ""
        if style.get(f"{W}type") == "paragraph":
            found[name] = style
            default = name if style.get(f"{W}default") in ("1", "true", "on") else default
    return Styles(found, default, _lists(numbering) if numbering is not None else {})


def value(element: Element | None) -> str:
    """What an element of one value says; empty where it is missing."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def _lists(numbering: Element) -> dict[str, NumberedList]:
    kinds = {
        kind.get(f"{W}abstractNumId") or "": kind for kind in numbering.iter(f"{W}abstractNum")
    }
    lists: dict[str, NumberedList] = {}
    for num in numbering.iterchildren(f"{W}num"):
        name, kind = num.get(f"{W}numId") or "", value(num.find(f"{W}abstractNumId"))
        levels = _levels(kinds[kind]) if kind in kinds else {}
        starts: dict[int, int] = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            levels |= _levels(override)
            start = value(override.find(f"{W}startOverride"))
            if start.isdecimal():
                starts[_whole(override.get(f"{W}ilvl"))] = int(start)
        # Lists of one kind count on from each other, but not where one says where it starts.
        lists[name] = NumberedList(name if starts else f"kind {kind}", levels, starts)
    return lists


def _levels(holder: Element) -> dict[int, Element]:
    return {_whole(level.get(f"{W}ilvl")): level for level in holder.iterchildren(f"{W}lvl")}


def _look(properties: Element | None, name: str) -> Look:
    if properties is None:
        return Look(name.casefold())
    outline, depth = (
        value(properties.find(f"{W}{path}")) for path in ("outlineLvl", f"numPr/{W}ilvl")
    )
    return Look(
        name.casefold(),
        int(outline) if outline.isdecimal() else None,
        value(properties.find(f"{W}numPr/{W}numId")) or None,
        int(depth) if depth.isdecimal() else None,
    )


def _printed(number: int, kind: str) -> str:
    """A number in letters or Roman figures, where the list says so."""
    if kind.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif kind.endswith("Roman"):
        text, left = "", number
        for size, letters in _ROMAN:
            text += letters * (left // size)
            left %= size
    else:
        return str(number)
    return text.upper() if kind.startswith("upper") else text


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
