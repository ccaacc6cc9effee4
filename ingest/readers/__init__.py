"""One reader per file format; each turns bytes into blocks of tokens with their pages."""
