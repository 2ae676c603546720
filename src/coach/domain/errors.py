"""One tree of errors. A message is a sentence for the reader that says what is wrong and what to do.

CoachError
├── BadInput      what was handed over cannot be used          exit code 2
└── CannotDo      the work could not be done (knowledge, disk, endpoint)  exit code 1
    └── NotFound  there is no such thing, or it belongs to somebody else
"""


class CoachError(Exception):
    """A failure that the reader can do something about; shown as one line, never as a traceback."""

    exit_code = 1


class BadInput(CoachError):
    """The caller's text, file or option cannot be used."""

    exit_code = 2


class CannotDo(CoachError):
    """The work could not be done with what is there."""


class NotFound(CannotDo):
    """Nothing with that name exists for this user (existence of other people's things is not revealed)."""
