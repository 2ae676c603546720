"""Pieces of pages, each with show()."""
