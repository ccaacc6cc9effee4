"""Claims about the settings."""

from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import CORPUS, Settings, read_settings


def test_nothing_needs_to_be_set() -> None:
    assert read_settings() == Settings(
        index=Path(".holdepunkt"), model=None, host="127.0.0.1", port=7860
    )


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDEPUNKT_INDEX", "/srv/index")
    monkeypatch.setenv("HOLDEPUNKT_PORT", "8000")
    settings = read_settings()
    assert (settings.index, settings.port) == (Path("/srv/index"), 8000)


def test_a_setting_that_means_nothing_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_PORT", "mange")
    with pytest.raises(
        SettingsError, match=r"^HOLDEPUNKT_PORT is 'mange': Input should be a valid"
    ):
        read_settings()


@pytest.mark.parametrize(("there", "lacking"), [("URL", "MODEL"), ("MODEL", "URL")])
def test_a_language_model_needs_a_server_and_a_name(
    monkeypatch: pytest.MonkeyPatch, there: str, lacking: str
) -> None:
    monkeypatch.setenv(f"HOLDEPUNKT_LLM_{there}", "http://127.0.0.1:11434/v1")
    with pytest.raises(SettingsError, match=f"^HOLDEPUNKT_LLM_{there} .* HOLDEPUNKT_LLM_{lacking}"):
        read_settings()


@pytest.mark.parametrize("name", ["LLM_KEY", "ADMIN_KEY"])
def test_a_key_is_not_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"HOLDEPUNKT_{name}", "hemmelig")
    assert "hemmelig" not in repr(read_settings())


def test_an_empty_admin_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDEPUNKT_ADMIN_KEY", "")
    with pytest.raises(SettingsError, match=r"^HOLDEPUNKT_ADMIN_KEY is ''"):
        read_settings()


def test_the_corpus_is_there() -> None:
    assert CORPUS.is_dir()
