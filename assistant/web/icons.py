"""Line icons on a 24-unit grid; decoration only, the words beside them carry the meaning."""


def _icon(paths: str) -> str:
    return (
        '<svg class="hp-ikon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{paths}</svg>'
    )


PREVIOUS = _icon('<path d="m14 6-6 6 6 6"/>')
NEXT = _icon('<path d="m10 6 6 6-6 6"/>')
CLOSE = _icon('<path d="M6 6l12 12M18 6 6 18"/>')
CHECK = _icon('<path d="m5 13 4 4L19 7"/>')
COPY = _icon('<rect x="9" y="9" width="11" height="11" rx="1"/><path d="M15 5H5v10"/>')
DOWNLOAD = _icon('<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>')
ATTENTION = _icon('<path d="M12 4 3 20h18zM12 10v5M12 17.5v.1"/>')
FILE = _icon('<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>')
OPEN = _icon('<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9"/>')
TO_QUOTE = _icon('<path d="M4 6h16M4 18h16"/><path d="M4 12h10" stroke-width="4"/>')

# A point that holds, on the stroke of a marker pen.
BRAND = (
    '<svg class="hp-brand" viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" '
    'focusable="false"><rect x="1" y="14" width="30" height="8" rx="1" fill="#FFE27A"/>'
    '<path d="M16 10v11" stroke="#0A4D5C" stroke-width="3" stroke-linecap="round"/>'
    '<circle cx="16" cy="8" r="7" fill="#0A4D5C"/></svg>'
)
# The empty panel: a page with one marked line.
PAGE = (
    '<svg viewBox="0 0 120 156" width="120" height="156" aria-hidden="true" focusable="false">'
    '<rect x=".5" y=".5" width="119" height="155" rx="2" fill="#FFF" stroke="#BFC9CC"/>'
    '<g fill="#DFE5E7"><rect x="16" y="21" width="88" height="8" rx="2"/>'
    '<rect x="16" y="57" width="88" height="8" rx="2"/>'
    '<rect x="16" y="75" width="88" height="8" rx="2"/>'
    '<rect x="16" y="93" width="48" height="8" rx="2"/></g>'
    '<rect x="16" y="39" width="88" height="8" rx="2" fill="#FFE27A"/></svg>'
)
