"""Practices, turns and disputes in a database."""
