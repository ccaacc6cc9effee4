"""Makes documents findable: files in a folder become a library, a lexical index and vectors."""
