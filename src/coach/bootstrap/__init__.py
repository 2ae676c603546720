"""The only place that chooses adapters."""

from coach.bootstrap.coach import Coach, build

__all__ = ["Coach", "build"]
