"""Starts the web app: `python app.py`. It reads the index; `python -m ingest` makes it."""

import errno
import socket
import sys

from assistant.assemble import assemble, read_settings
from assistant.guide_file import watched_guide
from assistant.web import not_started
from ingest.errors import HoldepunktError, SettingsError


def main() -> int:
    """Serves until it is stopped; 1 where the set-up does not allow it, with the reason."""
    settings = None
    try:
        settings = read_settings()
        port = _bound(settings.host, settings.port)
        helper = assemble(settings)
        # Only now: the web framework takes seconds to load, and a wrong set-up is known already.
        # Loading both in two threads took a second longer.
        from assistant.web.serve import serve

        serve(
            helper,
            port,
            admin_key=settings.admin_key,
            bounds=settings.bounds,
            feedback_days=settings.feedback_days,
            report=settings.report,
            guide=watched_guide(settings.guide),
        )
    except HoldepunktError as exc:
        reason = not_started.why(exc, settings.index if settings else None)
        print(f"Holdepunkt kan ikke starte: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass  # the way to stop it
    return 0


def _bound(host: str, port: int) -> socket.socket:
    """The port, taken at once: a second start must fail before it does any work."""
    try:
        return socket.create_server((host, port))
    except (OSError, OverflowError) as exc:
        taken = isinstance(exc, OSError) and exc.errno == errno.EADDRINUSE
        raise SettingsError(
            f"port {port} at {host} cannot be opened: {exc}",
            f"Port {port} på {host} {'er optaget' if taken else 'kan ikke åbnes'}. "
            "Vælg en anden med HOLDEPUNKT_PORT og HOLDEPUNKT_HOST.",
        ) from exc


if __name__ == "__main__":
    sys.exit(main())
