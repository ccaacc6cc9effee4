"""Turns a question into a short answer of verified quotes, or says that there is none."""
