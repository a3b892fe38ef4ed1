"""Explicit discourse connectives: which words are used as one, and in what sense."""
