"""Why the app cannot start, in the words of whoever starts it: Danish, with what to do."""

from pathlib import Path

from ingest.errors import (
    HoldepunktError,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    IndexUnwritable,
    LibraryError,
    ModelError,
    SettingsError,
)

_UNKNOWN = "Opsætningen er forkert. »python -m assistant ask« siger på engelsk hvordan."


def why(exc: HoldepunktError, index: Path | None) -> str:
    """What is wrong and what to do; `index` is None where the settings could not be read."""
    again = f"»python -m ingest --rebuild --index {index}«"
    match exc:
        case SettingsError():
            return exc.danish or _UNKNOWN
        case ModelError():
            return (
                "Modellen til søgning mangler eller kan ikke læses. Sæt HOLDEPUNKT_MODEL til dens "
                "mappe, eller udelad den."
            )
        case IndexMissing():
            return (
                f"Der er intet indeks i {index}. Læs dokumenterne ind med "
                f"»python -m ingest --index {index}«, eller vælg et andet med HOLDEPUNKT_INDEX."
            )
        case IndexMismatch():
            return (
                f"Indekset i {index} er lavet med en anden model eller en anden udgave af "
                f"Holdepunkt. Lav det på ny med {again}."
            )
        case IndexLocked():
            return (
                f"Et andet program skriver til indekset i {index}. Prøv igen, når det er færdigt."
            )
        case IndexUnwritable():
            return f"Der kan ikke skrives i {index}. Vælg en anden mappe med HOLDEPUNKT_INDEX."
        case LibraryError():
            return f"Indekset i {index} kan ikke læses. Lav det på ny med {again}."
    return _UNKNOWN
