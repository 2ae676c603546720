"""Measuring the coach: cases, metrics, runs, reports."""
