"""The texts that models are given, as files: `texts/<name>.<version>.md`, placeholders written {{so}}."""

from coach.prompts.rendering import names, render, version

__all__ = ["names", "render", "version"]
