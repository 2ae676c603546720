"""The browser app: a skin without logic."""
