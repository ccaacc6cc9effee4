"""The settings, read once from the environment (prefix HOLDEPUNKT_)."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[1]
CORPUS = PROJECT / "corpus" / "documents"


class Settings(BaseSettings):
    """What can be set; every field has a default that works offline."""

    model_config = SettingsConfigDict(env_prefix="HOLDEPUNKT_", extra="ignore", frozen=True)

    index: Path = Path(".holdepunkt")
    """The folder that holds the index."""
    model: Path | None = None
    """Folder of a sentence-transformers model; without it the one that ships."""
    concepts: Path = PROJECT / "corpus" / "concepts.toml"
    """The list of words that mean the same."""
    host: str = "127.0.0.1"
    """The address that the app listens on."""
    port: int = 7860
    """The port that the app listens on."""


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
