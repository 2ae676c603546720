"""Pieces of pages: one module each, with `show()`."""
