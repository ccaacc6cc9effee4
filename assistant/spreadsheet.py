"""What a table needs so that a Danish spreadsheet reads it right, and runs nothing of it."""

BYTE_ORDER = "\ufeff"  # by which Excel knows that the letters are UTF-8
_RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes a formula by


def inert(text: str) -> str:
    """Text of a document, a register or a person, as a cell that is never run."""
    bare = text.replace("\t", " | ")  # between the cells of a quoted row
    return f"'{bare}" if bare.startswith(_RUNS) else bare
