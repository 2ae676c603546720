"""The command line: one module a command, each a function with its help as docstring."""

import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave the process: 0 done, 1 the work could not be done, 2 bad usage or input."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["serve"]:
        # Whoever opens the app waits for it: the other commands and what they import stay out of the way.
        from coach.cli import edge, serve

        sys.exit(edge.run(serve.alone(), given))
    from coach.cli import app

    app.main(arguments)
