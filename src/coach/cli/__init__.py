"""The command line: one module a command, each a function with its help as docstring."""

from coach.cli.app import main

__all__ = ["main"]
