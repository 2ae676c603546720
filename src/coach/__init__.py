"""A conversation coach that tells 信用 (credit) from 信頼 (trust)."""

__version__ = "0.1.0"
