"""The settings, read once from the environment (prefix HOLDEPUNKT_)."""

from dataclasses import fields
from pathlib import Path

from pydantic import Field, HttpUrl, PositiveFloat, PositiveInt, SecretStr, ValidationError
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
    cross_encoder: Path | None = None
    """Folder of a sentence-transformers CrossEncoder; without it none judges passages."""
    concepts: Path = PROJECT / "corpus" / "concepts.toml"
    """The list of words that mean the same."""
    everyday: Path = PROJECT / "corpus" / "everyday.toml"
    """The list of how people say ordinary things."""
    economics: Path = PROJECT / "corpus" / "economics.toml"
    """The register of economic figures."""
    guide: Path = PROJECT / "corpus" / "guide.toml"
    """What the page for new staff says."""
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
    llm_url: HttpUrl | None = None
    """A server that speaks OpenAI's protocol, with the /v1; its model then words the answers."""
    llm_model: str | None = Field(default=None, min_length=1)
    """The name that the server knows the model by."""
    llm_key: SecretStr | None = None
    """The key that the server asks for, if any."""
    llm_seconds: PositiveFloat = 60
    """A reply that has not come whole by then is not used."""
    admin_key: SecretStr | None = Field(default=None, min_length=1)
    """Whoever shows it may change the library; without one, only who sits at this machine."""
    feedback_days: PositiveInt = 180
    """Feedback on answers is erased when it is older."""
    report: Path = Path(".holdepunkt-report/report.json")
    """The last report of `python -m evals run --report`, for the page Kvalitet."""
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
        settings = Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "HOLDEPUNKT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name} is {first['input']!r}: {first['msg']}",
            f"{name} er sat til »{first['input']}«, og det kan den ikke være.",
        ) from exc
    if bool(settings.llm_url) != bool(settings.llm_model):
        there, lacking = ("URL", "MODEL") if settings.llm_url else ("MODEL", "URL")
        raise SettingsError(
            f"HOLDEPUNKT_LLM_{there} is set and HOLDEPUNKT_LLM_{lacking} is not: set both or none",
            f"HOLDEPUNKT_LLM_{lacking} mangler: Sæt både den og HOLDEPUNKT_LLM_{there}.",
        )
    return settings
