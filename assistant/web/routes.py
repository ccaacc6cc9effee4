"""What the page fetches by itself: pictures of pages, the documents, style and script."""

from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles

from assistant.ask import Assistant
from assistant.web.sheet import PICTURE_WIDTH
from ingest.errors import UnknownDocument, UnreadableFile
from ingest.library import Library
from ingest.personal_data import MASK
from ingest.readers.encoding import decode
from ingest.readers.pdf import picture

STATIC = Path(__file__).parent / "static"
_PLAIN = (".md", ".markdown", ".txt")
_TYPES = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# A document is shown, never run: no script of it, and nothing that it would fetch.
_SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_YEAR = "private, max-age=31536000, immutable"


def static_files() -> StaticFiles:
    """Style, script and fonts."""
    return StaticFiles(directory=STATIC)


def routes(assistant: Assistant) -> APIRouter:
    """Pictures and documents by registered id; any other address is not there."""
    router = APIRouter()

    @router.get("/side/{document_id}/{page}.png")
    def side(document_id: str, page: int) -> Response:
        path = _original(assistant.library, document_id)
        if path.suffix != ".pdf":
            raise HTTPException(404)
        try:
            return Response(_drawn(path, page), media_type="image/png", headers=_cached())
        except (ValueError, UnreadableFile) as exc:
            raise HTTPException(404) from exc

    @router.get("/dokument/{document_id}")
    def dokument(document_id: str) -> Response:
        path = _original(assistant.library, document_id)
        name = Path(assistant.library.document(document_id).source.path).name
        if path.suffix in _PLAIN:
            return PlainTextResponse(decode(path.read_bytes()))
        kind = _TYPES.get(path.suffix, "application/octet-stream")
        shown = kind in ("application/pdf", "text/html")
        # The browser's own PDF viewer does not open in a sandbox.
        sealed = {} if path.suffix == ".pdf" else {"content-security-policy": _SEALED}
        place = "inline" if shown else "attachment"
        return FileResponse(
            path, media_type=kind, filename=name, content_disposition_type=place, headers=sealed
        )

    return router


@lru_cache(maxsize=64)
def _drawn(path: Path, page: int) -> bytes:
    return picture(path, page, width=PICTURE_WIDTH)


def _cached() -> dict[str, str]:
    return {"cache-control": _YEAR}


def _original(library: Library, document_id: str) -> Path:
    """Where the file lies; one in which CPR numbers were masked is not served."""
    try:
        path, text = library.original(document_id), library.document(document_id).text
    except UnknownDocument as exc:
        raise HTTPException(404) from exc
    if not path.is_file() or MASK in text:
        raise HTTPException(404)
    return path
