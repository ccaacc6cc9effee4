"""Answers that lie in several places or documents, or in the whole library."""
