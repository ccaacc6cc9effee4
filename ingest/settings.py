"""The settings, read once from the environment (prefix HOLDEPUNKT_)."""

from dataclasses import fields
from pathlib import Path

from pydantic import PositiveFloat, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.bounds import Bounds
from ingest.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[1]
CORPUS = PROJECT / "corpus" / "documents"
_BOUNDS = Bounds()


class Settings(BaseSettings):
    """What can be set; every field has a default that works offline."""

    model_config = SettingsConfigDict(env_prefix="HOLDEPUNKT_", extra="ignore", frozen=True)

    index: Path = Path(".holdepunkt")
    """The folder that holds the index."""
    model: Path | None = None
    """Folder of a sentence-transformers model; without it the one that ships."""
    concepts: Path = PROJECT / "corpus" / "concepts.toml"
    """The list of words that mean the same."""
    most_bytes: PositiveInt = _BOUNDS.most_bytes
    """A larger file is set aside."""
    most_pages: PositiveInt = _BOUNDS.most_pages
    """A file of more pages is set aside."""
    most_characters: PositiveInt = _BOUNDS.most_characters
    """A file with more on a page is set aside; of one without pages, 100 times as many are read."""
    most_pixels: PositiveInt = _BOUNDS.most_pixels
    """A page is drawn with at most so many."""
    most_seconds: PositiveFloat = _BOUNDS.most_seconds
    """A file that takes longer to read is set aside; each scanned page has as long again."""
    most_memory: PositiveInt = _BOUNDS.most_memory
    """Bytes; a file whose reading takes more is set aside."""
    mask_contacts: bool = False
    """Whether phone numbers and e-mail addresses are masked, as CPR numbers always are."""
    host: str = "127.0.0.1"
    """The address that the app listens on."""
    port: int = 7860
    """The port that the app listens on."""

    @property
    def bounds(self) -> Bounds:
        """What a file may cost."""
        return Bounds(**{field.name: getattr(self, field.name) for field in fields(Bounds)})


def read_settings() -> Settings:
    """The settings.

    Raises:
        SettingsError: one of them does not mean what its field needs.
    """
    try:
        return Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "HOLDEPUNKT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} is {first['input']!r}: {first['msg']}") from exc
