"""Which quotes answer a question, and whether any does."""
