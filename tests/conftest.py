"""What all tests share: a clean environment and the folder of programme documents."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

VARIABLE = "HOLDEPUNKT_TEST_DOCUMENTS"
_DOCUMENTS = os.environ.get(VARIABLE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that reads the programme documents bears their mark, whether written on it or not."""
    for item in items:
        if "documents" in getattr(item, "fixturenames", ()):
            item.add_marker("documents")


@pytest.fixture(autouse=True)
def _default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what is set in the shell it is started from."""
    for name in [name for name in os.environ if name.startswith("HOLDEPUNKT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of programme documents: pdf/, raw/, bad/ and so on."""
    if not _DOCUMENTS:
        pytest.skip(f"{VARIABLE} does not name the folder of programme documents")
    folder = Path(_DOCUMENTS)
    assert folder.is_dir(), f"{VARIABLE} names {_DOCUMENTS!r}, which is no folder"
    return folder
