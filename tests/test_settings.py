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


def test_the_corpus_is_there() -> None:
    assert CORPUS.is_dir()
