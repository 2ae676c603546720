"""The one place where an error becomes a line and an exit code."""

import sys
from typing import Any

import typer

from coach.domain.errors import CoachError


def run(app: typer.Typer, arguments: list[str] | None = None) -> int:
    """Run a command of `app`; its exit code: 0 done, 1 the work could not be done, 2 bad usage or input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        result: Any = app(args=arguments, standalone_mode=False)
    except CoachError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("中断しました。", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        return _fail(f"{' '.join(str(message()).split())} 使い方は coach --help で確認できます。", 2)
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
