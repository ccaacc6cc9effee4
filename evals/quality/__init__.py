"""The report of a run for people: JSON, Markdown and a page, in Danish, with charts."""
