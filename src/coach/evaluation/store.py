"""What the evaluation needs from a database."""

from collections.abc import Sequence
from typing import Protocol

from coach.domain.run import HumanLabel, Run, SampleResult


class RunStore(Protocol):
    """Keeps runs. Every call names who acts; nobody reaches another person's rows."""

    def begin(self, run: Run) -> None:
        """Keep a run that starts."""
        ...

    def progress(self, run_id: str, done: int, total: int, *, acting: str) -> bool:
        """Note how far it is, as a sign of life. Returns whether to go on: False once somebody cancelled it."""
        ...

    def finish(self, run: Run, *, acting: str) -> None:
        """Keep the end of a run with all its samples (done, failed or cancelled)."""
        ...

    def cancel(self, run_id: str, *, acting: str) -> None:
        """Ask a running one to stop; one that has ended stays as it is."""
        ...

    def get(self, run_id: str, *, acting: str) -> Run:
        """A run with its samples; a unique beginning of the id is enough. Raises NotFound."""
        ...

    def runs(self, *, acting: str, dataset: str | None = None, limit: int = 50) -> list[Run]:
        """The acting user's runs, newest first, without samples."""
        ...

    def sample(self, sample_id: str, *, acting: str, dataset: str) -> list[tuple[Run, SampleResult]]:
        """The same sample in every finished run of a data set, newest first."""
        ...

    def add_label(self, label: HumanLabel, *, acting: str) -> None:
        """Keep a person's verdict."""
        ...

    def labels(self, *, acting: str) -> Sequence[HumanLabel]:
        """The acting user's verdicts, oldest first; of several on the same answer the last one counts."""
        ...
