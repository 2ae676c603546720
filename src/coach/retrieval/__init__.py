"""From documents to the passages that answer a question."""
