"""From bytes to text: which encoding a file without a label was written in."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One byte a letter; the first wins a draw. DOS and old Macs put æ, ø and å elsewhere.
_ONE_BYTE = ("cp1252", "mac_roman", "cp865")
_DANISH = re.compile(r"(?<=[A-Za-z])[æøåÆØÅ]|[æøåÆØÅ](?=[a-z])")
# UTF-8 that was once read as Windows-1252 or Latin-1: "Ã¦" for æ, "â€“" for a dash.
_TWICE_ENCODED = re.compile(r"[ÃÂ][^\x00-\x7fÀ-ÿ]|â[^\x00-\x7fÀ-ÿ]{2}")


def decode(raw: bytes) -> str:
    """Text of `raw`; never fails, since every byte means something in Windows-1252 or Latin-1."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff")
    wide = _wide(raw)
    if wide is not None:
        return wide
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _mostly_utf8(raw) or _one_byte(raw)
    return _decoded_once(text)


def _wide(raw: bytes) -> str | None:
    """Text of UTF-16 without a mark, where every other byte of Danish is 0; else None."""
    if len(raw) < 4 or len(raw) % 2:
        return None
    zeros = (raw[0::2].count(0), raw[1::2].count(0))
    if max(zeros) < 0.4 * len(raw) / 2 or min(zeros) > 0.1 * max(zeros):
        return None
    try:
        return raw.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    except UnicodeDecodeError:
        return None


def _mostly_utf8(raw: bytes) -> str | None:
    """Text of UTF-8 with few other bytes in it, such as a pasted line; None for anything else."""
    text = raw.decode("utf-8-sig", errors="surrogateescape")
    odd = [c for c in text if "\udc80" <= c <= "\udcff"]
    if 4 * len(odd) > sum(c > "\x7f" for c in text):
        return None
    plain = {ord(c): _letter(ord(c) - 0xDC00) for c in set(odd)}
    return text.translate(plain)


def _one_byte(raw: bytes) -> str:
    readings = [raw.decode(name, errors="surrogateescape") for name in _ONE_BYTE]
    best = max(readings, key=lambda text: len(_DANISH.findall(text)))
    return "".join(_letter(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in best)


def _letter(byte: int) -> str:
    """What a byte means in Windows-1252, or in Latin-1 where that has nothing."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _decoded_once(text: str) -> str:
    """`text` where letters that were encoded twice are single letters again."""
    return _TWICE_ENCODED.sub(_once, text) if _TWICE_ENCODED.search(text) else text


def _once(found: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, found.group())).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return found.group()


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("cp1252")
