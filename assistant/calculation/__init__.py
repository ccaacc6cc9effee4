"""Sums over figures that the documents give."""
