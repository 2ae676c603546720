"""A scripted OpenAI-compatible server for tests and demonstrations. It speaks HTTP on loopback and needs no model."""

from coach.testing.obedient import Obedient
from coach.testing.script import Failing, Fault, Say, Script
from coach.testing.server import Received, ScriptedServer

__all__ = ["Failing", "Fault", "Obedient", "Received", "Say", "Script", "ScriptedServer"]
