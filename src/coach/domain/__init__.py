"""The coach's vocabulary and its pure decisions. Standard library only; everything is immutable."""
