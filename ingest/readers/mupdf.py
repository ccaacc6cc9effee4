"""PyMuPDF, loaded without its models of page layout: unused here, and most of its loading time."""

import sys

__all__ = ["pymupdf"]

_LAYOUT = "pymupdf.layout"
_wanted = _LAYOUT in sys.modules
if not _wanted:
    sys.modules[_LAYOUT] = None  # type: ignore[assignment]
import pymupdf  # noqa: E402

if not _wanted:
    del sys.modules[_LAYOUT]  # whoever asks for it later gets it
