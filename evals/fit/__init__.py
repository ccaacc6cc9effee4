"""Scripts that fit what ships: run by hand, never by the app."""
