"""The draft accessibility statement as a page of its own; the municipality completes the text."""

from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.web import icons

FILE = Path(__file__).parents[2] / "docs" / "tilgaengelighed.md"
PATH = "/tilgaengelighed"
_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'"
_PAGE = """<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tilgængelighed – Holdepunkt</title>
<link rel="icon" type="image/svg+xml" href="/statisk/holdepunkt.svg">
<link rel="stylesheet" href="/statisk/holdepunkt.css">
<link rel="stylesheet" href="/statisk/tilgaengelighed.css">
</head>
<body class="hp-erklaering">
<header><a href="/">{brand}<span>Til Holdepunkt</span></a></header>
<main>{body}</main>
</body>
</html>
"""


def routes() -> APIRouter:
    """The page with the statement."""
    router = APIRouter()

    @router.get(PATH)
    def tilgaengelighed() -> HTMLResponse:
        return HTMLResponse(_page(), headers={"content-security-policy": _POLICY})

    return router


@cache
def _page() -> str:
    from markdown_it import MarkdownIt  # only whoever reads the statement waits for it

    return _PAGE.format(
        brand=icons.BRAND,
        body=MarkdownIt("commonmark", {"html": False}).render(FILE.read_text("utf-8")),
    )
